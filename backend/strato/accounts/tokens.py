"""The tokens of a session: a short-lived access token, and a refresh token that is spent for the next one.

The refresh tokens of one sign-in form a chain: the id of each follows from the one before it. A token that was spent a
moment ago gives the same successor again, because the answer may have been lost on its way; one that was spent long ago
is in wrong hands, and ends the chain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import cast
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.utils import timezone
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import RefreshToken
from rest_framework_simplejwt.utils import get_md5_hash_password

from strato.accounts.errors import TokenRefused
from strato.accounts.models import User

log = structlog.get_logger(__name__)
GRACE = timedelta(seconds=30)
CHAIN = UUID("6f1d3c52-6f0e-4b5e-9a38-0c9a4e1f7d21")  # a namespace of ours (RFC 9562, version 5)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a browser keeps while somebody is signed in."""

    access: str
    refresh: str


class SpentToken(RefreshToken):
    """A refresh token whose signature and time are checked, whether it was spent or not."""

    def check_blacklist(self) -> None:
        return


def issue(user: User) -> TokenPair:
    """A new session of this person; both tokens carry the claims ``role`` and ``name``."""
    return _pair(RefreshToken.for_user(user), user)


def renew(raw: str) -> TokenPair:
    """The next pair of this session; raises ``TokenRefused``, and ends the session of a token that was spent long ago."""
    token = _read(raw)
    pair = _next(token)
    if pair is None:
        log.warning("refresh_token_reused", user=token["user_id"], jti=token["jti"])
        _end(token["jti"])
        raise TokenRefused
    return pair


@transaction.atomic
def _next(token: RefreshToken) -> TokenPair | None:
    """The successor, made by the first who asks; None when the time for asking again is over."""
    user: User | None = User.objects.filter(pk=token["user_id"], is_active=True).first()
    if user is None or token.get("hash_password") != get_md5_hash_password(user.password):
        raise TokenRefused
    spent, is_first = cast(tuple[BlacklistedToken, bool], token.blacklist())
    if is_first:
        return _pair(_follow(token, user), user)
    living = OutstandingToken.objects.filter(jti=_successor(token["jti"]), blacklistedtoken__isnull=True).first()
    if spent.blacklisted_at < timezone.now() - GRACE:
        return None
    if living is None:  # signed out meanwhile, or the answer did arrive
        raise TokenRefused
    return _pair(SpentToken(living.token), user)  # type: ignore[arg-type]  # the stub wants a Token, the code takes its text


def withdraw(raw: str) -> None:
    """End the session of this refresh token; one that is dead already is fine."""
    try:
        _end(_read(raw)["jti"])
    except TokenRefused:
        return


def withdraw_all(user: User) -> None:
    """Blacklist every living refresh token of this person."""
    living = OutstandingToken.objects.filter(user=user, expires_at__gt=timezone.now(), blacklistedtoken__isnull=True)
    BlacklistedToken.objects.bulk_create([BlacklistedToken(token=token) for token in living], ignore_conflicts=True)


def _follow(token: RefreshToken, user: User) -> RefreshToken:
    """A new token that is next to this one in its chain."""
    successor = RefreshToken.for_user(user)
    row = OutstandingToken.objects.get(jti=successor["jti"])
    successor["jti"] = row.jti = _successor(token["jti"])
    row.token = str(successor)
    row.save(update_fields=["jti", "token"])
    return successor


def _successor(jti: str) -> str:
    return uuid5(CHAIN, jti).hex


@transaction.atomic
def _end(jti: str) -> None:
    """Blacklist this token and all that came after it."""
    for row in _chain(jti):
        BlacklistedToken.objects.get_or_create(token=row)


def _chain(jti: str) -> Iterator[OutstandingToken]:
    while (row := OutstandingToken.objects.filter(jti=jti).first()) is not None:
        yield row
        jti = _successor(jti)


def _pair(token: RefreshToken, user: User) -> TokenPair:
    token["role"] = user.role
    token["name"] = user.display_name
    return TokenPair(access=str(token.access_token), refresh=str(token))


def _read(raw: str) -> RefreshToken:
    """The token behind this text, spent or not, or ``TokenRefused``."""
    try:
        return SpentToken(raw)  # type: ignore[arg-type]  # the stub wants a Token, the code takes its text
    except TokenError as error:
        raise TokenRefused from error
