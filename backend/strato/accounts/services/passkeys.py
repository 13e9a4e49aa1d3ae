"""Passkeys: registering one, and signing in by the signature of one."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from strato.accounts import challenges, signals
from strato.accounts.challenges import Purpose
from strato.accounts.errors import PasskeyRefused, PasskeyUnknown, TooManyPasskeys
from strato.accounts.models import Passkey, User
from strato.accounts.states import SignInChange
from strato.core.later import later

if TYPE_CHECKING:
    from strato.accounts import ceremonies
else:
    ceremonies = later("strato.accounts.ceremonies")

MAX_PASSKEYS = 20


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What a browser needs to ask an authenticator, and the challenge by which its answer comes back."""

    challenge: str
    options: dict[str, Any]


def begin_registration(user: User, *, by: User) -> Ceremony:
    """Ask for a new passkey on this device. Raises ``TooManyPasskeys``."""
    asked = ceremonies.ask_for_new(user, known=_with_room(user))
    return Ceremony(challenges.give(Purpose.PASSKEY_NEW, user, nonce=asked.nonce), asked.options)


@transaction.atomic
def add_passkey(user: User, *, challenge: str, credential: dict[str, Any], name: str, by: User) -> Passkey:
    """Keep the public key that a new passkey answered with. Raises ``ChallengeRefused``, ``PasskeyRefused``."""
    word = challenges.take(challenge, Purpose.PASSKEY_NEW)
    if word.user != user:
        raise PasskeyRefused
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    _with_room(user)
    made = ceremonies.check_new(credential, nonce=word.nonce)
    challenges.spend(challenge)
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(user=user, name=name, **asdict(made))
    except IntegrityError as error:  # somebody has it already
        raise PasskeyRefused from error
    signals.sign_in_changed.send(User, user=user, what=SignInChange.PASSKEY_ADDED)
    return passkey


@transaction.atomic
def rename_passkey(passkey: Passkey, *, name: str, by: User) -> Passkey:
    """Another name for the list."""
    passkey.name = name
    passkey.save(update_fields=["name", "updated_at"])
    return passkey


@transaction.atomic
def remove_passkey(passkey: Passkey, *, by: User) -> None:
    """This passkey signs nobody in any more."""
    user = passkey.user
    passkey.delete()
    signals.sign_in_changed.send(User, user=user, what=SignInChange.PASSKEY_REMOVED)


def begin_use(purpose: Purpose, user: User | None = None) -> Ceremony:
    """Ask for the signature of a passkey: of whoever sits there, or of one of this person's."""
    known = list(Passkey.objects.filter(user=user)) if user else None
    asked = ceremonies.ask_for_signature(known, needs_owner=_needs_owner(purpose))
    return Ceremony(challenges.give(purpose, user, nonce=asked.nonce), asked.options)


@transaction.atomic
def use_passkey(challenge: str, credential: dict[str, Any], *purposes: Purpose) -> User:
    """The person whose passkey signed this challenge; it counts once.

    Raises ``ChallengeRefused``, ``PasskeyUnknown``, ``PasskeyRefused``.
    """
    word = challenges.take(challenge, *purposes)
    known = Passkey.objects.select_for_update(of=("self",)).select_related("user")
    passkey = known.filter(credential_id=credential["id"]).first()
    if passkey is None or (word.user is not None and passkey.user_id != word.user.pk):
        raise PasskeyUnknown
    count = ceremonies.check_signature(
        credential, passkey=passkey, nonce=word.nonce, needs_owner=_needs_owner(word.purpose)
    )
    challenges.spend(challenge)
    Passkey.objects.filter(pk=passkey.pk).update(sign_count=count, last_used_at=timezone.now())
    return passkey.user


def _needs_owner(purpose: Purpose) -> bool:
    """After a password it is enough that somebody touched the device."""
    return purpose != Purpose.PASSKEY_SECOND


def _with_room(user: User) -> list[Passkey]:
    """The person's passkeys, or ``TooManyPasskeys``."""
    mine = list(Passkey.objects.filter(user=user))
    if len(mine) >= MAX_PASSKEYS:
        raise TooManyPasskeys(max_passkeys=MAX_PASSKEYS)
    return mine
