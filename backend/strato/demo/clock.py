"""A small simulation: acts happen in the order of their times, each at its own time, up to now."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

import time_machine
from django.utils import timezone

Act = Callable[[], None]


class Story:
    """A queue of acts by time; an act may add later acts. What lies ahead of ``now`` has not happened yet."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def at(self, moment: datetime, act: Act) -> None:
        heapq.heappush(self._acts, (moment, next(self._order), act))

    def play(self) -> None:
        """Let everything happen that has happened by now."""
        while self._acts and self._acts[0][0] <= self.now:
            moment, _, act = heapq.heappop(self._acts)
            with time_machine.travel(moment, tick=False):
                act()
