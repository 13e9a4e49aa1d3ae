from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.labs.errors import InvalidHours, UnknownTimezone
from strato.labs.hours import DAYS, OpeningHours

WEEK = {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "sat": [["10:00", "24:00"]]}
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
minutes = st.lists(st.integers(0, 1439), min_size=2, max_size=6, unique=True).map(sorted)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def pairs(found: list[int]) -> list[list[str]]:
    return [[clock(start), clock(end)] for start, end in zip(found[::2], found[1::2], strict=False)]


weeks = st.dictionaries(st.sampled_from(DAYS), minutes.map(pairs), min_size=1)
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-01-05T08:00:00+00:00", True),  # Monday 09:00 in Berlin
        ("2026-01-05T07:59:00+00:00", False),
        ("2026-01-05T11:00:00+00:00", False),  # noon: the end does not count
        ("2026-01-05T12:00:00+00:00", True),
        ("2026-07-06T07:00:00+00:00", True),  # summer time: 09:00 again
        ("2026-01-10T22:59:59+00:00", True),  # Saturday, one second to midnight
        ("2026-01-10T23:00:00+00:00", False),  # Sunday
    ],
)
def test_open_by_the_clock_on_the_labs_wall(moment: str, is_open: bool) -> None:
    assert OpeningHours.from_json(WEEK, "Europe/Berlin").is_open_at(at(moment)) is is_open


def test_no_table_means_always_open() -> None:
    hours = OpeningHours.from_json({}, "Asia/Tokyo")
    assert hours.is_always_open
    assert hours.next_opening(at("2026-01-05T03:00:00+00:00")) == at("2026-01-05T03:00:00+00:00")


def test_the_next_opening_is_found_across_days() -> None:
    hours = OpeningHours.from_json(WEEK, "Europe/Berlin")
    assert hours.next_opening(at("2026-01-05T11:30:00+00:00")) == at("2026-01-05T13:00:00+01:00")
    assert hours.next_opening(at("2026-01-05T20:00:00+00:00")) == at("2026-01-10T10:00:00+01:00")
    assert hours.next_opening(at("2026-01-11T09:00:00+00:00")) == at("2026-01-12T09:00:00+01:00")


@given(weeks, zones, moments)
def test_the_next_opening_is_open_and_the_first(week: dict[str, Any], zone: str, moment: datetime) -> None:
    hours = OpeningHours.from_json(week, zone)
    opening = hours.next_opening(moment)
    assert moment <= opening <= moment + timedelta(days=8)
    if hours.is_open_at(moment):
        assert opening == moment
    elif opening.astimezone(UTC).astimezone(opening.tzinfo) == opening:  # not inside the hour that spring skips
        assert hours.is_open_at(opening)


@pytest.mark.parametrize(
    "table",
    [
        {"monday": []},
        {"mon": "09:00-17:00"},
        {"mon": [["09:00"]]},
        {"mon": [["9:00", "17:00"]]},
        {"mon": [["17:00", "09:00"]]},
        {"mon": [["09:00", "25:00"]]},
        {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]},
        {"mon": [["09:00", None]]},
        {"mon": [["00:00", "01:00"]] * 7},
        [],
    ],
)
def test_a_table_that_makes_no_sense_is_refused(table: Any) -> None:
    with pytest.raises(InvalidHours):
        OpeningHours.from_json(table, "UTC")


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "../etc/passwd", "Europe"])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    with pytest.raises(UnknownTimezone):
        OpeningHours.from_json({}, zone)
