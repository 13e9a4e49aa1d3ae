"""The rows of community."""

from strato.community.models.events import (
    Attendance,
    AttendanceStatusChange,
    Event,
    EventQuerySet,
    EventStatusChange,
    Reminder,
)
from strato.community.models.people import Block, Friendship, FriendshipStatusChange, Profile
from strato.community.models.pets import Pet, PetPhoto

__all__ = [
    "Attendance",
    "AttendanceStatusChange",
    "Block",
    "Event",
    "EventQuerySet",
    "EventStatusChange",
    "Friendship",
    "FriendshipStatusChange",
    "Pet",
    "PetPhoto",
    "Profile",
    "Reminder",
]
