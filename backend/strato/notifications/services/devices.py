"""The devices that show what we push: added, removed, forgotten."""

import base64
import binascii
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.utils import timezone

from strato.accounts.models import User
from strato.core.outbound import AddressRefused, check_url
from strato.notifications import signals
from strato.notifications.errors import PushKeysInvalid, TooManyDevices
from strato.notifications.models import PushDevice

MOST_DEVICES = 20
SECRET_BYTES = 16
FORGOTTEN_AFTER = timedelta(days=30)


@transaction.atomic
def add_device(user: User, *, endpoint: str, p256dh: str, auth: str, name: str = "", by: User) -> PushDevice:
    """Push to this browser from now on; one that is known becomes this person's, for they are who sits before it.

    Raises ``AddressRefused``, ``PushKeysInvalid``, ``TooManyDevices``.
    """
    _check(endpoint, p256dh, auth)
    mine = User.objects.select_for_update().get(pk=user.pk).push_devices.exclude(endpoint=endpoint)
    if mine.count() >= MOST_DEVICES:
        raise TooManyDevices
    device, _ = PushDevice.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "user": user, "p256dh": p256dh, "auth": auth, "name": name, "failing_since": None, "error_code": "",
        },
    )  # fmt: skip
    return device


@transaction.atomic
def remove_device(device: PushDevice, *, by: User) -> None:
    """Push to it no more."""
    device.delete()


@transaction.atomic
def send_test_push(device: PushDevice, *, by: User) -> PushDevice:
    """Push a sentence to it, to see whether it arrives."""
    signals.device_tested.send(PushDevice, device=device)
    return device


@transaction.atomic
def remove_devices_of(user: User) -> None:
    """Every device of this person: who was signed out everywhere hears nothing any more."""
    PushDevice.objects.filter(user=user).delete()


def forget_devices() -> int:
    """Delete those that could not be reached for a month; gives how many."""
    return PushDevice.objects.filter(failing_since__lt=timezone.now() - FORGOTTEN_AFTER).delete()[0]


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    try:
        check_url(endpoint)
    except AddressRefused as error:
        raise AddressRefused(fields={"endpoint": [AddressRefused.detail]}) from error
    if not endpoint.isascii():
        raise AddressRefused(fields={"endpoint": [AddressRefused.detail]})
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes_of(p256dh))
        is_whole = len(_bytes_of(auth)) == SECRET_BYTES
    except (ValueError, binascii.Error):
        is_whole = False
    if not is_whole:
        raise PushKeysInvalid(fields={"keys": [PushKeysInvalid.detail]})


def _bytes_of(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
