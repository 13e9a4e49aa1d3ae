"""Forgetting what is of no more use, and what we should not know any longer."""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from django.db.models import Q
from django.utils import timezone
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from strato.accounts.models import DeviceSession, SpentChallenge

SIGN_INS_KEPT_DAYS = 90
SESSIONS_KEPT_DAYS = 30


def forget_tokens() -> int:
    """Delete the rows of refresh tokens that have expired; gives how many."""
    expired = OutstandingToken.objects.filter(expires_at__lt=timezone.now() - timedelta(hours=1))
    return int(expired.delete()[1].get(OutstandingToken._meta.label, 0))


def forget_challenges() -> int:
    """Delete the challenges that were answered and have died meanwhile; gives how many."""
    return SpentChallenge.objects.filter(spent_at__lt=timezone.now() - timedelta(days=1)).delete()[0]


def forget_sessions() -> int:
    """Delete the sessions that have been over for thirty days; gives how many."""
    long_ago = timezone.now() - timedelta(days=SESSIONS_KEPT_DAYS)
    return DeviceSession.objects.filter(Q(expires_at__lt=long_ago) | Q(ended_at__lt=long_ago)).delete()[0]


def forget_sign_ins() -> None:
    """Delete who signed in from where, and who failed to, after ninety days."""
    AxesProxyHandler.reset_logs(age_days=SIGN_INS_KEPT_DAYS)
    AxesProxyHandler.reset_failure_logs(age_days=SIGN_INS_KEPT_DAYS)
