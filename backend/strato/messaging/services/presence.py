"""Who is here: said by the person's own activity, not by an open socket that nobody looks at."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.core import realtime
from strato.messaging.cards import iso
from strato.messaging.frames import PresenceChanged
from strato.messaging.models import InboxSettings, Presence
from strato.messaging.reports import contacts_of, is_online, wish_of
from strato.messaging.states import PresenceAudience

WRITTEN_EVERY = timedelta(seconds=20)


@transaction.atomic
def be_here(*, is_active: bool, by: Any) -> Presence:
    """This person is doing something in the app, or says that they go; told to those who may know."""
    now = timezone.now()
    row, is_new = Presence.objects.get_or_create(user=by, defaults={"seen_at": now, "is_active": is_active})
    if is_new or row.is_active != is_active or row.seen_at < now - WRITTEN_EVERY:
        row.seen_at, row.is_active = now, is_active
        row.save(update_fields=["seen_at", "is_active"])
        if wish_of(by).presence != PresenceAudience.NOBODY:
            realtime.publish(f"presence:{by.pk}", presence_frame(str(by.pk), row))
    return row


def presence_frame(person_id: str, row: Presence | None) -> PresenceChanged:
    seen_at = iso(row.seen_at) if row else None
    return PresenceChanged(user=person_id, is_online=is_online(row), last_seen_at=seen_at)


@transaction.atomic
def set_inbox(*, by: Any, **wishes: Any) -> InboxSettings:
    """How this person wants to be reached; who may follow their presence is asked again."""
    row, _ = InboxSettings.objects.get_or_create(user=by)
    for name, value in wishes.items():
        setattr(row, name, value)
    row.save(update_fields=[*wishes] or None)
    if "presence" in wishes:
        realtime.publish(f"presence:{by.pk}", PresenceChanged(user=str(by.pk), is_online=False, last_seen_at=None))
        realtime.revoke(by)
        for person in contacts_of(by):
            realtime.revoke(person, f"presence:{by.pk}")
    return row
