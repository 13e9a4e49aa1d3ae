"""What a bus carries: a header line, a newline, and the frame's text untouched."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

Deliver = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Push:
    """A durable frame: the body misses only each person's ``seq``."""

    to: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Publish:
    """An ephemeral frame for the followers of a topic; ``lasting`` ones are not conflated."""

    topic: str
    type: str
    key: str
    ttl: float
    lasting: bool


@dataclass(frozen=True, slots=True)
class Revoke:
    """A right may be gone: ask again."""

    user: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class Shut:
    """Close this person's sockets: those of one sign-in, or (None) all."""

    user: str
    sign_in: str | None = None


Header = Push | Publish | Revoke | Shut
KINDS: dict[str, type[Any]] = {cls.__name__: cls for cls in (Push, Publish, Revoke, Shut)}


class Bus(Protocol):
    """Carries packed messages from any thread of any process to the listener of each process with sockets."""

    def send(self, message: bytes) -> None:
        """From any thread; never raises."""

    async def listen(self, deliver: Deliver, on_up: Callable[[], None]) -> None:
        """Run until cancelled; ``on_up`` is called each time messages begin to flow (again)."""


def pack(header: Header, body: bytes) -> bytes:
    return orjson.dumps([type(header).__name__, header]) + b"\n" + body


def unpack(message: bytes) -> tuple[Header, bytes]:
    head, _, body = message.partition(b"\n")
    kind, values = orjson.loads(head)
    return KINDS[kind](**values), body
