"""Signing in, staying in, signing out."""

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest

from strato.accounts import signals, tokens
from strato.accounts.errors import AccountInactive, AccountLocked, WrongCredentials
from strato.accounts.models import User
from strato.accounts.tokens import TokenPair
from strato.core import realtime


def sign_in(email: str, password: str, *, request: HttpRequest, guest_key: str = "") -> tuple[User, TokenPair]:
    """The person of these credentials and their new session.

    The check stands outside the transaction: a failed attempt must stay counted. An unknown address costs the same
    time as a wrong password (Django hashes once for nobody).
    """
    found = authenticate(request, username=email.strip().lower(), password=password)
    if found is None and getattr(request, "axes_locked_out", False):
        raise AccountLocked(retry_after_seconds=int(settings.AXES_COOLOFF_TIME.total_seconds()))
    if found is None:
        raise WrongCredentials
    user = User.objects.get(pk=found.pk)
    if not user.is_active:
        raise AccountInactive
    return user, _open_session(user, request=request, guest_key=guest_key)


@transaction.atomic
def _open_session(user: User, *, request: HttpRequest, guest_key: str) -> TokenPair:
    user_logged_in.send(User, request=request, user=user)
    if guest_key:
        signals.guest_identified.send(User, user=user, guest_key=guest_key)
    return tokens.issue(user)


def refresh_session(refresh: str) -> TokenPair:
    """The next pair for a refresh token that is spent by this. No transaction around it: that a stolen token ended its
    session must stay, although it is refused."""
    return tokens.renew(refresh)


def sign_out(refresh: str) -> None:
    """End the session of this refresh token."""
    tokens.withdraw(refresh)


def end_all_sessions(user: User) -> None:
    """Withdraw every refresh token and close every socket; access tokens die with the password or the account."""
    tokens.withdraw_all(user)
    realtime.close(user)
