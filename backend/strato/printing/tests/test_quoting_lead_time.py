"""When a print is ready, given that somebody must be there to start it and to take it off."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.labs.hours import OpeningHours
from strato.printing.quoting import NoPrinter, lead_time, learn_buffer

BERLIN = ZoneInfo("Europe/Berlin")


WEEKDAYS = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
OFFICE_HOURS = OpeningHours.from_json(WEEKDAYS, "Europe/Berlin")
ALWAYS_OPEN = OpeningHours.from_json({}, "Europe/Berlin")


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in the week of Monday 2 March 2026."""
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


def test_an_idle_printer_in_an_open_lab_starts_at_once() -> None:
    found = lead_time(berlin(2, 10), queue_minutes=(0,), print_minutes=120, hours=OFFICE_HOURS)
    assert (found.starts_at, found.ready_at) == (berlin(2, 10), berlin(2, 12, 10))


def test_a_print_that_ends_at_night_is_taken_off_in_the_morning() -> None:
    found = lead_time(berlin(2, 16), queue_minutes=(0,), print_minutes=300, hours=OFFICE_HOURS)
    assert found.ready_at == berlin(3, 9, 10)


def test_a_long_print_uses_the_weekend_but_waits_for_monday() -> None:
    found = lead_time(berlin(6, 16, 30), queue_minutes=(0,), print_minutes=600, hours=OFFICE_HOURS)
    assert (found.starts_at, found.ready_at) == (berlin(6, 16, 30), berlin(9, 9, 10))


def test_asked_on_sunday_it_starts_on_monday() -> None:
    assert lead_time(berlin(8, 12), queue_minutes=(0,), print_minutes=60, hours=OFFICE_HOURS).starts_at == berlin(9, 9)


def test_the_queue_comes_first_and_the_freest_printer_is_taken() -> None:
    found = lead_time(berlin(2, 9), queue_minutes=(240, 60), print_minutes=60, hours=OFFICE_HOURS)
    assert found.ready_at == berlin(2, 11, 10)


def test_two_printers_share_four_pieces() -> None:
    found = lead_time(
        berlin(2, 9), queue_minutes=(0, 0), print_minutes=50, hours=ALWAYS_OPEN, quantity=4, handling_minutes=10
    )
    assert found.ready_at == berlin(2, 11)


def test_summer_time_does_not_lose_an_hour_of_printing() -> None:
    """In the night to 29 March 2026 the clocks go from 2 to 3: eight hours of printing end at 9 by the clock, not at 8."""
    before = datetime(2026, 3, 29, 0, 0, tzinfo=BERLIN).astimezone(UTC)
    found = lead_time(before, queue_minutes=(0,), print_minutes=480, hours=ALWAYS_OPEN, handling_minutes=0)
    assert found.ready_at.astimezone(BERLIN) == datetime(2026, 3, 29, 9, 0, tzinfo=BERLIN)


def test_no_printer_has_no_lead_time() -> None:
    with pytest.raises(NoPrinter):
        lead_time(berlin(2, 9), queue_minutes=(), print_minutes=1, hours=ALWAYS_OPEN)


queues = st.lists(st.integers(0, 5000), min_size=1, max_size=4).map(tuple)


@given(queues, st.integers(1, 3000), st.integers(1, 20), st.integers(0, 500))
def test_more_pieces_or_longer_prints_or_fewer_printers_are_never_ready_earlier(
    queue: tuple[int, ...], minutes: int, quantity: int, more: int
) -> None:
    now = datetime(2026, 3, 4, 15, 20, tzinfo=UTC)
    base = lead_time(now, queue_minutes=queue, print_minutes=minutes, hours=ALWAYS_OPEN, quantity=quantity)
    assert now <= base.starts_at < base.ready_at
    for longer, pieces in ((minutes + more, quantity), (minutes, quantity + 1)):
        later = lead_time(now, queue_minutes=queue, print_minutes=longer, hours=ALWAYS_OPEN, quantity=pieces)
        assert later.ready_at >= base.ready_at
    helped = lead_time(now, queue_minutes=(*queue, 0), print_minutes=minutes, hours=ALWAYS_OPEN, quantity=quantity)
    assert helped.ready_at <= base.ready_at


@given(queues, st.integers(1, 3000), st.integers(1, 6))
def test_nothing_starts_or_ends_behind_closed_doors(queue: tuple[int, ...], minutes: int, quantity: int) -> None:
    found = lead_time(
        datetime(2026, 3, 4, 15, 20, tzinfo=UTC),
        queue_minutes=queue,
        print_minutes=minutes,
        hours=OFFICE_HOURS,
        quantity=quantity,
        handling_minutes=0,
    )
    for moment in (found.starts_at, found.ready_at):
        assert OFFICE_HOURS.next_opening(moment) == moment


def test_what_the_lab_needs_besides_is_added_and_ends_while_it_is_open() -> None:
    def ready(buffer_minutes: int) -> datetime:
        return lead_time(
            berlin(2, 10), queue_minutes=(0,), print_minutes=120, hours=OFFICE_HOURS, buffer_minutes=buffer_minutes
        ).ready_at

    assert ready(60) == berlin(2, 13, 10)
    assert ready(6 * 60) == berlin(3, 9)


@given(late=st.lists(st.floats(-1e4, 1e4), min_size=3, max_size=40))
def test_four_dates_of_five_would_have_held(late: list[float]) -> None:
    buffer = learn_buffer(late)
    assert sum(beyond <= buffer + 0.5 for beyond in late) >= 0.8 * len(late)
    assert 0 <= buffer <= 7 * 24 * 60


@pytest.mark.parametrize(("late", "buffer"), [([], 240), ([9.0, 9.0], 240), ([-30.0] * 5, 0), ([1e9] * 5, 7 * 24 * 60)])
def test_few_jobs_teach_nothing_and_none_teach_nonsense(late: list[float], buffer: int) -> None:
    assert learn_buffer(late) == buffer
