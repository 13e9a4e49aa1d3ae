"""What leaving means to the community: nearly everything here is the person's own, and goes."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from strato.accounts.leaving import Obstacle, Part
from strato.community.models import Attendance, Block, Event, Friendship, Pet, PetPhoto, Profile
from strato.community.services.attending import give_back_seats
from strato.community.states import EventStatus
from strato.core.files import delete_after_commit
from strato.labs.models import Membership
from strato.labs.policies import MANAGERS


def obstacles(user: Any) -> list[Obstacle]:
    """Guests must not stand before a closed door: who invited them cancels, and they are told why."""
    coming = Event.objects.filter(organizer=user, status=EventStatus.PUBLISHED, ends_at__gt=timezone.now())
    count = coming.filter(seats_taken__gt=0).count()
    if not count:
        return []
    return [Obstacle("coming_events", "You give an event that has guests. Cancel it first.", "/events", count)]


def forget(user: Any) -> None:
    """The profile, friends, blocks, pets with their pictures, events and answers. An event of a lab goes to its managers."""
    give_back_seats(by=user)
    Attendance.objects.filter(user=user).delete()
    Friendship.objects.of(user).delete()
    Block.objects.filter(Q(blocker=user) | Q(blocked=user)).delete()
    Profile.objects.filter(user=user).delete()
    for event in Event.objects.filter(organizer=user).order_by("pk"):
        hand_over(event, user)
    for photo in PetPhoto.objects.filter(pet__owner=user):
        delete_after_commit(photo.image, photo.thumbnail)
    for pet in Pet.objects.filter(owner=user):
        delete_after_commit(pet.avatar)
        pet.delete()


def hand_over(event: Event, user: Any) -> None:
    """To a manager of the lab in whose name it is given; without one it goes."""
    managers = Membership.objects.filter(lab=event.lab, role__in=MANAGERS, user__is_active=True).exclude(user=user)
    heir = managers.order_by("id").first() if event.lab_id else None
    if heir is None:
        delete_after_commit(event.cover)
        event.delete()
        return
    event.organizer_id, event.pet = heir.user_id, None
    event.save(update_fields=["organizer", "pet", "updated_at"])


HISTORY = "A step that somebody else's row remembers"
PART = Part(
    app="community",
    forget=forget,
    obstacles=obstacles,
    gone=frozenset(
        {
            "community.Pet.owner",
            "community.Profile.user",
            "community.Friendship.low",
            "community.Friendship.high",
            "community.Friendship.requester",
            "community.Block.blocker",
            "community.Block.blocked",
            "community.Event.organizer",
            "community.Attendance.user",
        }
    ),
    kept={
        "community.FriendshipStatusChange.by": HISTORY,
        "community.EventStatusChange.by": HISTORY,
        "community.AttendanceStatusChange.by": HISTORY,
    },
    words={
        "community.Event.title": "Of an event that a lab gives",
        "community.Event.description": "Of an event that a lab gives",
        "community.EventStatusChange.reason": "Said to the guests of a lab's event",
    },
)
