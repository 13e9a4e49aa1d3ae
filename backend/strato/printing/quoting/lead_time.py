"""When a print will be ready: the queue, the machines and the hours in which somebody is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heapreplace
from typing import Protocol


class Hours(Protocol):
    """When a lab is open; ``strato.labs.hours.OpeningHours`` is one."""

    def next_opening(self, moment: datetime) -> datetime:
        """``moment`` itself when open then, else when the doors open next."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """When the first piece starts and when the last one can be handed over (aware datetimes)."""

    starts_at: datetime
    ready_at: datetime


class NoPrinter(ValueError):
    """A lead time was asked of no printer at all."""


def lead_time(
    now: datetime,
    *,
    queue_minutes: tuple[int, ...],
    print_minutes: int,
    hours: Hours,
    quantity: int = 1,
    handling_minutes: int = 10,
    buffer_minutes: int = 0,
) -> LeadTime:
    """When ``quantity`` pieces of ``print_minutes`` each are done, given how long each printer is still busy.

    ``queue_minutes`` has one entry per printer that may take the work. Printing goes on through the night; to start a piece and to
    take it off the plate somebody must be there. Each piece goes to the printer that would start it first (list scheduling).
    ``buffer_minutes`` are what the lab usually needs beyond that: to answer, to set up, to clean.
    """
    if not queue_minutes:
        raise NoPrinter("no printer can take this work")
    free = [now + timedelta(minutes=minutes) for minutes in queue_minutes]
    heapify(free)
    first: datetime | None = None
    ready = now
    for _ in range(quantity):
        start = hours.next_opening(free[0])
        first = first or start
        removed = hours.next_opening(start + timedelta(minutes=print_minutes)) + timedelta(minutes=handling_minutes)
        heapreplace(free, removed)
        ready = max(ready, removed)
    return LeadTime(starts_at=first or now, ready_at=hours.next_opening(ready + timedelta(minutes=buffer_minutes)))
