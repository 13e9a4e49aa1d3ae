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
from strato.notifications.kinds import REGISTRY, Channel, Kind
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
        _write(
            Notification(
                recipient_id=recipient,
                kind=kind.code,
                category=kind.category,
                in_app=Channel.IN_APP in wishes[recipient],
                **about,
            )
        )
        for recipient in recipients
        if wishes[recipient]
    ]
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
        "link": link_of(row),
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


def link_of(row: Notification) -> str:
    """The path of the page it is about; "" where there is none, or the kind is no longer declared."""
    kind = REGISTRY.get(row.kind)
    return kind.link_to(row.subject_id) if kind else ""


def _iso(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def _write(row: Notification) -> Notification:
    """Put the row on the person's list, ring their bell and push the frame."""
    Bell.objects.bulk_create([Bell(user_id=row.recipient_id)], ignore_conflicts=True)
    bell = Bell.objects.select_for_update().get(user_id=row.recipient_id)  # one writer per person from here on
    older = _unread_of_group(row)
    was_unread, was_unseen = bool(older and older.in_app), bool(older and older.in_app and not older.seen_at)
    if older:
        row.repeats = older.repeats + 1
        older.delete()
    row.save(force_insert=True)
    bell.unread += row.in_app - was_unread
    bell.unseen += row.in_app - was_unseen
    bell.save(update_fields=["unread", "unseen"])
    if row.in_app:
        frame = NotificationCreated(notification=as_data(row), unread=bell.unread, unseen=bell.unseen)
        realtime.push([row.recipient_id], frame)
    return row


def _unread_of_group(row: Notification) -> Notification | None:
    if not row.group_key:
        return None
    return Notification.objects.unread().filter(recipient=row.recipient_id, group_key=row.group_key).first()
