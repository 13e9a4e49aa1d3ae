"""Reading what one was told."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from strato.accounts.models import User
from strato.core import realtime
from strato.notifications.frames import NotificationsRead
from strato.notifications.models import Bell, Notification


@transaction.atomic
def mark_read(notification: Notification, *, by: User) -> Notification:
    """Read one; reading it twice changes nothing."""
    _read(by, [notification.pk])
    notification.refresh_from_db()
    return notification


@transaction.atomic
def mark_all_read(user: User, *, by: User) -> int:
    """Read all; gives how many were unread."""
    return _read(user, None)


def unread_count(user: User) -> int:
    """How many the bell shows: one row is read, whatever the number."""
    return Bell.objects.filter(user=user).values_list("unread", flat=True).first() or 0


def _read(user: User, ids: Collection[UUID] | None) -> int:
    """The bell is locked first (as in delivery), so the count and the rows change together."""
    bell = Bell.objects.select_for_update().filter(user=user).first()
    if bell is None:
        return 0
    now = timezone.now()
    rows = Notification.objects.visible_to(user).in_app().unread()
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    read = rows.update(read_at=now, seen_at=now, updated_at=now)
    if read:
        bell.unread = max(0, bell.unread - read)
        bell.save(update_fields=["unread"])
        realtime.push([user.pk], NotificationsRead(ids=[str(pk) for pk in ids or ()], unread=bell.unread))
    return read
