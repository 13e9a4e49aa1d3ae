"""Guests: people who have no account yet but hold a key to what they made."""

import secrets

from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, Signer

from strato.accounts.errors import GuestKeyRefused

HEADER = "X-Guest"
META = "HTTP_X_GUEST"
SEAL = Signer(sep=".", salt="strato.guest")


class Guest(AnonymousUser):
    """Nobody signed in, but somebody who comes back: known by ``guest_key``."""

    def __init__(self, guest_key: str) -> None:
        super().__init__()
        self.guest_key = guest_key

    def __str__(self) -> str:
        return "Guest"


def new_key() -> str:
    """A fresh guest key, 64 characters: 15 random bytes and our seal; whoever holds it is the guest."""
    return SEAL.sign(secrets.token_urlsafe(15))


def read_key(value: str | None) -> str:
    """The guest key of a header's value, "" if there is none; one that we did not make raises ``GuestKeyRefused``."""
    if not value:
        return ""
    try:
        SEAL.unsign(value)
    except BadSignature as error:
        raise GuestKeyRefused from error
    return value
