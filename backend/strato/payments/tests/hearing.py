"""Ears for signals."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def heard(signal: Any) -> Iterator[list[Any]]:
    """The rows that a signal was sent with."""
    rows: list[Any] = []

    def listen(sender: Any, **facts: Any) -> None:
        rows.extend(value for name, value in facts.items() if name != "signal")

    signal.connect(listen, weak=False)
    try:
        yield rows
    finally:
        signal.disconnect(listen)
