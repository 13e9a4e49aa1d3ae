"""Which day it is depends on where one stands: a day that comes without a place is today as long as it is so somewhere."""

from datetime import UTC, date, datetime, timedelta

BEHIND = timedelta(hours=12)
"""How far the last place on earth is behind UTC."""
AHEAD = timedelta(hours=14)
"""How far the first is ahead of it."""


def has_passed(day: date, now: datetime) -> bool:
    """Is this day over everywhere on earth?"""
    return day < (now.astimezone(UTC) - BEHIND).date()


def is_to_come(day: date, now: datetime) -> bool:
    """Has this day not begun anywhere on earth?"""
    return day > (now.astimezone(UTC) + AHEAD).date()
