"""The tokens of a session: a short-lived access token, and a refresh token that is spent for the next one.

Both carry the id of their ``DeviceSession`` in the claim ``sid`` and are worth nothing once it ended. The refresh tokens of
a session form a chain: the id of each follows from the one before it. A token that was spent a moment ago gives the same
successor again, because the answer may have been lost on its way; one that was spent long ago is in wrong hands, and ends
the session.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.utils import timezone
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import RefreshToken, Token
from rest_framework_simplejwt.utils import get_md5_hash_password

from strato.accounts.devices import Device
from strato.accounts.errors import TokenRefused
from strato.accounts.models import DeviceSession, User
from strato.accounts.models.sessions import DeviceSessionQuerySet
from strato.core import realtime

log = structlog.get_logger(__name__)
GRACE = timedelta(seconds=30)
CHAIN = UUID("6f1d3c52-6f0e-4b5e-9a38-0c9a4e1f7d21")  # a namespace of ours (RFC 9562, version 5)
SESSION = "sid"


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a browser keeps while somebody is signed in."""

    access: str
    refresh: str


class SpentToken(RefreshToken):
    """A refresh token whose signature and time are checked, whether it was spent or not."""

    def check_blacklist(self) -> None:
        return


@transaction.atomic
def issue(user: User, *, device: Device | None = None) -> TokenPair:
    """A new session of this person; both tokens carry the claims ``sid``, ``role`` and ``name``."""
    device = device or Device()
    session = DeviceSession.objects.create(
        user=user, browser=device.browser, system=device.system, expires_at=_end_of_life()
    )
    return issue_for(session, user)


def issue_for(session: DeviceSession, user: User) -> TokenPair:
    """A first pair, or another one, for a session that is there already."""
    token = RefreshToken.for_user(user)
    row = OutstandingToken.objects.get(jti=token["jti"])
    token[SESSION] = str(session.pk)
    row.token = str(token)
    row.save(update_fields=["token"])
    return _pair(token, user)


def renew(raw: str) -> TokenPair:
    """The next pair of this session; raises ``TokenRefused``, and ends the session of a token that was spent long ago."""
    token = _read(raw)
    pair = _next(token)
    if pair is None:
        log.warning("refresh_token_reused", user=token["user_id"], jti=token["jti"])
        end(DeviceSession.objects.get(pk=token[SESSION]))
        raise TokenRefused
    return pair


@transaction.atomic
def _next(token: RefreshToken) -> TokenPair | None:
    """The successor, made by the first who asks; None when the time for asking again is over."""
    user: User | None = User.objects.filter(pk=token["user_id"], is_active=True).first()
    if user is None or token.get("hash_password") != get_md5_hash_password(user.password):
        raise TokenRefused
    now = timezone.now()
    if not _sessions_of(token).update(last_seen_at=now, expires_at=_end_of_life()):
        raise TokenRefused
    spent, is_first = cast(tuple[BlacklistedToken, bool], token.blacklist())
    if is_first:
        return _pair(_follow(token, user), user)
    living = OutstandingToken.objects.filter(jti=_successor(token["jti"]), blacklistedtoken__isnull=True).first()
    if spent.blacklisted_at < now - GRACE:
        return None
    if living is None:  # the answer did arrive
        raise TokenRefused
    return _pair(SpentToken(living.token), user)  # type: ignore[arg-type]  # the stub wants a Token, the code takes its text


def is_alive(token: Token) -> bool:
    """Would this token, whose signature and time were checked, be taken now?"""
    is_spent = BlacklistedToken.objects.filter(token__jti=token["jti"]).exists()
    return SESSION in token and not is_spent and _sessions_of(token).exists()


def withdraw(raw: str) -> None:
    """End the session of this refresh token; one that is dead already is fine."""
    try:
        session = _sessions_of(_read(raw)).first()
    except TokenRefused:
        return
    if session is not None:
        end(session)


@transaction.atomic
def end(*sessions: DeviceSession) -> None:
    """End these sessions of one person: no token of theirs is good any more, and their sockets close with 4403."""
    now = timezone.now()
    DeviceSession.objects.filter(pk__in=[row.pk for row in sessions], ended_at=None).update(
        ended_at=now, updated_at=now
    )
    for row in sessions:
        realtime.close(row.user_id, session=str(row.pk))


@transaction.atomic
def withdraw_all(user: User) -> None:
    """End every session of this person, and close every socket, also one that a key opened."""
    now = timezone.now()
    DeviceSession.objects.filter(user=user, ended_at=None).update(ended_at=now, updated_at=now)
    realtime.close(user)


def _sessions_of(token: Token) -> DeviceSessionQuerySet:
    return DeviceSession.objects.living().filter(pk=token[SESSION], user=token["user_id"])


def _follow(token: RefreshToken, user: User) -> RefreshToken:
    """A new token that is next to this one in its chain."""
    successor = RefreshToken.for_user(user)
    row = OutstandingToken.objects.get(jti=successor["jti"])
    successor["jti"] = row.jti = _successor(token["jti"])
    successor[SESSION] = token[SESSION]
    row.token = str(successor)
    row.save(update_fields=["jti", "token"])
    return successor


def _successor(jti: str) -> str:
    return uuid5(CHAIN, jti).hex


def _end_of_life() -> datetime:
    life: timedelta = api_settings.REFRESH_TOKEN_LIFETIME
    return timezone.now() + life


def _pair(token: RefreshToken, user: User) -> TokenPair:
    token["role"] = user.role
    token["name"] = user.display_name
    return TokenPair(access=str(token.access_token), refresh=str(token))


def _read(raw: str) -> RefreshToken:
    """The token behind this text, spent or not, or ``TokenRefused``."""
    try:
        token = SpentToken(raw)  # type: ignore[arg-type]  # the stub wants a Token, the code takes its text
    except TokenError as error:
        raise TokenRefused from error
    if SESSION not in token:
        raise TokenRefused
    return token
