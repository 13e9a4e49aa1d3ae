"""Rows counted or summed by day, with the empty days filled in. Days are UTC days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from strato.core.money import Money


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class DayMoney:
    day: date
    money: Money


def last_days(days: int) -> list[date]:
    """So many days up to and including today, oldest first."""
    today = timezone.now().date()
    return [today - timedelta(days=ahead) for ahead in range(days - 1, -1, -1)]


def start_of(day: date) -> datetime:
    """The first moment of a UTC day."""
    return datetime.combine(day, time.min, UTC)


def counted(rows: Iterable[tuple[date, int]], days: list[date]) -> list[DayCount]:
    found = dict(rows)
    return [DayCount(day, found.get(day, 0)) for day in days]


def summed(rows: Iterable[tuple[date, int]], days: list[date], currency: str) -> list[DayMoney]:
    found = dict(rows)
    return [DayMoney(day, Money(found.get(day) or 0, currency)) for day in days]
