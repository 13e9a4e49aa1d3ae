"""The key by which push services know this server (VAPID, RFC 8292): given by the environment, or made once and kept."""

import base64
import time
from email.utils import parseaddr
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from strato.notifications.models import PushIdentity

LIVES_SECONDS = 12 * 3600  # services refuse more than a day


def public_key() -> str:
    """What a browser subscribes with: the uncompressed point, base64url."""
    point = _identity().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return unpadded(point)


def authorization(endpoint: str) -> str:
    """The header that says to this push service who we are."""
    address = urlsplit(endpoint)
    claims = {
        "aud": f"{address.scheme}://{address.netloc}",
        "exp": int(time.time()) + LIVES_SECONDS,
        "sub": contact(),
    }
    return str(_identity().sign(claims)["Authorization"])


def contact() -> str:
    """Whom a push service may ask about us."""
    is_public = settings.PUBLIC_URL.startswith("https://")
    return settings.PUBLIC_URL if is_public else f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"


def unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _identity() -> Vapid02:
    return _read(settings.VAPID_PRIVATE_KEY or _kept())


@lru_cache(maxsize=4)
def _read(private_key: str) -> Vapid02:
    return Vapid02.from_raw(private_key.encode())


def _kept() -> str:
    """The key in the database, which all processes share; the first who needs it makes it."""
    row = PushIdentity.objects.filter(pk=1).first()
    if row is None:
        PushIdentity.objects.bulk_create([PushIdentity(private_key=_made())], ignore_conflicts=True)
        row = PushIdentity.objects.get(pk=1)
    return row.private_key


def _made() -> str:
    fresh = Vapid02()
    fresh.generate_keys()
    return unpadded(fresh.private_key.private_numbers().private_value.to_bytes(32, "big"))
