"""Proving that it is still you: before anything that would let somebody else in, or you out for good."""

from typing import Any

from django.http import HttpRequest

from strato.accounts import challenges
from strato.accounts.challenges import Purpose
from strato.accounts.errors import ChallengeRefused, PasskeyUnknown, ProofNeeded, WrongPassword
from strato.accounts.models import User
from strato.accounts.services.lockout import check_not_locked, count_failure
from strato.accounts.services.passkeys import use_passkey


def prove_by_password(user: User, password: str, *, request: HttpRequest) -> str:
    """A proof that is good for ten minutes; raises what ``check_password`` raises."""
    check_password(user, password, request=request)
    return challenges.give(Purpose.PROOF, user)


def check_password(user: User, password: str, *, request: HttpRequest) -> None:
    """Raise ``WrongPassword`` unless this is theirs. Wrong ones count as failed sign-ins: ``AccountLocked`` in the end."""
    check_not_locked(user, request=request)
    if not user.check_password(password):
        count_failure(user, request=request)
        raise WrongPassword(fields={"password": [WrongPassword.detail]})


def prove_by_passkey(user: User, *, challenge: str, credential: dict[str, Any]) -> str:
    """The same by one of the person's own passkeys."""
    if use_passkey(challenge, credential, Purpose.PASSKEY_PROOF) != user:
        raise PasskeyUnknown
    return challenges.give(Purpose.PROOF, user)


def check_proof(user: User, proof: str) -> None:
    """Raise ``ProofNeeded`` unless this person proved themselves within the last ten minutes."""
    try:
        word = challenges.take(proof, Purpose.PROOF, seconds=challenges.PROOF_SECONDS)
    except ChallengeRefused as error:
        raise ProofNeeded from error
    if word.user != user:
        raise ProofNeeded
