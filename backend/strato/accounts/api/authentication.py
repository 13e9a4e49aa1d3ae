"""Guests at the door: a request without a token may carry the key of what its sender made before."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from strato.accounts.guests import HEADER, META, Guest, read_key


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
