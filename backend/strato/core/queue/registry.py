"""The handlers by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

REGISTRY: dict[str, "Task"] = {}
H = TypeVar("H", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Task:
    """A handler and how often it may be tried."""

    name: str
    handler: Callable[..., Any]
    max_attempts: int


def task(*, max_attempts: int = 5) -> Callable[[H], H]:
    """Register ``handler(**arguments)`` under "app.function"; it must be idempotent."""

    def register(handler: H) -> H:
        name = name_of(handler)
        REGISTRY[name] = Task(name, handler, max_attempts)
        return handler

    return register


def name_of(handler: Callable[..., Any]) -> str:
    """ "printing.analyze_model" for strato.printing.tasks.analyze_model."""
    return f"{handler.__module__.split('.')[1]}.{handler.__name__}"
