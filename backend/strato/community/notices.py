"""What people are told about friends."""

from typing import Any

from strato.accounts.models import User
from strato.notifications.kinds import Kind

PEOPLE = "people"


def sees_person(user: User, person_id: str) -> bool:
    people: Any = User.objects
    return bool(people.visible_to(user).filter(pk=person_id).exists())


FRIEND_ASKED = Kind("friend.asked", PEOPLE, visible=sees_person, link="/people/{id}")
FRIEND_ACCEPTED = Kind("friend.accepted", PEOPLE, visible=sees_person, link="/people/{id}")

KINDS = (FRIEND_ASKED, FRIEND_ACCEPTED)
