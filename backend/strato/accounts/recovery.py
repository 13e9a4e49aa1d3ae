"""Recovery codes as text: sixteen letters and digits in groups of four, without those that look alike."""

import hashlib
import re
import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 16
GROUP = 4
HOW_MANY = 10


def fresh() -> list[str]:
    """Ten new codes of 79 bits each."""
    return [_grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH))) for _ in range(HOW_MANY)]


def digest(code: str) -> str:
    """What is kept of a code, however it was typed. A plain hash is enough: nobody guesses 79 random bits."""
    return hashlib.sha256(re.sub(r"[\W_]", "", code.lower()).encode()).hexdigest()


def _grouped(text: str) -> str:
    return "-".join(text[start : start + GROUP] for start in range(0, LENGTH, GROUP))
