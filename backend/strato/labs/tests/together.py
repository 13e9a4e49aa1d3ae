"""Several people at once, each with a database connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from strato.core.errors import DomainError


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave, or the DomainError that it met; all begin at the same moment. Any other error fails the test."""
    barrier, outcomes = Barrier(len(acts)), [None] * len(acts)

    def play(number: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            outcomes[number] = act()
        except Exception as error:  # noqa: BLE001  # looked at below, in the test's own thread
            outcomes[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=play, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive(), "an act is still waiting: a deadlock?"
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, DomainError):
            raise outcome
    return outcomes


def refusals(outcomes: list[Any]) -> list[str]:
    """The codes of those who were refused."""
    return sorted(outcome.code for outcome in outcomes if isinstance(outcome, DomainError))
