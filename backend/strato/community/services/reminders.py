"""Reminding people of what they said they would come to: a day before, and an hour before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from strato.community import signals
from strato.community.models import Attendance, Reminder
from strato.community.states import COMING, EventStatus

LEADS = (1, 24)  # hours
AT_ONCE = 500


def remind_of_events() -> int:
    """Remind everybody whose time has come; gives how many were reminded. Safe to repeat, at once and by many."""
    now, told = timezone.now(), 0
    shorter = timedelta(0)
    for hours in LEADS:
        lead = timedelta(hours=hours)
        while found := _remind(hours, after=now + shorter, until=now + lead):
            told += found
        shorter = lead
    return told


@transaction.atomic
def _remind(hours: int, *, after: datetime, until: datetime) -> int:
    """One batch of those whose event starts within this span; who answered so late knows, and is only ticked off."""
    due = (
        Attendance.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(status__in=COMING, user__is_active=True, event__status=EventStatus.PUBLISHED)
        .filter(event__starts_at__gt=after, event__starts_at__lte=until)
        .exclude(reminders__hours_before=hours)
        .select_related("event", "user")
        .order_by("id")[:AT_ONCE]
    )
    rows = list(due)
    Reminder.objects.bulk_create([Reminder(attendance=row, hours_before=hours, sent_at=timezone.now()) for row in rows])
    for row in rows:
        if row.status_changed_at <= row.event.starts_at - timedelta(hours=hours):
            signals.reminder_due.send(Attendance, attendance=row, hours=hours)
    return len(rows)
