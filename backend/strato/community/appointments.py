"""An event as an entry of a calendar: plain values. `strato.community.icalendars` makes the file of them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event as a calendar program knows it; place and point are what the reader may know."""

    uid: str
    title: str
    description: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    place: str
    point: tuple[float, float] | None
    url: str
    is_cancelled: bool
    is_tentative: bool
    changed_at: datetime
