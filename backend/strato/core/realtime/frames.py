"""The frames that sockets carry, each a frozen dataclass in one registry: the wire's documentation is generated from it."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, cast

import orjson

REGISTRY: dict[str, type["Frame"]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One thing said to a socket. ``TYPE`` is its name on the wire, e.g. "status.changed".

    A frame is durable (kept for each person, numbered, never lost) or ephemeral (``DURABLE = False``: only the newest
    value counts, it may be dropped, and it is worth nothing after ``TTL_SECONDS``). Ephemeral frames of one type on one
    topic replace each other; where several live side by side (who is typing), ``KEY`` names the field that tells them apart.
    """

    TYPE: ClassVar[str]
    DURABLE: ClassVar[bool] = True
    TTL_SECONDS: ClassVar[float] = 60.0
    KEY: ClassVar[str] = ""

    def data(self) -> dict[str, Any]:
        """The fields as plain JSON values (UUIDs and times as text)."""
        return cast(dict[str, Any], orjson.loads(orjson.dumps(self)))

    def conflation_key(self) -> str:
        """What tells this ephemeral frame from another of its type on the same topic."""
        return str(getattr(self, self.KEY)) if self.KEY else ""


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
