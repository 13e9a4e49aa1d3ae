"""Telling people."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from strato.accounts.models import User
from strato.core import realtime
from strato.notifications import signals
from strato.notifications.frames import NotificationCreated
from strato.notifications.kinds import REGISTRY, Channel, Kind, link_of
from strato.notifications.models import Bell, Notification, Timing
from strato.notifications.services.timing import mail_due, push_due, timings_of
from strato.notifications.services.wishes import wishes_of


@transaction.atomic
def notify(
    users: Iterable[User | UUID],
    kind: Kind,
    *,
    subject: Model | None = None,
    facts: dict[str, Any] | None = None,
    by: User | None = None,
    group_key: str = "",
    times: int = 1,
) -> list[Notification]:
    """Tell these people (users or their ids), except the one who did it, by the channels they want.

    ``subject`` is the row it is about; ``facts`` are JSON values that the words need (no secrets: they are kept).
    With ``group_key``, a person's unread notification of the same key is renewed instead of joined by another;
    ``times`` says for how many things of the group this one stands.
    """
    if REGISTRY.get(kind.code) is not kind:
        raise ValueError(f"notification kind {kind.code!r} is not registered")
    recipients = sorted({user.pk if isinstance(user, User) else user for user in users} - {by.pk if by else None})
    wishes = wishes_of(recipients, kind)
    about = {**_reference(subject), "facts": facts or {}, "by": by, "group_key": group_key}
    told = [
        Notification(
            recipient_id=recipient,
            kind=kind.code,
            category=kind.category,
            in_app=Channel.IN_APP in wishes[recipient],
            repeats=times,
            **about,
        )
        for recipient in recipients
        if wishes[recipient]
    ]
    if not told:
        return []
    _write(told, kind, wishes)
    now = timezone.now()
    to_mail = [row for row in told if row.mail_due_at and row.mail_due_at <= now]
    to_push = [row for row in told if row.push_due_at and row.push_due_at <= now]
    signals.notified.send(Notification, notifications=told, to_mail=to_mail, to_push=to_push)
    return told


def as_data(row: Notification) -> dict[str, Any]:
    """The notification as frames and the API give it."""
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "category": row.category,
        "subject": {"type": row.subject_type, "id": row.subject_id, "label": row.subject_label}
        if row.subject_type
        else None,
        "link": link_of(row.kind, row.subject_id),
        "facts": row.facts,
        "repeats": row.repeats,
        "created_at": _iso(row.created_at),
        "seen_at": _iso(row.seen_at),
        "read_at": _iso(row.read_at),
    }


def _reference(subject: Model | None) -> dict[str, str]:
    """What remains of the subject in the row: it may be gone when somebody reads."""
    if subject is None:
        return {}
    return {"subject_type": noun_of(subject), "subject_id": str(subject.pk), "subject_label": str(subject)[:200]}


def noun_of(row: Model) -> str:
    """ "print_job" for a PrintJob: the noun that frames use too."""
    return str(getattr(row, "FRAME_KIND", "") or row._meta.verbose_name).replace(" ", "_")


def _iso(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def _write(rows: list[Notification], kind: Kind, wishes: Mapping[UUID, set[Channel]]) -> None:
    """Put the rows on people's lists, ring their bells and push the frames: as many statements for a thousand as for one."""
    bells, older = _locked_bells(rows), _unread_of_group(rows)
    timings = timings_of(row.recipient_id for row in rows)
    for row in rows:
        bell, last = bells[row.recipient_id], older.get(row.recipient_id)
        if last:
            row.repeats += last.repeats
        _time(row, last, kind, wishes[row.recipient_id], timings[row.recipient_id])
        bell.unread += row.in_app - bool(last and last.in_app)
        bell.unseen += row.in_app - bool(last and last.in_app and not last.seen_at)
    if older:
        Notification.objects.filter(pk__in=[row.pk for row in older.values()]).delete()
    Notification.objects.bulk_create(rows)
    Bell.objects.bulk_update(bells.values(), ["unread", "unseen"], batch_size=500)
    realtime.push_each({row.recipient_id: _frame(row, bells[row.recipient_id]) for row in rows if row.in_app})


def _time(row: Notification, last: Notification | None, kind: Kind, wanted: set[Channel], timing: Timing) -> None:
    """When it leaves. What was mailed and not read since is mailed no second time; a push takes the place of the last."""
    if Channel.PUSH in wanted:
        due = push_due(kind, timing, at=row.created_at)
        row.push_due_at = min(due, last.push_due_at) if last and last.push_due_at else due
    if Channel.MAIL not in wanted:
        return
    if last and last.in_app and (last.mail_due_at or last.mailed_at):
        row.mail_due_at, row.mailed_at = last.mail_due_at, last.mailed_at
    else:
        row.mail_due_at = mail_due(kind, timing, at=row.created_at)


def _frame(row: Notification, bell: Bell) -> NotificationCreated:
    return NotificationCreated(notification=as_data(row), unread=bell.unread, unseen=bell.unseen)


def _locked_bells(rows: list[Notification]) -> dict[UUID, Bell]:
    """The bells of the recipients, locked in pk order: one writer per person from here on."""
    people = sorted(row.recipient_id for row in rows)
    Bell.objects.bulk_create([Bell(user_id=person) for person in people], ignore_conflicts=True)
    bells = Bell.objects.select_for_update().filter(user__in=people).order_by("user_id")
    return {bell.user_id: bell for bell in bells}


def _unread_of_group(rows: list[Notification]) -> dict[UUID, Notification]:
    """What the recipients have not read yet of the same group, by recipient."""
    if not rows[0].group_key:
        return {}
    people = [row.recipient_id for row in rows]
    older = Notification.objects.unread().filter(recipient__in=people, group_key=rows[0].group_key)
    return {row.recipient_id: row for row in older}
