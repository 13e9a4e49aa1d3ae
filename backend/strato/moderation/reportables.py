"""What can be reported: the systems above register a ``Reportable`` for their kind of thing.

``moderation`` knows reports, never events or reviews: it asks the reportable of the kind whether this person sees the
thing, what it is now and whose, and what an admin can do about it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from strato.moderation.states import RemedyCode, ReportKind


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it was."""

    sender: UUID | None
    name: str
    body: str
    at: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing as somebody sees it who reports it."""

    label: str
    about_id: UUID | None
    """Whose it is; None where it is several people's."""
    link: str = ""
    """The page about it."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What it says, by name: {"headline": ..., "about": ...}; the browser names them."""
    messages: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """One act that the house has already, as it is offered beside a report."""

    code: RemedyCode
    is_possible: Callable[[Any, Any], bool]
    """(row, admin) -> may they, and does its state allow it?"""
    carry_out: Callable[..., object]
    """(row, by=..., reason=...): the act's own service."""


class Reportable(Protocol):
    """One kind of thing that can be reported."""

    @property
    def kind(self) -> ReportKind: ...

    @property
    def remedies(self) -> tuple[Remedy, ...]: ...

    def look(self, ref: UUID, *, user: Any) -> Matter | None:
        """The thing as this person sees it; None if they do not."""
        ...

    def row(self, ref: UUID) -> Any | None:
        """The thing itself as it is now, for the remedies; None where it is gone or nothing is offered."""
        ...


REGISTRY: dict[str, Reportable] = {}


def register(*reportables: Reportable) -> None:
    """Make kinds of things known; two of one kind are a mistake."""
    for reportable in reportables:
        if REGISTRY.setdefault(reportable.kind, reportable) is not reportable:
            raise ValueError(f"reportable {reportable.kind!r} is registered twice")


def of_kind(kind: str) -> Reportable:
    """The reportable of a kind; KeyError for one that nobody registered."""
    return REGISTRY[kind]
