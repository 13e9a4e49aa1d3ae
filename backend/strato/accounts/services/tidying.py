"""Forgetting what is of no more use, and what we should not know any longer."""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from django.utils import timezone
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

SIGN_INS_KEPT_DAYS = 90


def forget_tokens() -> int:
    """Delete the rows of refresh tokens that have expired; gives how many."""
    expired = OutstandingToken.objects.filter(expires_at__lt=timezone.now() - timedelta(hours=1))
    return int(expired.delete()[1].get(OutstandingToken._meta.label, 0))


def forget_sign_ins() -> None:
    """Delete who signed in from where, and who failed to, after ninety days."""
    AxesProxyHandler.reset_logs(age_days=SIGN_INS_KEPT_DAYS)
    AxesProxyHandler.reset_failure_logs(age_days=SIGN_INS_KEPT_DAYS)
