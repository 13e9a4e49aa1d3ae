"""A kind of thing to buy that needs no store: toys, kept in memory, their stock in the real ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from strato.core.money import Money
from strato.core.rows import new_id
from strato.inventory.models import WHOLE, Item
from strato.orders.models import OrderLine
from strato.orders.sellables import Ware


class ToyShop:
    """The sellable of tests: what it offers may be changed at any moment, what it is told is kept."""

    kind = "toy"

    def __init__(self) -> None:
        self.shelf: dict[UUID, Ware] = {}
        self.items: dict[UUID, Item] = {}
        self.choices: set[UUID] = set()
        self.asked = 0
        self.heard: list[tuple[str, list[UUID]]] = []

    def offer(self, title: str = "Top", amount: int = 1000, currency: str = "EUR", **more: Any) -> UUID:
        """Something to buy from now on."""
        item = more.pop("item", None)
        ware = Ware("toy", new_id(), title, Money(amount, currency), **more)
        self.shelf[ware.ref] = ware
        if item is not None:
            self.items[ware.ref] = item
        return ware.ref

    def change(self, ref: UUID, **fields: Any) -> None:
        self.shelf[ref] = replace(self.shelf[ref], **fields)

    def wares(
        self, refs: Iterable[UUID], *, user: Any, currency: str, readers: Sequence[str] = ()
    ) -> Mapping[UUID, Ware]:
        self.asked += 1
        return {ref: self.shelf[ref] for ref in refs if ref in self.shelf}

    def called(self, things: Iterable[UUID], *, readers: Sequence[str] = ()) -> Mapping[UUID, str]:
        return {ref: self.shelf[ref].title for ref in things if ref in self.shelf}

    def may_choose(self, ref: UUID, choice: UUID, *, user: Any) -> bool:
        return choice in self.choices

    def stock(self, lines: Sequence[OrderLine]) -> list[tuple[Item, int]]:
        return [(self.items[line.ref], line.quantity * WHOLE) for line in lines if line.ref in self.items]

    def placed(self, lines: Sequence[OrderLine], *, by: Any) -> None:
        self.hear("placed", lines)

    def paid(self, lines: Sequence[OrderLine], *, by: Any) -> None:
        self.hear("paid", lines)

    def ended(self, lines: Sequence[OrderLine], *, reason: str) -> None:
        self.hear(f"ended:{reason}", lines)

    def hear(self, what: str, lines: Sequence[OrderLine]) -> None:
        self.heard.append((what, [line.ref for line in lines]))

    def told(self) -> list[str]:
        return [what for what, _ in self.heard]
