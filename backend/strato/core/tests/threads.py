"""Many hands at once, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def at_once(act: Callable[[], T], hands: int = 8) -> list[T]:
    """What ``act`` gave in each of so many threads that began at the same moment."""
    gate = Barrier(hands)

    def one(_: int) -> T:
        gate.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(one, range(hands)))
