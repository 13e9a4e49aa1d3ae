"""Signing in, staying in, signing out."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from strato.accounts import challenges, signals, tokens
from strato.accounts.challenges import Purpose
from strato.accounts.devices import read_device
from strato.accounts.errors import AccountInactive, AccountLeaving, AccountLocked, SecondFactorNeeded, WrongCredentials
from strato.accounts.models import Departure, DeviceSession, Passkey, User
from strato.accounts.services.factors import is_two_step
from strato.accounts.tokens import TokenPair

SEEN_NOTED_EVERY = timedelta(minutes=5)


def sign_in(email: str, password: str, *, request: HttpRequest, guest_key: str = "") -> tuple[User, TokenPair]:
    """The person of these credentials and their new session, or ``SecondFactorNeeded``.

    The check stands outside the transaction: a failed attempt must stay counted. An unknown address costs the same
    time as a wrong password (Django hashes once for nobody).
    """
    found = authenticate(request, username=email.strip().lower(), password=password)
    if found is None and getattr(request, "axes_locked_out", False):
        raise AccountLocked(retry_after_seconds=int(settings.AXES_COOLOFF_TIME.total_seconds()))
    if found is None:
        raise WrongCredentials
    user = User.objects.get(pk=found.pk)
    check_expected(user)
    _ask_for_second_step(user)
    return user, open_session(user, request=request, guest_key=guest_key)


def _ask_for_second_step(user: User) -> None:
    """Raise ``SecondFactorNeeded`` where the password alone does not sign in."""
    if is_two_step(user):
        raise SecondFactorNeeded(
            challenge=challenges.give(Purpose.SECOND_FACTOR, user),
            methods=["code", *(["passkey"] if Passkey.objects.filter(user=user).exists() else [])],
            expires_in_seconds=challenges.CHALLENGE_SECONDS,
        )


def check_expected(user: User) -> None:
    """Raise ``AccountInactive`` for whom no way of signing in leads anywhere."""
    if not user.is_active and not User.objects.expected().filter(pk=user.pk).exists():
        raise AccountInactive


@transaction.atomic
def open_session(user: User, *, request: HttpRequest, guest_key: str = "") -> TokenPair:
    """Somebody proved who they are: a session on the device that asks. Raises ``AccountLeaving``."""
    if not user.is_active:
        departure = Departure.objects.get(user=user)
        raise AccountLeaving(due_at=departure.due_at.isoformat(), challenge=challenges.give(Purpose.KEEP, user))
    user_logged_in.send(User, request=request, user=user)
    if guest_key:
        signals.guest_identified.send(User, user=user, guest_key=guest_key)
    return tokens.issue(user, device=read_device(request.META.get("HTTP_USER_AGENT", "")))


def refresh_session(refresh: str) -> TokenPair:
    """The next pair for a refresh token that is spent by this. No transaction around it: that a stolen token ended its
    session must stay, although it is refused."""
    return tokens.renew(refresh)


def note_seen(session: UUID, *, last_seen_at: datetime) -> None:
    """Remember that a device is in use; one write in five minutes, however busy it is."""
    now = timezone.now()
    if last_seen_at <= now - SEEN_NOTED_EVERY:
        stale = DeviceSession.objects.filter(pk=session, last_seen_at__lte=now - SEEN_NOTED_EVERY)
        stale.update(last_seen_at=now)


def sign_out(refresh: str) -> None:
    """End the session of this refresh token."""
    tokens.withdraw(refresh)


def revoke_session(session: DeviceSession, *, by: User) -> None:
    """Sign a device out from elsewhere: its tokens are refused and its sockets close at once."""
    tokens.end(session)


def revoke_other_sessions(user: User, *, keep: UUID | None, by: User) -> int:
    """Sign out everywhere but here; gives how many devices that were."""
    others = [row for row in DeviceSession.objects.living().filter(user=user) if row.pk != keep]
    tokens.end(*others)
    return len(others)


def end_all_sessions(user: User) -> None:
    """End every session and close every socket."""
    tokens.withdraw_all(user)
