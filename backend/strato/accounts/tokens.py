"""The tokens of a session: a short-lived access token, and a refresh token that works once."""

from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.utils import timezone
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import RefreshToken
from rest_framework_simplejwt.utils import get_md5_hash_password

from strato.accounts.errors import TokenRefused
from strato.accounts.models import User


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a browser keeps while somebody is signed in."""

    access: str
    refresh: str


def issue(user: User) -> TokenPair:
    """A new session of this person; both tokens carry the claims ``role`` and ``name``."""
    token = RefreshToken.for_user(user)
    token["role"] = user.role
    token["name"] = user.display_name
    return TokenPair(access=str(token.access_token), refresh=str(token))


@transaction.atomic
def spend(raw: str) -> User:
    """The owner of a refresh token, which is blacklisted by this; a token spent before, even at this moment, is refused."""
    token = _read(raw)
    user: User | None = User.objects.filter(pk=token["user_id"], is_active=True).first()
    if user is None or token.get("hash_password") != get_md5_hash_password(user.password):
        raise TokenRefused
    _, is_first = cast(tuple[BlacklistedToken, bool], token.blacklist())
    if not is_first:
        raise TokenRefused
    return user


def withdraw(raw: str) -> None:
    """Blacklist one refresh token; one that is dead already is fine."""
    try:
        _read(raw).blacklist()
    except TokenRefused:
        return


def withdraw_all(user: User) -> None:
    """Blacklist every living refresh token of this person."""
    living = OutstandingToken.objects.filter(user=user, expires_at__gt=timezone.now(), blacklistedtoken__isnull=True)
    BlacklistedToken.objects.bulk_create([BlacklistedToken(token=token) for token in living], ignore_conflicts=True)


def _read(raw: str) -> RefreshToken:
    try:
        return RefreshToken(raw)  # type: ignore[arg-type]  # the stub wants a Token, the code takes its text
    except TokenError as error:
        raise TokenRefused from error
