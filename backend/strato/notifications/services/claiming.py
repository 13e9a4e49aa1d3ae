"""Taking up what is due on one channel for one person, by one worker alone, and asking again whether it may leave.

A notification waits with the time at which it is due. Who takes it up moves that time by LEASE, so that it comes back
should they die; the moved time is the token by which its end is written, also where the row was renewed meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from strato.notifications.kinds import REGISTRY, Channel, Kind
from strato.notifications.models import Bell, Notification, NotificationQuerySet, Timing
from strato.notifications.services.timing import LEASE, loud, timing_of
from strato.notifications.services.wishes import wanted_channels
from strato.notifications.states import MailRhythm

AT_ONCE = 200
PEOPLE_AT_ONCE = 1000
GIVEN_UP_AFTER = timedelta(days=3)
DUE = {Channel.MAIL: "mail_due_at", Channel.PUSH: "push_due_at"}
SENT = {Channel.MAIL: "mailed_at", Channel.PUSH: "pushed_at"}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one worker may send to one person now."""

    person: UUID
    channel: Channel
    token: datetime
    rows: tuple[Notification, ...]


def due(channel: Channel) -> dict[UUID, datetime]:
    """Who has something due, and since when."""
    field = DUE[channel]
    rows = Notification.objects.filter(**{f"{field}__lte": timezone.now()}).order_by(field, "recipient_id")
    found: dict[UUID, datetime] = {}
    for person, at in rows.values_list("recipient_id", field)[: PEOPLE_AT_ONCE * 4]:
        found.setdefault(person, at)
    return dict(list(found.items())[:PEOPLE_AT_ONCE])


@transaction.atomic
def claim(person: UUID, channel: Channel) -> Claim:
    """Everything due for this person; what may not leave waits no more, what must wait longer does.

    The bell is locked first, as in delivery: two workers who share the rows between them would make two mails of one.
    """
    field = DUE[channel]
    list(Bell.objects.select_for_update().filter(user_id=person))
    now = timezone.now()
    rows = Notification.objects.select_for_update(of=("self",)).filter(recipient_id=person)
    found = list(rows.filter(**{f"{field}__lte": now}).select_related("recipient", "by").order_by("id")[:AT_ONCE])
    if not found:
        return Claim(person, channel, now, ())
    somebody, token, taken = found[0].recipient, now + LEASE, []
    timing = timing_of(somebody)
    for row in found:
        row.recipient = somebody  # one object: what one mail finds out about them, the next one knows
        kind = REGISTRY.get(row.kind)
        if kind is None or not may_leave(row, kind, channel, timing, now=now):
            setattr(row, field, None)
            continue
        later = now if kind.is_pressing else loud(now, timing)
        setattr(row, field, later if later > now else token)
        if later == now:
            taken.append(row)
    Notification.objects.bulk_update(found, [field])
    return Claim(person, channel, token, tuple(taken))


def may_leave(row: Notification, kind: Kind, channel: Channel, timing: Timing, *, now: datetime) -> bool:
    """Asked at the moment of sending: is it still news, still wanted, and still theirs to see?"""
    person = row.recipient
    is_mail = channel is Channel.MAIL
    if is_mail and row.mailed_at:
        return False
    if row.created_at < now - GIVEN_UP_AFTER:
        return False
    if is_mail and kind.required:
        return True
    is_document = is_mail and kind.is_document
    if not person.is_active or (is_mail and timing.mail == MailRhythm.NEVER and not is_document):
        return False
    return (
        (is_document or not row.is_acknowledged)
        and channel in wanted_channels(person, kind)
        and (not row.subject_id or kind.visible(person, row.subject_id))
    )


def sent(claim: Claim, rows: Iterable[Notification]) -> None:
    """These left: they wait no more."""
    _end(claim, rows, **{SENT[claim.channel]: timezone.now()})


def unsendable(claim: Claim, rows: Iterable[Notification], *, why: str) -> None:
    """These cannot leave, now or later: they wait no more either."""
    _end(claim, rows, mail_error=why)


def _end(claim: Claim, rows: Iterable[Notification], **fields: Any) -> None:
    mine = _still_mine(claim).filter(recipient_id=claim.person)
    keys = {row.group_key for row in rows if row.group_key}
    done = mine.filter(pk__in=[row.pk for row in rows]) | mine.filter(group_key__in=keys)
    done.update(**{DUE[claim.channel]: None}, **fields)


def put_off(claim: Claim, *, until: datetime) -> None:
    """Nobody could be reached: what is left of the claim waits until then."""
    _still_mine(claim).update(**{DUE[claim.channel]: until})


def _still_mine(claim: Claim) -> NotificationQuerySet:
    return Notification.objects.filter(recipient_id=claim.person, **{DUE[claim.channel]: claim.token})
