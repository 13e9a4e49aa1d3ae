"""Cookie sessions of the Django admin: each is a device like any other, listed with them and signed out with them."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from strato.accounts import tokens
from strato.accounts.devices import Device
from strato.accounts.models import DeviceSession, User
from strato.accounts.services.sessions import note_seen


def open_desk(user: User, *, device: Device) -> UUID:
    """Somebody signed in to the Django admin; gives the id that their cookie session keeps."""
    life = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    row = DeviceSession.objects.create(
        user=user, browser=device.browser, system=device.system, is_desk=True, expires_at=timezone.now() + life
    )
    return row.pk


def is_desk_open(session: str) -> bool:
    """Is this one still signed in? It is in use now."""
    row = DeviceSession.objects.living().filter(pk=session, is_desk=True).first() if session else None
    if row is None:
        return False
    note_seen(row.pk, last_seen_at=row.last_seen_at)
    return True


def close_desk(session: str) -> None:
    """Signed out there."""
    tokens.end(*DeviceSession.objects.living().filter(pk=session, is_desk=True))
