"""When people are told: at once or gathered, and not while they sleep."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from strato.accounts.models import User
from strato.notifications.errors import QuietHoursEmpty, UnknownTimezone
from strato.notifications.hours import next_daily, next_hour
from strato.notifications.kinds import REGISTRY, Kind
from strato.notifications.models import Notification, Timing
from strato.notifications.states import MailRhythm

LEASE = timedelta(minutes=5)
"""How long a worker may be at sending something before another takes it up; what is due so soon is not timed anew."""


def timings_of(users: Iterable[UUID]) -> dict[UUID, Timing]:
    """For each of these people when they want to be told; one query."""
    people = list(users)
    found = {row.user_id: row for row in Timing.objects.filter(user__in=people)}
    return {user: found.get(user) or Timing(user_id=user) for user in people}


def timing_of(user: User) -> Timing:
    return timings_of([user.pk])[user.pk]


def grace(kind: Kind) -> timedelta:
    """How long somebody may look at the bell before they are told otherwise."""
    return timedelta() if kind.required or kind.has_waited else timedelta(seconds=settings.NOTIFY_GRACE_SECONDS)


def mail_due(kind: Kind, timing: Timing, *, at: datetime) -> datetime | None:
    """When the mail about something of this moment may leave; None: never."""
    if kind.required:
        return at
    if timing.mail == MailRhythm.NEVER and not kind.is_document:
        return None
    if kind.urgent:
        return at + grace(kind)
    due = at if kind.is_document else gathered(at + grace(kind), timing)
    return loud(due, timing)


def push_due(kind: Kind, timing: Timing, *, at: datetime) -> datetime:
    """When the push about something of this moment may leave."""
    due = at + grace(kind)
    return due if kind.is_pressing else loud(due, timing)


def gathered(moment: datetime, timing: Timing) -> datetime:
    """The mail with which something of this moment leaves."""
    match timing.mail:
        case MailRhythm.HOURLY:
            return next_hour(moment)
        case MailRhythm.DAILY:
            return next_daily(moment, timing.zone, timing.daily_at)
    return moment


def loud(moment: datetime, timing: Timing) -> datetime:
    """The first moment from this one on that is in no quiet hours."""
    quiet = timing.quiet_hours
    return quiet.end_after(moment) if quiet else moment


@transaction.atomic
def set_timing(user: User, *, by: User, **wishes: Any) -> Timing:
    """Change when somebody is told; what waits already is timed anew. Raises ``UnknownTimezone``, ``QuietHoursEmpty``."""
    if "timezone" in wishes and wishes["timezone"] not in available_timezones():
        raise UnknownTimezone(fields={"timezone": [UnknownTimezone.detail]})
    Timing.objects.get_or_create(user=user)
    row = Timing.objects.select_for_update().get(user=user)
    for name, value in wishes.items():
        setattr(row, name, value)
    if row.quiet_from == row.quiet_to:
        raise QuietHoursEmpty(fields={"quiet_to": [QuietHoursEmpty.detail]})
    row.quiet_days = sorted(set(row.quiet_days))
    row.save()
    _time_anew(row)
    return row


def _time_anew(timing: Timing) -> None:
    """Give what waits for this person its new time."""
    now = timezone.now()
    soon = now + LEASE
    rows = Notification.objects.select_for_update().filter(recipient_id=timing.user_id).order_by("id")
    waiting = list(rows.filter(Q(mail_due_at__gt=soon) | Q(push_due_at__gt=soon)))
    for row in waiting:
        kind = REGISTRY.get(row.kind)
        if kind is not None and row.mail_due_at and row.mail_due_at > soon:
            row.mail_due_at = mail_due(kind, timing, at=now)
        if kind is not None and row.push_due_at and row.push_due_at > soon:
            row.push_due_at = push_due(kind, timing, at=now)
    Notification.objects.bulk_update(waiting, ["mail_due_at", "push_due_at"], batch_size=500)
