"""Machines at the door: ``Authorization: Bearer strato_<prefix>_<secret>``, beside the bearer tokens of people."""

from typing import Any

import structlog
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from strato.accounts import services
from strato.accounts.keys import MARK
from strato.accounts.models import User
from strato.core.api.keys import MachineKey


class ApiKeyAuthentication(BaseAuthentication):
    """Makes ``request.user`` the owner of the key and ``request.auth`` a ``MachineKey``; leaves other tokens to others."""

    def authenticate(self, request: Request) -> tuple[User, MachineKey] | None:
        kind, _, text = get_authorization_header(request).decode("latin-1").partition(" ")
        text = text.strip()
        if kind.lower() != "bearer" or not text.startswith(MARK):
            return None
        key = services.identify(text)
        services.note_use(key)
        structlog.contextvars.bind_contextvars(api_key=key.prefix)
        return key.user, MachineKey(id=key.pk, scopes=frozenset(key.scopes))

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI document names it; each operation names the scope that it needs."""

    target_class = ApiKeyAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "strato_<prefix>_<secret>",
            "description": "An API key, made in the settings or by `POST /api/api-keys/`. It acts for its owner as far as "
            "its scopes reach; the scope that an operation needs stands beside this scheme. Operations without this scheme "
            "are closed to keys.",
        }
