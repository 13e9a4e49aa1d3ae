"""The frames that sockets carry, each a frozen dataclass in one registry: the wire's documentation is generated from it."""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

REGISTRY: dict[str, type["Frame"]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One thing said to a socket. ``TYPE`` is its name on the wire, e.g. "status.changed"."""

    TYPE: ClassVar[str]

    def data(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


F = TypeVar("F", bound=type[Frame])


def frame(cls: F) -> F:
    """Register a frame class; two classes of one TYPE are a mistake."""
    if cls.TYPE in REGISTRY and REGISTRY[cls.TYPE].__qualname__ != cls.__qualname__:
        raise ValueError(f"frame type {cls.TYPE!r} is registered twice")
    REGISTRY[cls.TYPE] = cls
    return cls


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Frame):
    """A row changed its status (durable)."""

    TYPE = "status.changed"
    kind: str  # "print_job", "printer", "run" ...
    id: str
    from_status: str
    to_status: str
    reason: str = ""
