"""Guests: people who have no account yet but hold a key to what they made."""

import re
import secrets

from django.contrib.auth.models import AnonymousUser

from strato.accounts.errors import GuestKeyRefused

HEADER = "X-Guest"
META = "HTTP_X_GUEST"
SHAPE = re.compile(r"[A-Za-z0-9_-]{20,64}")


class Guest(AnonymousUser):
    """Nobody signed in, but somebody who comes back: known by ``guest_key``."""

    def __init__(self, guest_key: str) -> None:
        super().__init__()
        self.guest_key = guest_key

    def __str__(self) -> str:
        return "Guest"


def new_key() -> str:
    """A fresh guest key: 32 random bytes, URL-safe; whoever holds it is the guest."""
    return secrets.token_urlsafe(32)


def read_key(value: str | None) -> str:
    """The guest key of a header's value, "" if there is none; a malformed one raises ``GuestKeyRefused``."""
    if not value:
        return ""
    if not SHAPE.fullmatch(value):
        raise GuestKeyRefused
    return value
