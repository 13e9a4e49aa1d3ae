"""A week of opening hours: {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], ...}; an empty table is always open. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from strato.labs.errors import InvalidHours, UnknownTimezone

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
END_OF_DAY = "24:00"
MAX_SPANS = 6
Span = tuple[int, int]  # minutes after midnight, end exclusive


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The spans of each weekday, sorted and apart, in the lab's own time zone."""

    week: tuple[tuple[Span, ...], ...]
    zone: ZoneInfo

    @classmethod
    def from_json(cls, table: Mapping[str, Any], timezone: str) -> Self:
        """Hours from the stored table; raises ``InvalidHours`` or ``UnknownTimezone``."""
        if not isinstance(table, Mapping):
            raise InvalidHours("Opening hours are a table of weekdays.")
        unknown = sorted(str(day) for day in set(table) - set(DAYS))
        if unknown:
            raise InvalidHours(fields={f"opening_hours.{day}": ["There is no such weekday."] for day in unknown})
        return cls(tuple(_spans(day, table[day]) if day in table else () for day in DAYS), zone_of(timezone))

    @property
    def is_always_open(self) -> bool:
        return not any(self.week)

    def is_open_at(self, moment: datetime) -> bool:
        """Is the lab open at this aware moment?"""
        if self.is_always_open:
            return True
        local = moment.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.week[local.weekday()])

    def next_opening(self, moment: datetime) -> datetime:
        """``moment`` itself when open then, else the next time the doors open (aware, in the lab's zone)."""
        if self.is_open_at(moment):
            return moment
        local = moment.astimezone(self.zone)
        for ahead in range(8):
            day = local.date() + timedelta(days=ahead)
            for start, _ in self.week[day.weekday()]:
                opening = _at(day, start, self.zone)
                if opening >= local:
                    return opening
        raise AssertionError("a table with a span opens within eight days")


def zone_of(name: str) -> ZoneInfo:
    """The time zone of an IANA name; raises ``UnknownTimezone``."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimezone(fields={"timezone": [f"{name!r} is not an IANA time zone."]}) from error


def _spans(day: str, spans: Any) -> tuple[Span, ...]:
    field = f"opening_hours.{day}"
    if not isinstance(spans, list | tuple) or len(spans) > MAX_SPANS:
        raise InvalidHours(fields={field: [f"A list of at most {MAX_SPANS} spans."]})
    found = sorted(_span(field, span) for span in spans)
    if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
        raise InvalidHours(fields={field: ["Two spans overlap."]})
    return tuple(found)


def _span(field: str, span: Any) -> Span:
    if not isinstance(span, list | tuple) or len(span) != 2:
        raise InvalidHours(fields={field: ['A span is a pair such as ["09:00", "17:00"].']})
    start, end = (_minutes(field, clock) for clock in span)
    if start >= end:
        raise InvalidHours(fields={field: ["A span ends after it starts."]})
    return start, end


def _minutes(field: str, clock: Any) -> int:
    if clock == END_OF_DAY:
        return 24 * 60
    if not isinstance(clock, str) or not CLOCK.match(clock):
        raise InvalidHours(fields={field: ['A time is written "HH:MM".']})
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone)
