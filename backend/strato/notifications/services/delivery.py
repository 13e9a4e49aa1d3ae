"""Telling people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from strato.accounts.models import User
from strato.core import realtime
from strato.notifications import signals
from strato.notifications.frames import NotificationCreated
from strato.notifications.kinds import REGISTRY, Channel, Kind, link_of
from strato.notifications.models import Bell, Notification
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
) -> list[Notification]:
    """Tell these people (users or their ids), except the one who did it, by the channels they want.

    ``subject`` is the row it is about; ``facts`` are JSON values that the words need (no secrets: they are kept).
    With ``group_key``, a person's unread notification of the same key is renewed instead of joined by another.
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
            **about,
        )
        for recipient in recipients
        if wishes[recipient]
    ]
    if not told:
        return []
    _write(told)
    to_mail = [row for row in told if Channel.MAIL in wishes[row.recipient_id] and not (row.in_app and row.repeats > 1)]
    signals.notified.send(Notification, notifications=told, to_mail=to_mail)
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


def _write(rows: list[Notification]) -> None:
    """Put the rows on people's lists, ring their bells and push the frames: as many statements for a thousand as for one."""
    bells, older = _locked_bells(rows), _unread_of_group(rows)
    for row in rows:
        bell, last = bells[row.recipient_id], older.get(row.recipient_id)
        if last:
            row.repeats = last.repeats + 1
        bell.unread += row.in_app - bool(last and last.in_app)
        bell.unseen += row.in_app - bool(last and last.in_app and not last.seen_at)
    if older:
        Notification.objects.filter(pk__in=[row.pk for row in older.values()]).delete()
    Notification.objects.bulk_create(rows)
    Bell.objects.bulk_update(bells.values(), ["unread", "unseen"], batch_size=500)
    realtime.push_each({row.recipient_id: _frame(row, bells[row.recipient_id]) for row in rows if row.in_app})


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
