"""What stock keepers do: receive, count, transfer, and reverse what was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from strato.inventory.errors import AlreadyReversed, NotReversible, PlaceRefused, QuantityInvalid, StockPromised
from strato.inventory.models import Balance, Item, Location, Lot, StockMove
from strato.inventory.services.postings import FAR_END, Leg, Posting, balance_at, balances_of, first_shelf, post
from strato.inventory.states import LocationKind, MoveKind


@dataclass(frozen=True, slots=True)
class Counted:
    """What somebody found of one item (and lot) on one shelf."""

    item: Item
    on_hand: int
    location: Location | None = None
    lot: Lot | None = None


@transaction.atomic
def receive(
    item: Item,
    quantity: int,
    *,
    by: Any,
    location: Location | None = None,
    lot: Lot | None = None,
    reason: str = "",
    key: str = "",
) -> StockMove:
    """Goods arrive: supplier to shelf (the lab's first one when none is named)."""
    check_quantity(quantity)
    shelf = balance_at(item, location or first_shelf(item.lab_id), lot)
    return post(item.lab_id, [Leg(shelf, quantity)], Posting(kind=MoveKind.RECEIVE, by=by, reason=reason, key=key))


@transaction.atomic
def transfer(
    item: Item,
    quantity: int,
    *,
    to: Location,
    by: Any,
    location: Location | None = None,
    lot: Lot | None = None,
    reason: str = "",
    key: str = "",
) -> StockMove:
    """Goods change shelves; what is promised stays where it was promised."""
    check_quantity(quantity)
    here = balance_at(item, location or first_shelf(item.lab_id), lot)
    there = balance_at(item, to, lot)
    if here == there:
        raise PlaceRefused(fields={"to": ["This is where it lies."]})
    legs = [Leg(here, -quantity), Leg(there, quantity)]
    return post(item.lab_id, legs, Posting(kind=MoveKind.TRANSFER, by=by, reason=reason, key=key))


def count_item(
    item: Item,
    on_hand: int,
    *,
    by: Any,
    location: Location | None = None,
    lot: Lot | None = None,
    reason: str = "",
    key: str = "",
) -> StockMove:
    """One item after somebody counted it on one shelf; the difference becomes a move."""
    return count_stock(item.lab_id, [Counted(item, on_hand, location, lot)], by=by, reason=reason, key=key)


@transaction.atomic
def count_stock(lab_id: UUID, found: Sequence[Counted], *, by: Any, reason: str = "", key: str = "") -> StockMove:
    """A lab's shelves after a count, all lines or none; what was right leaves no entry, but the count itself stays on record."""
    balances: dict[UUID, int] = {}
    for line in sorted(found, key=place_of):
        if line.on_hand < 0:
            raise QuantityInvalid(fields={"on_hand": [QuantityInvalid.detail]})
        if line.item.lab_id != lab_id:
            raise PlaceRefused
        balances[balance_at(line.item, line.location or first_shelf(lab_id), line.lot).pk] = line.on_hand
    rows = list(Balance.objects.select_for_update().filter(pk__in=balances).order_by("pk"))
    if promised := [row for row in rows if balances[row.pk] < row.reserved]:
        raise StockPromised(items=[{"item": str(row.item_id), "reserved": row.reserved} for row in promised])
    legs = [Leg(row, delta) for row in rows if (delta := balances[row.pk] - row.on_hand)]
    return post(lab_id, legs, Posting(kind=MoveKind.COUNT, by=by, reason=reason, key=key))


@transaction.atomic
def reverse(move: StockMove, *, by: Any, reason: str) -> StockMove:
    """The opposite move: every balance gets back what it gave. Refused when what came in has left since."""
    move = StockMove.objects.select_for_update().get(pk=move.pk)
    if move.kind == MoveKind.REVERSAL:
        raise NotReversible
    if StockMove.objects.filter(reverses=move).exists():
        raise AlreadyReversed
    why = Posting(
        kind=MoveKind.REVERSAL,
        by=by,
        key=f"reverse:{move.pk}",
        reference=move.reference,
        reason=reason,
        far_end=FAR_END.get(MoveKind(move.kind)),
        reverses=move,
    )
    return post(move.lab_id, [Leg(balance, -delta) for balance, delta in near_side(move)], why)


def near_side(move: StockMove) -> list[tuple[Balance, int]]:
    """What the move did to each balance."""
    rows = move.entries.filter(location__kind=LocationKind.SHELF).values_list("item", "location", "lot", "delta")
    deltas = {(item, location, lot): delta for item, location, lot, delta in rows}
    return [(balance, deltas[place]) for place, balance in balances_of(deltas).items()]


def check_quantity(quantity: int) -> None:
    if quantity <= 0:
        raise QuantityInvalid(fields={"quantity": [QuantityInvalid.detail]})


def place_of(line: Counted) -> tuple[str, str, str]:
    """One order for all who make balances."""
    return str(line.item.pk), str(line.location.pk if line.location else ""), str(line.lot.pk if line.lot else "")
