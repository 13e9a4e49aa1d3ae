"""What was sold most, each thing once: its forms together, under its name of today in the reader's language."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, Sum, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from strato.core.money import Money
from strato.orders import sellables
from strato.orders.sellables import FORM_OF

MOST = 10
BY_MONEY, BY_PIECES = ("-amount", "-pieces"), ("-pieces", "-amount")
THING = Coalesce(KeyTextTransform(FORM_OF, "facts"), Cast("ref", TextField()))


@dataclass(frozen=True, slots=True)
class Bestseller:
    """One thing, how many of it were sold, and for how much after discounts; nameless things keep a title they were sold by."""

    kind: str
    ref: UUID
    title: str
    pieces: int
    revenue: Money


def bestsellers(lines: Any, currency: str, *, rank: Sequence[str], readers: Sequence[str] = ()) -> list[Bestseller]:
    """Of these lines, all in one currency; one query, and one for the names of each kind."""
    sold = lines.order_by().values("kind", thing=THING)
    rows = list(
        sold.annotate(last=Max("title"), pieces=Sum("quantity"), amount=Sum("total_amount")).order_by(*rank, "thing")[
            :MOST
        ]
    )
    names = names_of([(row["kind"], UUID(row["thing"])) for row in rows], readers)
    return [
        Bestseller(row["kind"], ref, names.get(ref, row["last"]), row["pieces"], Money(row["amount"], currency))
        for row in rows
        for ref in [UUID(row["thing"])]
    ]


def names_of(things: Sequence[tuple[str, UUID]], readers: Sequence[str]) -> dict[UUID, str]:
    """What these things are called now, as far as somebody still sells their kind."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for kind, ref in things:
        by_kind[kind].append(ref)
    return {
        ref: name
        for kind, refs in by_kind.items()
        if kind in sellables.REGISTRY
        for ref, name in sellables.of_kind(kind).called(refs, readers=readers).items()
    }
