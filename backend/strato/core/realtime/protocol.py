"""Protocol v1 itself: what a client may say, what the server answers, and the close codes.

One socket at ``/ws/``. The first frame is ``hello``; then come the missed frames, ``ready``, and everything live.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import ClassVar, Literal, TypeVar

from strato.core.realtime.frames import Frame, frame

VERSION = 1
USER_TOPIC = "user"
MESSAGES: dict[str, type["Message"]] = {}


class Close(IntEnum):
    """Why the server hung up (RFC 6455 leaves 4000-4999 to applications)."""

    BAD_FRAME = 4400
    UNAUTHENTICATED = 4401
    FORBIDDEN = 4403
    TIMEOUT = 4408
    SLOW_CONSUMER = 4409
    TOO_LARGE = 4413
    TOO_MANY = 4429
    DRAINING = 4503


CLOSE_MEANINGS: dict[Close, str] = {
    Close.BAD_FRAME: "a frame that is no JSON of this protocol",
    Close.UNAUTHENTICATED: "no token, a bad one, or one that expired without a refresh: sign in again",
    Close.FORBIDDEN: "access was taken away (the session was ended, signed out everywhere, deactivated): do not reconnect",
    Close.TIMEOUT: "no hello in time, or nothing heard for three pings",
    Close.SLOW_CONSUMER: "the client reads slower than the server writes: reconnect and resume",
    Close.TOO_LARGE: "a frame over 32 KiB (hello: 8 KiB)",
    Close.TOO_MANY: "too many sockets, topics or frames per second",
    Close.DRAINING: 'the server restarts; the reason is {"retry_after": seconds}',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing a client says."""

    TYPE: ClassVar[str]


M = TypeVar("M", bound=type[Message])


def message(cls: M) -> M:
    """Register a client message class."""
    MESSAGES[cls.TYPE] = cls
    return cls


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a client's copy of its stream ends."""

    epoch: str
    seq: int


@message
@dataclass(frozen=True, slots=True, kw_only=True)
class Hello(Message):
    """The first frame: who I am and what I have. A machine that sent a Bearer header leaves the token out."""

    TYPE = "hello"
    token: str = ""
    resume: Cursor | None = None
    caps: list[str] = field(default_factory=list)


@message
@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Message):
    """Send again what came after ``seq``."""

    TYPE = "resume"
    seq: int


@message
@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe(Message):
    """Follow a topic, e.g. "print-job:0190...": answered by ``ack``, or ``error`` not_found."""

    TYPE = "subscribe"
    topic: str


@message
@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscribe(Message):
    """Stop following a topic."""

    TYPE = "unsubscribe"
    topic: str


@message
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthRefresh(Message):
    """A fresh access token for the same person, before the old one ends."""

    TYPE = "auth.refresh"
    token: str


@message
@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Message):
    """I have your durable frames up to ``seq``. Say it within a second or two after frames came; there is no answer."""

    TYPE = "received"
    seq: int


@message
@dataclass(frozen=True, slots=True, kw_only=True)
class Pong(Message):
    """The answer to ``ping``."""

    TYPE = "pong"


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class Ready(Frame):
    """Everything missed has been sent; from here on the socket is live. ``seq`` is the last durable frame you have."""

    TYPE = "ready"
    DURABLE = False
    seq: int
    epoch: str


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class Resync(Frame):
    """The frames you missed are gone: load the state by REST, then go on from ``seq``."""

    TYPE = "resync"
    DURABLE = False
    reason: Literal["epoch", "too_old", "too_many"]
    seq: int
    epoch: str


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class Ping(Frame):
    """Still there? ``head`` is the number of your newest durable frame: if you are behind it, say ``resume``."""

    TYPE = "ping"
    DURABLE = False
    head: int


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class Ack(Frame):
    """Done; ``re`` of the envelope names the message."""

    TYPE = "ack"
    DURABLE = False


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Frame):
    """Not done; ``re`` of the envelope names the message, ``code`` is stable."""

    TYPE = "error"
    DURABLE = False
    code: str
    detail: str


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthExpiring(Frame):
    """Your token ends soon: send ``auth.refresh``."""

    TYPE = "auth.expiring"
    DURABLE = False
    expires_at: int  # Unix time, seconds


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthRefreshed(Frame):
    """The new token is in force."""

    TYPE = "auth.refreshed"
    DURABLE = False
    expires_at: int | None


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class TopicClosed(Frame):
    """You may no longer see this topic; nothing more will come on it."""

    TYPE = "topic.closed"
    DURABLE = False
    topic: str
