"""The handlers by name, and the periods of those that come round by themselves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from strato.core.queue.models import Lane

REGISTRY: dict[str, "Task"] = {}
H = TypeVar("H", bound=Callable[..., Any])
FailureHook = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Task:
    """A handler, how often it may be tried, and what it may use up."""

    name: str
    handler: Callable[..., Any]
    max_attempts: int = 5
    seconds: float = 600
    memory_mb: int | None = None
    backoff_seconds: float = 2
    lane: str = Lane.QUICK
    on_failure: FailureHook | None = None
    every: timedelta | None = None


def task(
    *,
    max_attempts: int = 5,
    seconds: float = 600,
    memory_mb: int | None = None,
    backoff_seconds: float = 2,
    lane: str = Lane.QUICK,
    on_failure: FailureHook | None = None,
) -> Callable[[H], H]:
    """Register ``handler(**arguments)`` under "app.function"; it must be idempotent.

    ``seconds`` and ``memory_mb`` are limits of one attempt; past them the job fails for good. ``on_failure(error_code=,
    error=, **arguments)`` is called in the transaction that writes the final failure, also when the worker died each time.
    """

    def register(handler: H) -> H:
        add(
            Task(
                name=name_of(handler),
                handler=handler,
                max_attempts=max_attempts,
                seconds=seconds,
                memory_mb=memory_mb,
                backoff_seconds=backoff_seconds,
                lane=lane,
                on_failure=on_failure,
            )
        )
        return handler

    return register


def every(*, hours: float = 0, minutes: float = 0, seconds: float = 0) -> Callable[[H], H]:
    """Let a handler without arguments run once per period, on however many workers: ``@every(minutes=5)``, above ``@task``."""
    period = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if period < timedelta(seconds=1):
        raise ValueError("a period lasts a second at least")

    def register(handler: H) -> H:
        name = name_of(handler)
        known = REGISTRY.get(name) or Task(name=name, handler=handler, max_attempts=1)
        REGISTRY.pop(name, None)
        add(replace(known, every=period))
        return handler

    return register


def add(new: Task) -> None:
    """Enter a task; two functions of one name in one app are a mistake."""
    known = REGISTRY.get(new.name)
    if known is not None and known.handler.__module__ != new.handler.__module__:
        raise ValueError(f"task {new.name!r} is registered twice")
    REGISTRY[new.name] = new


def name_of(handler: Callable[..., Any]) -> str:
    """ "printing.analyze_model" for strato.printing.tasks.analyze_model."""
    return f"{handler.__module__.split('.')[1]}.{handler.__name__}"
