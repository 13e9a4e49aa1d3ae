"""What becomes of what a person made when they leave: each app says so in its own ``leaving.py`` and registers it here.

Every column that points at people is declared once, as going or as staying, and so is every column of words that may
still hold theirs: a test reads the declarations beside the database and refuses what nobody thought of.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that must be settled before an account can be deleted."""

    code: str
    """Stable; the browser words it."""
    detail: str
    """The same in plain English."""
    link: str = ""
    """The page where it is settled."""
    count: int = 1


def nothing_open(user: Any) -> Iterable[Obstacle]:
    return ()


def nothing_to_do(user: Any) -> None:
    """All that this app keeps stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The share of one app in the story. Columns are named "app.Model.column"."""

    app: str
    forget: Callable[[Any], None] = nothing_to_do
    """Delete and empty; inside a transaction of its own. May be called again after it was cut off, or was done."""
    obstacles: Callable[[Any], Iterable[Obstacle]] = nothing_open
    gone: frozenset[str] = frozenset()
    """Columns that point at the person and whose rows go."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Columns that go on pointing at the person without a name, and why."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Columns that keep what the person wrote or was called, and why."""


PARTS: list[Part] = []


def register(part: Part) -> None:
    """Make the share of an app known; two of one app are a mistake."""
    if any(known.app == part.app and known != part for known in PARTS):
        raise ValueError(f"what leaving means to {part.app!r} is declared twice")
    if part not in PARTS:
        PARTS.append(part)


def obstacles_of(user: Any) -> list[Obstacle]:
    """All that this person must settle first, from the top of the house down."""
    return [obstacle for part in reversed(PARTS) for obstacle in part.obstacles(user)]
