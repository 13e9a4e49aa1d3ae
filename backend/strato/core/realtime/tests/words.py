"""Frames that only tests say; they stay out of the registry, and so out of the documents."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Frame):
    """A durable frame with a number."""

    TYPE = "test.counted"
    n: int
    padding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock(Frame):
    """An ephemeral frame; knocks of different people live side by side."""

    TYPE = "test.knock"
    DURABLE = False
    TTL_SECONDS = 2.0
    KEY = "who"
    who: str
    n: int = 0
