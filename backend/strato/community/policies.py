"""Who may do what in the community. What somebody may see lives on the querysets."""

from typing import Any

from strato.accounts.models import Visibility
from strato.community.gatherings import is_host
from strato.community.models import Attendance, Event, Friendship, Pet, PetPhoto
from strato.community.reports import relation_of
from strato.community.states import Relation
from strato.core.policies import closed_to_guests, is_admin, signed_in

OPEN_TO: dict[str, tuple[Relation, ...]] = {
    Visibility.PUBLIC: (Relation.SELF, Relation.FRIEND, Relation.ASKED, Relation.ASKS, Relation.NONE),
    Visibility.FRIENDS: (Relation.SELF, Relation.FRIEND),
    Visibility.PRIVATE: (Relation.SELF,),
}


@closed_to_guests
def is_somebody_else(user: Any, person: Any = None) -> bool:
    return signed_in(user) and (person is None or person.pk != user.pk)


def can_read_profile(user: Any, person: Any) -> bool:
    """As the person wishes; admins always."""
    return is_admin(user) or relation_of(person, user) in OPEN_TO[person.visibility]


@closed_to_guests
def can_see_friends(user: Any, person: Any = None) -> bool:
    """Who may read the profile and is among those to whom the friends are shown."""
    if person is None or is_admin(user):
        return signed_in(user)
    profile = getattr(person, "profile", None)
    shown = profile.friends_visibility if profile else Visibility.FRIENDS
    return can_read_profile(user, person) and relation_of(person, user) in OPEN_TO[shown]


@closed_to_guests
def can_answer_request(user: Any, friendship: Friendship | None = None) -> bool:
    """Who was asked."""
    return signed_in(user) and (friendship is None or friendship.requester_id != user.pk)


@closed_to_guests
def can_cancel_request(user: Any, friendship: Friendship | None = None) -> bool:
    """Who asked."""
    return signed_in(user) and (friendship is None or friendship.requester_id == user.pk)


@closed_to_guests
def can_edit_pet(user: Any, row: Pet | PetPhoto | None = None) -> bool:
    """Its owner."""
    pet = row.pet if isinstance(row, PetPhoto) else row
    return signed_in(user) and (pet is None or pet.owner_id == user.pk)


@closed_to_guests
def can_remove_pet(user: Any, row: Pet | PetPhoto | None = None) -> bool:
    """Its owner, and admins."""
    return can_edit_pet(user, row) or is_admin(user)


@closed_to_guests
def can_run_event(user: Any, event: Event | None = None) -> bool:
    """Who made it, the managers of the lab that gives it, and admins."""
    return signed_in(user) and (event is None or is_host(user, event) or is_admin(user))


@closed_to_guests
def can_answer_event(user: Any, event: Event | None = None) -> bool:
    """Everybody who sees it but who made it."""
    return signed_in(user) and (event is None or event.organizer_id != user.pk)


@closed_to_guests
def can_remove_attendee(user: Any, attendance: Attendance | None = None) -> bool:
    """Who runs the event."""
    return can_run_event(user, attendance.event if attendance else None)
