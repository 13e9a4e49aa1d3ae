"""Short-lived signed words between the two halves of an act: who is halfway in, what a passkey is to sign, who proved
themselves a moment ago. Each dies with the password it was made under."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction

from strato.accounts.errors import ChallengeRefused
from strato.accounts.models import SpentChallenge, User

CHALLENGE_SECONDS = 300
PROOF_SECONDS = 600


class Purpose(StrEnum):
    """What a word is good for, and for nothing else."""

    SECOND_FACTOR = "second-factor"
    PASSKEY_SIGN_IN = "passkey-sign-in"
    PASSKEY_SECOND = "passkey-second"
    PASSKEY_PROOF = "passkey-proof"
    PASSKEY_NEW = "passkey-new"
    PROOF = "proof"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Word:
    """What a signed text said."""

    purpose: Purpose
    user: User | None
    nonce: str


def give(purpose: Purpose, user: User | None = None, *, nonce: str = "") -> str:
    """A signed text for this purpose and person."""
    said: list[str] = [str(user.pk), user.get_session_auth_hash(), nonce] if user else ["", "", nonce]
    return signing.dumps(said, salt=f"strato.accounts.{purpose}")


def take(text: str, *purposes: Purpose, seconds: int = CHALLENGE_SECONDS) -> Word:
    """What a text for one of these purposes says; old, forged or overtaken by another password: ``ChallengeRefused``."""
    for purpose in purposes:
        try:
            pk, seal, nonce = signing.loads(text, salt=f"strato.accounts.{purpose}", max_age=seconds)
        except (signing.BadSignature, ValueError):
            continue
        return Word(purpose, _person(pk, seal) if pk else None, nonce)
    raise ChallengeRefused


def spend(text: str) -> None:
    """From now on this text is worth nothing; raises ``ChallengeRefused`` when somebody was faster."""
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(digest=hashlib.sha256(text.encode()).hexdigest())
    except IntegrityError as error:
        raise ChallengeRefused from error


def _person(pk: Any, seal: str) -> User:
    user: User | None = User.objects.expected().filter(pk=pk).first()
    if user is None or user.get_session_auth_hash() != seal:
        raise ChallengeRefused
    return user
