"""Quiet hours and digests by the clock on the wall, over every change of clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.notifications.hours import QuietHours, first_moment, last_moment, next_daily, next_hour

EVERY_DAY = frozenset(range(1, 8))
BERLIN = ZoneInfo("Europe/Berlin")
# Half-hour changes (Lord Howe), changes at midnight (Santiago, Beirut), a day left out (Apia), none at all (Kolkata).
ZONES = (
    "Europe/Berlin", "America/New_York", "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia",
    "Pacific/Chatham", "Asia/Kolkata", "UTC",
)  # fmt: skip
clocks = st.times(timezones=st.none()).map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))
moments = st.datetimes(datetime(2011, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))
zones = st.sampled_from(ZONES).map(ZoneInfo)
quiets = st.builds(
    QuietHours, zone=zones, start=clocks, end=clocks, days=st.frozensets(st.integers(1, 7), min_size=1)
).filter(lambda quiet: quiet.start != quiet.end)
TICK = timedelta(microseconds=1)


def night(days: frozenset[int] = EVERY_DAY) -> QuietHours:
    return QuietHours(BERLIN, time(22), time(7), days)


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)  # type: ignore[arg-type]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        (berlin(2026, 11, 20, 21, 59), berlin(2026, 11, 20, 21, 59)),
        (berlin(2026, 11, 20, 22, 0), berlin(2026, 11, 21, 7, 0)),
        (berlin(2026, 11, 21, 3, 30), berlin(2026, 11, 21, 7, 0)),
        (berlin(2026, 11, 21, 7, 0), berlin(2026, 11, 21, 7, 0)),
    ],
)
def test_a_night_is_quiet_from_its_first_moment_to_its_last(moment: datetime, end: datetime) -> None:
    assert night().end_after(moment) == end


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    friday_night = night(frozenset({5}))
    assert friday_night.is_quiet(berlin(2026, 11, 20, 23, 0))  # a Friday
    assert friday_night.is_quiet(berlin(2026, 11, 21, 6, 0))
    assert not friday_night.is_quiet(berlin(2026, 11, 20, 6, 0))
    assert not friday_night.is_quiet(berlin(2026, 11, 21, 23, 0))


def test_the_hour_that_comes_twice_is_quiet_twice() -> None:
    quiet = QuietHours(BERLIN, time(1), time(2, 30), EVERY_DAY)
    second = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 02:15 for the second time
    assert quiet.is_quiet(second)
    assert quiet.end_after(second) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_hour_that_is_left_out_moves_to_the_next() -> None:
    quiet = QuietHours(BERLIN, time(1), time(2, 30), EVERY_DAY)
    end = quiet.end_after(berlin(2026, 3, 29, 1, 30))
    assert end.astimezone(BERLIN).time() == time(3, 30)


@given(quiets, moments)
def test_the_end_is_never_quiet_never_earlier_and_everything_until_it_is(quiet: QuietHours, moment: datetime) -> None:
    end = quiet.end_after(moment)
    assert end >= moment
    assert not quiet.is_quiet(end)
    if end > moment:
        assert quiet.is_quiet(moment)
        assert quiet.is_quiet(end - TICK)
        assert quiet.is_quiet(moment + (end - moment) / 2)


@given(quiets, moments)
def test_quiet_is_what_the_wall_says_away_from_changes_of_clocks(quiet: QuietHours, moment: datetime) -> None:
    offsets = {(moment + timedelta(hours=h)).astimezone(quiet.zone).utcoffset() for h in (-49, -25, 0, 25, 49)}
    if len(offsets) > 1:
        return
    wall = moment.astimezone(quiet.zone)
    clock, today, yesterday = wall.time(), wall.isoweekday(), (wall - timedelta(days=1)).isoweekday()
    if quiet.start < quiet.end:
        said = today in quiet.days and quiet.start <= clock < quiet.end
    else:
        said = (today in quiet.days and clock >= quiet.start) or (yesterday in quiet.days and clock < quiet.end)
    assert quiet.is_quiet(moment) == said


@given(zones, clocks, moments)
def test_a_day_has_one_digest(zone: ZoneInfo, clock: time, moment: datetime) -> None:
    first = next_daily(moment, zone, clock)
    second = next_daily(first, zone, clock)
    assert moment < first < second
    assert timedelta(hours=22) <= second - first <= timedelta(hours=49)
    assert first == first_moment(zone, first.astimezone(zone).date(), clock) or first.astimezone(zone).time() != clock
    assert first_moment(zone, first.astimezone(zone).date(), clock) <= last_moment(
        zone, first.astimezone(zone).date(), clock
    )


@given(moments)
def test_the_next_hour_is_full_and_near(moment: datetime) -> None:
    hour = next_hour(moment)
    assert timedelta() < hour - moment <= timedelta(hours=1)
    assert (hour.minute, hour.second, hour.microsecond) == (0, 0, 0)
