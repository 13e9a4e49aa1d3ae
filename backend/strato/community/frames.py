"""What community says to sockets besides changes of status."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame, frame


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class EventChanged(Frame):
    """Something about an event is new (on topic "event:<id>"): load it again."""

    TYPE = "event.changed"
    DURABLE = False
    KEY = "id"

    id: str
    what: str  # "facts", "seats"


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class PetChanged(Frame):
    """A pet of yours, its pictures included, was written or removed: load it again."""

    TYPE = "pet.changed"

    id: str
