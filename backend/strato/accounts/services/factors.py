"""Two-step sign-in: an authenticator app, and codes for the day the phone is gone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyotp
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from strato.accounts import recovery, signals
from strato.accounts.errors import SecondFactorOff, SecondFactorOn, WrongCode
from strato.accounts.models import RecoveryCode, Totp, User
from strato.accounts.sealing import seal, unseal
from strato.accounts.states import SignInChange
from strato.core.later import later

if TYPE_CHECKING:
    import segno
else:
    segno = later("segno")

STEP_SECONDS = 30
DRIFT_STEPS = 1  # a phone whose clock is half a minute off
QR_SCALE = 5
DIGITS = 6


@dataclass(frozen=True, slots=True)
class NewAuthenticator:
    """What an app needs to make our codes: to be scanned, or typed."""

    secret: str
    uri: str
    qr_svg: str


@transaction.atomic
def begin_authenticator(user: User, *, by: User) -> NewAuthenticator:
    """A new secret for an app; it counts once a code of it was confirmed. Raises ``SecondFactorOn``."""
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    if is_two_step(user):
        raise SecondFactorOn
    secret = pyotp.random_base32()
    Totp.objects.update_or_create(user=user, defaults={"sealed_secret": seal(secret), "last_step": 0})
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=settings.SELLER.partition("|")[0])
    qr = segno.make(uri, error="m", micro=False).svg_inline(scale=QR_SCALE, border=4, light="#fff")
    return NewAuthenticator(secret, uri, qr)


@transaction.atomic
def confirm_authenticator(user: User, *, code: str, by: User) -> list[str]:
    """Turn two-step sign-in on by a first code; gives ten recovery codes. Raises ``WrongCode``, ``SecondFactorOff``."""
    totp = Totp.objects.select_for_update().filter(user=user).first()
    if totp is None:
        raise SecondFactorOff
    if totp.confirmed_at is not None:
        raise SecondFactorOn
    if not _is_code_of(totp, code):
        raise WrongCode(fields={"code": [WrongCode.detail]})
    Totp.objects.filter(pk=totp.pk).update(confirmed_at=timezone.now())
    signals.sign_in_changed.send(User, user=user, what=SignInChange.TWO_STEP_ON)
    return _new_codes(user)


@transaction.atomic
def renew_recovery_codes(user: User, *, by: User) -> list[str]:
    """Ten other codes; those before are worth nothing. Raises ``SecondFactorOff``."""
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    if not is_two_step(user):
        raise SecondFactorOff
    return _new_codes(user)


@transaction.atomic
def turn_off_two_step(user: User, *, by: User) -> None:
    """The password alone signs in again. Raises ``SecondFactorOff``."""
    if not Totp.objects.filter(user=user, confirmed_at__isnull=False).delete()[0]:
        raise SecondFactorOff
    RecoveryCode.objects.filter(user=user).delete()
    signals.sign_in_changed.send(User, user=user, what=SignInChange.TWO_STEP_OFF)


def is_two_step(user: User) -> bool:
    """Does the password alone not sign this person in?"""
    return Totp.objects.filter(user=user, confirmed_at__isnull=False).exists()


def take_code(user: User, code: str) -> bool:
    """Is this a code of the person's app, or a recovery code, that was not used yet? It is used now."""
    digits = code.replace(" ", "")
    if len(digits) == DIGITS and digits.isascii() and digits.isdecimal():
        totp = Totp.objects.filter(user=user, confirmed_at__isnull=False).first()
        return totp is not None and _is_code_of(totp, digits)
    mine = RecoveryCode.objects.filter(user=user, digest=recovery.digest(code), used_at=None)
    return bool(mine.update(used_at=timezone.now()))


def _is_code_of(totp: Totp, code: str) -> bool:
    """Right now, or half a minute ago or ahead; and newer than the last code that was taken."""
    secret = unseal(totp.sealed_secret)
    if secret is None:
        return False
    maker, now = pyotp.TOTP(secret), int(timezone.now().timestamp()) // STEP_SECONDS
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if pyotp.utils.strings_equal(maker.generate_otp(step), code.replace(" ", "")):
            return bool(Totp.objects.filter(pk=totp.pk, last_step__lt=step).update(last_step=step))
    return False


def _new_codes(user: User) -> list[str]:
    codes = recovery.fresh()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, digest=recovery.digest(code)) for code in codes])
    return codes
