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
