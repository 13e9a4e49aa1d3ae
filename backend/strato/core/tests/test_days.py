"""When a day has passed, and when it is still to come."""

from datetime import UTC, date, datetime

import pytest

from strato.core import days

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("now", "passed"),
    [
        (datetime(2026, 11, 23, 2, tzinfo=UTC), False),  # six in the evening of the 22nd in Los Angeles
        (datetime(2026, 11, 23, 11, 59, tzinfo=UTC), False),  # a minute left at 12 hours behind
        (datetime(2026, 11, 23, 12, tzinfo=UTC), True),
    ],
)
def test_a_day_has_passed_when_it_is_over_everywhere(now: datetime, passed: bool) -> None:
    assert days.has_passed(DAY, now) is passed


@pytest.mark.parametrize(
    ("now", "to_come"),
    [
        (datetime(2026, 11, 21, 9, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 21, 10, tzinfo=UTC), False),  # midnight at 14 hours ahead
        (datetime(2026, 11, 21, 20, tzinfo=UTC), False),  # nine in the morning of the 22nd in Auckland
    ],
)
def test_a_day_is_to_come_until_it_begins_somewhere(now: datetime, to_come: bool) -> None:
    assert days.is_to_come(DAY, now) is to_come
