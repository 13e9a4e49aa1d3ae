"""API keys as text: ``strato_<prefix>_<secret>``. The prefix names the key; the secret is known to its holder alone."""

import hashlib
import hmac
import re
import secrets
import string
from dataclasses import dataclass

MARK = "strato_"
ALPHABET = string.ascii_letters + string.digits  # selected as one word by a double click
PREFIX_LENGTH = 10
SECRET_LENGTH = 40
TEXT = re.compile(rf"{MARK}([A-Za-z0-9]{{{PREFIX_LENGTH}}})_([A-Za-z0-9]{{{SECRET_LENGTH}}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class KeyText:
    """The two parts of a key."""

    prefix: str
    secret: str

    def __str__(self) -> str:
        return f"{MARK}{self.prefix}_{self.secret}"


def fresh() -> KeyText:
    """A new key; its secret has 238 bits."""
    return KeyText(_random(PREFIX_LENGTH), _random(SECRET_LENGTH))


def parse(text: str) -> KeyText | None:
    """The parts of a text that looks like a key."""
    found = TEXT.fullmatch(text)
    return KeyText(*found.groups()) if found else None


def digest(secret: str) -> str:
    """What is kept of a secret. A plain hash is enough: nobody guesses 238 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_secret_of(kept: str, secret: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(kept, digest(secret))


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
