"""What each app gives a person who asks for a copy of their data.

Each app declares a ``Portion`` in its ``portable.py`` and registers it when it starts. A model that points at people is
named there too: among those that ``covers`` names, or among the ``withheld`` with the reason. A test walks over all
models, so that a new one cannot be forgotten.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.text import get_valid_filename

from strato.accounts.models import User

AT_ONCE = 200
LONGEST_NAME = 120
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Records:
    """One JSON file: a list, written row by row."""

    name: str
    """Below the portion's folder: "orders.json"."""
    rows: Iterable[Record]


@dataclass(frozen=True, slots=True)
class Fact:
    """One JSON file: a single object."""

    name: str
    record: Record


@dataclass(frozen=True, slots=True)
class Stored:
    """One file out of the storage, as it is."""

    path: str
    """Below the portion's folder."""
    name: str
    """In the storage."""


Piece = Records | Fact | Stored


@dataclass(frozen=True, slots=True)
class Portion:
    """What one app keeps of a person."""

    folder: str
    about: Mapping[str, str]
    """What is in it, in one sentence, by language."""
    gives: Callable[[User], Iterator[Piece]]
    covers: frozenset[type[models.Model]]
    """Models whose rows are in it, as far as they are this person's."""
    withheld: Mapping[type[models.Model], str] = field(default_factory=dict)
    """Models that point at people and are not in it, and why."""


PORTIONS: dict[str, Portion] = {}
WITHHELD: dict[type[models.Model], str] = {}


def register(portion: Portion) -> None:
    """Make a portion known; two of one folder are a mistake."""
    if PORTIONS.setdefault(portion.folder, portion) is not portion:
        raise ValueError(f"the folder {portion.folder!r} is given twice")


def withhold(reasons: Mapping[type[models.Model], str]) -> None:
    """For apps that give nothing: their models that point at people, and why they are not in the copy."""
    WITHHELD.update(reasons)


def accounted_for() -> set[type[models.Model]]:
    """Every model that somebody thought of."""
    thought = [{*portion.covers, *portion.withheld} for portion in PORTIONS.values()]
    return set(WITHHELD).union(*thought)


def picked(row: Any, *names: str) -> dict[str, Any]:
    """These attributes of a row, by their names."""
    return {name: getattr(row, name) for name in names}


def money(amount: int | None, currency: str) -> dict[str, Any] | None:
    """As everywhere in the API: minor units and an ISO 4217 code."""
    return None if amount is None else {"amount": amount, "currency": currency}


def named(person: User | None) -> str | None:
    """Somebody else: by the name that everybody reads, and nothing more."""
    return person.display_name if person else None


def file_name(row: models.Model, filename: str) -> str:
    """A name that no other row has and that every system can write: "<id>-<what the person called it>"."""
    stem, dot, suffix = filename.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = filename, "", ""
    return get_valid_filename(f"{row.pk}-{stem[:LONGEST_NAME]}{dot}{suffix}")


def stored(folder: str, row: models.Model, file: Any, filename: str = "") -> Iterator[Stored]:
    """The file of a row below a folder; nothing where there is none."""
    if file:
        yield Stored(f"{folder}/{file_name(row, filename or file.name.rpartition('/')[2])}", file.name)


def history(changes: Iterable[Any]) -> list[Record]:
    """The steps of a row's life."""
    return [{"from": step.from_status, "to": step.to_status, "at": step.at, "reason": step.reason} for step in changes]


def each(rows: models.QuerySet[Any]) -> Iterator[Any]:
    """All of them, a few hundred at a time in memory, with what is prefetched."""
    return rows.iterator(chunk_size=AT_ONCE)
