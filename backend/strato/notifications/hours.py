"""When to tell somebody: quiet hours and digests by the clock on their wall. Pure.

A span that ends before it begins ends on the next day and belongs to the day on which it begins. A time of the clock that
comes twice when summer ends is quiet both times; one that is left out when summer begins moves to the hour after it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of the clock to another, on these days of the week (1 is Monday)."""

    zone: ZoneInfo
    start: time
    end: time
    days: frozenset[int]

    def span_of(self, day: date) -> tuple[datetime, datetime]:
        """The moments (UTC) between which it is quiet, if it begins on this day."""
        last = day if self.start < self.end else day + DAY
        return first_moment(self.zone, day, self.start), last_moment(self.zone, last, self.end)

    def end_after(self, moment: datetime) -> datetime:
        """``moment`` when it is not quiet then, else the first moment after it that is not."""
        for _ in range(8):  # spans may touch where clocks change; after a week all days were looked at
            today = moment.astimezone(self.zone).date()
            spans = [self.span_of(day) for day in (today - DAY, today) if day.isoweekday() in self.days]
            ends = [end for start, end in spans if start <= moment < end]
            if not ends:
                break
            moment = max(ends)
        return moment

    def is_quiet(self, moment: datetime) -> bool:
        return self.end_after(moment) != moment


def first_moment(zone: ZoneInfo, day: date, clock: time) -> datetime:
    """When the clock first shows this time on this day."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def last_moment(zone: ZoneInfo, day: date, clock: time) -> datetime:
    """When the clock last shows this time on this day."""
    wall = datetime.combine(day, clock, zone)
    return max(wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC))


def next_hour(moment: datetime) -> datetime:
    """The next full hour."""
    return moment.replace(minute=0, second=0, microsecond=0) + HOUR


def next_daily(moment: datetime, zone: ZoneInfo, clock: time) -> datetime:
    """The next time that the clock shows this time."""
    today = moment.astimezone(zone).date()
    moments = (first_moment(zone, today + DAY * ahead, clock) for ahead in (0, 1, 2))
    return next(found for found in moments if found > moment)
