"""Counting failures of a second step together with wrong passwords: one lockout for all."""

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from strato.accounts.errors import AccountLocked
from strato.accounts.models import User


def check_not_locked(user: User, *, request: HttpRequest) -> None:
    """Raise ``AccountLocked`` while this person failed too often from there."""
    if not AxesProxyHandler.is_allowed(request, {"username": user.email}):
        raise AccountLocked(retry_after_seconds=int(settings.AXES_COOLOFF_TIME.total_seconds()))


def count_failure(user: User, *, request: HttpRequest) -> None:
    """One more failure; the one that locks says so."""
    user_login_failed.send(__name__, credentials={"username": user.email}, request=request)
    if getattr(request, "axes_locked_out", False):
        raise AccountLocked(retry_after_seconds=int(settings.AXES_COOLOFF_TIME.total_seconds()))
