"""Whom the news of the community concerns."""

from typing import Any
from zoneinfo import ZoneInfo

from django.dispatch import receiver

from strato.accounts.models import User
from strato.community import notices, signals
from strato.community.models import Attendance, Event, Friendship
from strato.community.states import CONCERNED, EventStatus
from strato.notifications.services import notify


@receiver(signals.friend_asked)
def on_friend_asked(sender: type[Friendship], friendship: Friendship, by: User, **_: Any) -> None:
    facts, key = {"by": by.display_name}, f"friend-asked:{by.pk}"
    notify([friendship.asked], notices.FRIEND_ASKED, subject=by, facts=facts, by=by, group_key=key)


@receiver(signals.friendship_accepted)
def on_friendship_accepted(sender: type[Friendship], friendship: Friendship, by: User, **_: Any) -> None:
    """Who asked hears the answer; a no is not told."""
    notify([friendship.requester], notices.FRIEND_ACCEPTED, subject=by, facts={"by": by.display_name}, by=by)


@receiver(signals.people_invited)
def on_people_invited(sender: type[Event], event: Event, attendances: list[Attendance], by: User, **_: Any) -> None:
    people = [row.user_id for row in attendances]
    notify(people, notices.EVENT_INVITED, subject=event, facts=facts_of(event) | {"by": by.display_name}, by=by)


@receiver(signals.seat_freed)
def on_seat_freed(sender: type[Attendance], attendance: Attendance, **_: Any) -> None:
    """Who waited has a seat now."""
    event = attendance.event
    notify([attendance.user_id], notices.EVENT_SEATED, subject=event, facts=facts_of(event))


@receiver(signals.event_changed)
def on_event_changed(sender: type[Event], event: Event, by: User, **_: Any) -> None:
    """Whoever has to do with a published event hears of another time or place."""
    if event.status == EventStatus.PUBLISHED:
        key = f"event-changed:{event.pk}"
        notify(concerned(event), notices.EVENT_CHANGED, subject=event, facts=facts_of(event), by=by, group_key=key)


@receiver(signals.event_cancelled)
def on_event_cancelled(sender: type[Event], event: Event, by: User, reason: str, **_: Any) -> None:
    facts = facts_of(event) | {"reason": reason}
    notify(concerned(event), notices.EVENT_CANCELLED, subject=event, facts=facts, by=by)


@receiver(signals.reminder_due)
def on_reminder_due(sender: type[Attendance], attendance: Attendance, hours: int, **_: Any) -> None:
    event = attendance.event
    facts, key = facts_of(event) | {"hours": hours}, f"event-reminder:{event.pk}"
    notify([attendance.user_id], notices.EVENT_REMINDER, subject=event, facts=facts, group_key=key)


def concerned(event: Event) -> list[Any]:
    """Ids of the active people who come, may come, wait or are invited."""
    rows = event.attendances.filter(status__in=CONCERNED, user__is_active=True)
    return list(rows.values_list("user_id", flat=True))


def facts_of(event: Event) -> dict[str, Any]:
    """What the words need, with the zone of the time: who reads it may be elsewhere. Never the place, which may be private."""
    local = event.starts_at.astimezone(ZoneInfo(event.timezone))
    return {"event": event.title, "starts": f"{local:%Y-%m-%d %H:%M %Z}"}
