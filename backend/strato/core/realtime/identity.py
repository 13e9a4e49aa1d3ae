"""Who is behind a socket: the same authenticators as REST, asked with the same Bearer header."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.settings import api_settings


@dataclass(frozen=True, slots=True)
class Identity:
    """A signed-in person; ``expires_at`` is Unix time, None for a key that does not expire.

    ``sign_in`` is the session of the token (its claim ``sid``), None for a key.
    """

    user_id: uuid.UUID
    expires_at: float | None
    sign_in: str | None = None


def verify(token: str) -> Identity | None:
    """The active person this token belongs to, or None."""
    plain = HttpRequest()
    plain.META["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    classes: Any = api_settings.DEFAULT_AUTHENTICATION_CLASSES
    request = Request(plain, authenticators=[cls() for cls in classes])
    try:
        user: Any = request.user
    except APIException:
        return None
    if not (user and user.is_authenticated and user.is_active):
        return None
    claims: Any = request.auth if hasattr(request.auth, "get") else {}
    expires = claims.get("exp")
    return Identity(user.pk, None if expires is None else float(expires), claims.get("sid"))


def active_user(user_id: uuid.UUID) -> Any:
    """The person as they are now, or None if they are gone or deactivated."""
    return get_user_model()._default_manager.filter(pk=user_id, is_active=True).first()
