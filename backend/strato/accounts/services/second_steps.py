"""The second step of signing in, and signing in by a passkey alone."""

from typing import Any

from django.http import HttpRequest

from strato.accounts import challenges
from strato.accounts.challenges import Purpose
from strato.accounts.errors import ChallengeRefused, WrongCode
from strato.accounts.models import User
from strato.accounts.services.factors import take_code
from strato.accounts.services.lockout import check_not_locked, count_failure
from strato.accounts.services.passkeys import Ceremony, begin_use, use_passkey
from strato.accounts.services.sessions import check_expected, open_session
from strato.accounts.tokens import TokenPair


def sign_in_by_code(challenge: str, code: str, *, request: HttpRequest, guest_key: str = "") -> tuple[User, TokenPair]:
    """The second step by a code of the app, or a recovery code. Raises ``ChallengeRefused``, ``WrongCode``,
    ``AccountLocked``. Not one transaction: a failed attempt must stay counted."""
    user = _halfway(challenge)
    take_second_step(user, code, request=request)
    return user, open_session(user, request=request, guest_key=guest_key)


def take_second_step(user: User, code: str, *, request: HttpRequest) -> None:
    """Use this code up. Raises ``WrongCode``, which counts like a wrong password, and ``AccountLocked``."""
    check_not_locked(user, request=request)
    if not take_code(user, code):
        count_failure(user, request=request)
        raise WrongCode(fields={"code": [WrongCode.detail]})


def begin_passkey_sign_in(challenge: str = "") -> Ceremony:
    """Ask for a passkey: of anybody, or of the person who is halfway in by this challenge."""
    if not challenge:
        return begin_use(Purpose.PASSKEY_SIGN_IN)
    return begin_use(Purpose.PASSKEY_SECOND, _halfway(challenge))


def sign_in_by_passkey(
    challenge: str, credential: dict[str, Any], *, request: HttpRequest, guest_key: str = ""
) -> tuple[User, TokenPair]:
    """The person of the passkey that signed, and their new session. A passkey is two factors in one: no second step."""
    user = use_passkey(challenge, credential, Purpose.PASSKEY_SIGN_IN, Purpose.PASSKEY_SECOND)
    check_expected(user)
    return user, open_session(user, request=request, guest_key=guest_key)


def _halfway(challenge: str) -> User:
    user = challenges.take(challenge, Purpose.SECOND_FACTOR).user
    if user is None:
        raise ChallengeRefused
    return user
