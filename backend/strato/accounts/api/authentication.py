"""Who is at the door: somebody with a token, or a guest who carries the key of what they made before."""

from functools import lru_cache
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from drf_spectacular.contrib.rest_framework_simplejwt import SimpleJWTScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.exceptions import InvalidToken, TokenError
from rest_framework_simplejwt.tokens import AccessToken, Token
from rest_framework_simplejwt.utils import aware_utcnow, get_md5_hash_password

from strato.accounts import services
from strato.accounts.guests import HEADER, META, Guest, read_key
from strato.accounts.models import DeviceSession, User
from strato.accounts.tokens import SESSION
from strato.core.prepared import Prepared

COLUMNS = [field.attname for field in User._meta.concrete_fields]
SESSION_COLUMNS = ("device_sessions__ended_at", "device_sessions__last_seen_at")
BY_SESSION = Prepared(
    lambda pk, session: (
        User.objects.filter(pk=pk, device_sessions__pk=session).order_by().values_list(*COLUMNS, *SESSION_COLUMNS)
    ),
    User._meta.pk,
    DeviceSession._meta.pk,
)


@lru_cache(maxsize=4096)
def read_before(raw_token: bytes) -> AccessToken:
    """A token's claims; its signature is checked once, its end with every request."""
    return AccessToken(raw_token)  # type: ignore[arg-type]  # bytes as they came


class TokenAuthentication(JWTAuthentication):
    """The bearer token's person, read anew with every request: a closed account, another password or a revoked
    session ends it at once."""

    def get_validated_token(self, raw_token: bytes) -> Token:
        try:
            token = read_before(raw_token)
            token.check_exp(current_time=aware_utcnow())
        except TokenError:
            return super().get_validated_token(raw_token)  # which says what is wrong with it
        return token

    def get_user(self, validated_token: Token) -> Any:
        try:
            rows = BY_SESSION(validated_token["user_id"], validated_token[SESSION])
        except (KeyError, ValidationError) as error:
            raise InvalidToken("Token contained no recognizable user identification") from error
        if not rows:
            raise AuthenticationFailed("User not found", code="user_not_found")
        *columns, ended_at, last_seen_at = rows[0]
        user: User = User.from_db(DEFAULT_DB_ALIAS, COLUMNS, columns)
        if not user.is_active:
            raise AuthenticationFailed("User is inactive", code="user_inactive")
        if not compare_digest(str(validated_token.get("hash_password")), get_md5_hash_password(user.password)):
            raise AuthenticationFailed("The user's password has been changed.", code="password_changed")
        if ended_at is not None:
            raise AuthenticationFailed("This session was ended.", code="session_ended")
        services.note_seen(UUID(validated_token[SESSION]), last_seen_at=last_seen_at)
        return user


class TokenScheme(SimpleJWTScheme):  # type: ignore[no-untyped-call]
    """How the OpenAPI document names it."""

    target_class = "strato.accounts.api.authentication.TokenAuthentication"


class GuestAuthentication(BaseAuthentication):
    """Makes ``request.user`` a ``Guest`` when the header X-Guest is there; asked after the bearer token."""

    def authenticate(self, request: Request) -> tuple[Guest, None] | None:
        key = read_key(request.META.get(META))
        return (Guest(key), None) if key else None


class GuestScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI document names it."""

    target_class = GuestAuthentication
    name = "guestKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": HEADER,
            "description": "The key of a guest, from `POST /api/guest/`. Sent along with sign-up or sign-in, "
            "it hands over what the guest made.",
        }
