"""What people are told about friends and events."""

from typing import Any

from django.apps import apps

from strato.accounts.models import User
from strato.notifications.kinds import Kind

PEOPLE, EVENTS = "people", "events"


def sees_person(user: User, person_id: str) -> bool:
    people: Any = User.objects
    return bool(people.visible_to(user).filter(pk=person_id).exists())


def sees_event(user: User, event_id: str) -> bool:
    events: Any = apps.get_model("community", "Event")
    return bool(events.objects.visible_to(user).filter(pk=event_id).exists())


def about_event(code: str, *, urgent: bool = False) -> Kind:
    return Kind(code, EVENTS, visible=sees_event, link="/events/{id}", urgent=urgent)


FRIEND_ASKED = Kind("friend.asked", PEOPLE, visible=sees_person, link="/people/{id}")
FRIEND_ACCEPTED = Kind("friend.accepted", PEOPLE, visible=sees_person, link="/people/{id}")
EVENT_INVITED = about_event("event.invited")
EVENT_SEATED = about_event("event.seated")
EVENT_CHANGED = about_event("event.changed")
EVENT_CANCELLED = about_event("event.cancelled", urgent=True)
EVENT_REMINDER = about_event("event.reminder", urgent=True)

OF_EVENTS = (EVENT_INVITED, EVENT_SEATED, EVENT_CHANGED, EVENT_CANCELLED, EVENT_REMINDER)
OF_PEOPLE = (FRIEND_ASKED, FRIEND_ACCEPTED)
KINDS = (*OF_PEOPLE, *OF_EVENTS)
