"""Reading what one was told. The bell is locked first, as in delivery, so the counts and the rows change together."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from strato.accounts.models import User
from strato.core import realtime
from strato.notifications.frames import NotificationsRead, NotificationsUnread
from strato.notifications.models import Bell, Notification, NotificationQuerySet


@transaction.atomic
def mark_read(notification: Notification, *, by: User) -> Notification:
    """Read one; reading it twice changes nothing."""
    _mark(by, [notification.pk], is_read=True)
    notification.refresh_from_db()
    return notification


@transaction.atomic
def mark_all_read(user: User, *, by: User) -> tuple[Bell, datetime | None]:
    """Read all; gives the moment by which it can be undone, None when there was nothing to read."""
    now = timezone.now()
    before = bell_of(user).unread
    bell = _mark(user, None, is_read=True, now=now)
    return bell, now if bell.unread < before else None


@transaction.atomic
def mark_unread(notification: Notification, *, by: User) -> Notification:
    """Unread again; one that came anew meanwhile stays as it is."""
    _unread(by, Notification.objects.filter(pk=notification.pk))
    notification.refresh_from_db()
    return notification


@transaction.atomic
def undo_reading(user: User, *, moment: datetime, by: User) -> Bell:
    """What was read at this moment, all of it, is unread again."""
    return _unread(user, Notification.objects.filter(read_at=moment))


@transaction.atomic
def mark_all_seen(user: User, *, by: User) -> Bell:
    """The list was opened: nothing is new any more, unread remains unread."""
    return _mark(user, None, is_read=False)


@transaction.atomic
def read_before(moment: datetime) -> None:
    """What came earlier is read by everybody, every bell counts what is left, and nothing that waits leaves any more:
    for a past that is told afterwards."""
    bells = list(Bell.objects.select_for_update().order_by("user_id"))
    Notification.objects.unread().filter(created_at__lt=moment).update(seen_at=moment, read_at=moment)
    Notification.objects.exclude(mail_due_at=None, push_due_at=None).update(mail_due_at=None, push_due_at=None)
    left = Notification.objects.in_app().unread().order_by().values("recipient_id")
    counted = {row["recipient_id"]: row for row in left.annotate(unread=Count("*"), seen=Count("seen_at"))}
    for bell in bells:
        row = counted.get(bell.user_id, {"unread": 0, "seen": 0})
        bell.unread, bell.unseen = row["unread"], row["unread"] - row["seen"]
    Bell.objects.bulk_update(bells, ["unread", "unseen"], batch_size=500)


def bell_of(user: User) -> Bell:
    """The counts of this person: one row is read, whatever they are."""
    return Bell.objects.filter(user=user).first() or Bell(user=user)


def _unread(user: User, rows: NotificationQuerySet) -> Bell:
    """Take the reading of these back and count them again; of a group, only where no newer one is unread."""
    Bell.objects.get_or_create(user=user)
    bell = Bell.objects.select_for_update().get(user=user)
    mine = Notification.objects.visible_to(user).in_app()
    newer = mine.unread().exclude(group_key="").values("group_key")
    again = rows & mine.filter(read_at__isnull=False).exclude(group_key__in=newer)
    latest = dict(again.exclude(group_key="").order_by("id").values_list("group_key", "pk"))
    again = again.filter(Q(group_key="") | Q(pk__in=latest.values()))
    count = again.update(read_at=None, updated_at=timezone.now())
    if count:
        bell.unread += count
        bell.save(update_fields=["unread"])
        realtime.push([user.pk], NotificationsUnread(unread=bell.unread, unseen=bell.unseen))
    return bell


def _mark(user: User, ids: list[UUID] | None, *, is_read: bool, now: datetime | None = None) -> Bell:
    bell = Bell.objects.select_for_update().filter(user=user).first()
    if bell is None:
        return Bell(user=user)
    rows: NotificationQuerySet = Notification.objects.visible_to(user).in_app().unread()
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    now = now or timezone.now()
    seen = rows.filter(seen_at=None).update(seen_at=now, updated_at=now)
    read = rows.update(read_at=now, updated_at=now) if is_read else 0
    if seen or read:
        bell.unseen, bell.unread = max(0, bell.unseen - seen), max(0, bell.unread - read)
        bell.save(update_fields=["unread", "unseen"])
        told = None if ids is None else [str(pk) for pk in ids]
        realtime.push([user.pk], NotificationsRead(ids=told, unread=bell.unread, unseen=bell.unseen))
    return bell
