"""The one way in which stock changes: guarded balances, and a move whose entries sum to zero.

Every writer goes through its balances in the order of their ids and changes each by one conditional UPDATE, so that any
number of writers on any engine neither oversell nor wait for each other in a circle.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from strato.core.rows import new_id
from strato.inventory import signals
from strato.inventory.errors import LotRefused, PlaceRefused, StockMissing
from strato.inventory.models import Balance, Item, Location, Lot, StockEntry, StockMove
from strato.inventory.states import LocationKind, MoveKind

FAR_END = {
    MoveKind.RECEIVE: LocationKind.SUPPLIER,
    MoveKind.SHIP: LocationKind.CUSTOMER,
    MoveKind.RETURN: LocationKind.CUSTOMER,
    MoveKind.COUNT: LocationKind.LOSS,
}
"""Where what comes to a shelf comes from, and what leaves it goes to; a transfer stays on the shelves."""


SHIFT = """
UPDATE inventory_balance SET on_hand = on_hand + %s, reserved = reserved + %s, updated_at = %s
WHERE id = %s AND reserved + %s >= 0 AND on_hand + %s >= reserved
RETURNING on_hand, reserved
"""

Place = tuple[UUID, UUID, UUID | None]
"""(item, location, lot)"""


@dataclass(frozen=True, slots=True)
class Leg:
    """What happens to one balance: so much more (or less) lies there, so much more (or less) of it is promised."""

    balance: Balance
    delta: int
    promised: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """What lies on one balance now."""

    on_hand: int
    reserved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Why it happens."""

    kind: MoveKind
    by: Any
    key: str = ""
    reference: str = ""
    reason: str = ""
    far_end: LocationKind | None = None
    reverses: StockMove | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What happens in one lab."""

    move: StockMove
    legs: Sequence[Leg]
    far: Location | None


def post(lab_id: UUID, legs: Sequence[Leg], why: Posting) -> StockMove:
    """Write one move of one lab, inside the caller's transaction; raises ``StockMissing`` when a shelf has too little.

    A key that was posted before gives the move of then.
    """
    move = begin(lab_id, why)
    if why.key and (earlier := StockMove.objects.get(key=why.key)).pk != move.pk:
        return earlier
    book([Part(move, legs, far_location(lab_id, why) if legs else None)])
    announce_low(fallen(legs))
    return move


def post_by_lab(legs: Sequence[Leg], why: Posting) -> list[StockMove]:
    """One move for each lab whose stock it is; the caller made sure that it happens once. The key belongs to the first."""
    parts: list[Part] = []
    for lab_id, group in groupby(sorted(legs, key=lab_of), key=lab_of):
        own = replace(why, key=f"{why.key}:{lab_id}" if parts else why.key)
        parts.append(Part(begin(lab_id, own), list(group), far_location(lab_id, own)))
    book(parts)
    announce_low(fallen(legs))
    return [part.move for part in parts]


def begin(lab_id: UUID, why: Posting) -> StockMove:
    """The row of the move, unless its key is taken; waits for another who writes the same key right now."""
    move = StockMove(
        lab_id=lab_id,
        kind=why.kind,
        key=why.key or str(new_id()),
        reference=why.reference,
        reverses=why.reverses,
        by=why.by,
        reason=why.reason[:200],
    )
    StockMove.objects.bulk_create([move], ignore_conflicts=True)
    return move


def book(parts: Sequence[Part]) -> None:
    """Change the balances, of all labs in the order of their ids, and write the entries of both ends.

    The balances come as late as they can: other writers wait for them from here until the commit.
    """
    after: dict[UUID, int] = {}
    for leg in sorted((leg for part in parts for leg in part.legs), key=balance_id):
        level = shift(leg.balance.pk, on_hand=leg.delta, reserved=leg.promised)
        if level is None:
            raise missing(leg)
        after[leg.balance.pk] = level.on_hand
    StockEntry.objects.bulk_create([entry for part in parts for entry in entries_of(part, after)])


def shift(pk: UUID, *, on_hand: int = 0, reserved: int = 0) -> Level | None:
    """Change one balance if it stays lawful (0 <= reserved <= on hand): one conditional UPDATE decides, None is its no."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    key = Balance._meta.pk.get_db_prep_value(pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(SHIFT, [on_hand, reserved, now, key, reserved, on_hand - reserved])
        row = cursor.fetchone()
    return Level(*row) if row else None


def balance_at(item: Item, location: Location, lot: Lot | None) -> Balance:
    """The row of this item (and lot) on this shelf, made when there is none."""
    if location.is_virtual or location.lab_id != item.lab_id:
        raise PlaceRefused(fields={"location": [PlaceRefused.detail]})
    if lot is not None and lot.item_id != item.pk:
        raise LotRefused(fields={"lot": [LotRefused.detail]})
    there: QuerySet[Balance] = Balance.objects.filter(item=item, location=location, lot=lot)
    if found := there.first():
        return found
    Balance.objects.bulk_create([Balance(item=item, location=location, lot=lot)], ignore_conflicts=True)
    return there.get()


def first_shelf(lab_id: UUID) -> Location:
    """Where the lab keeps what nobody gave a place; made when there is none."""
    shelves = Location.objects.filter(lab_id=lab_id, kind=LocationKind.SHELF, is_active=True).order_by("id")
    return shelves.first() or Location.objects.get_or_create(lab_id=lab_id, name="Shelf")[0]


def far_location(lab_id: UUID, why: Posting) -> Location | None:
    """The lab's virtual location at the other end, made when there is none; None for what stays on the shelves."""
    kind = why.far_end or FAR_END.get(why.kind)
    if kind is None:
        return None
    far: QuerySet[Location] = Location.objects.filter(lab_id=lab_id, kind=kind)
    return far.first() or Location.objects.get_or_create(lab_id=lab_id, kind=kind, defaults={"name": kind.label})[0]


def entries_of(part: Part, after: Mapping[UUID, int]) -> list[StockEntry]:
    """One for each balance with what lies there now, and the other end, so that each item and lot sums to zero."""
    sums: dict[tuple[UUID, UUID | None], int] = {}
    entries = []
    for leg in sorted(part.legs, key=balance_id):
        item, lot = leg.balance.item_id, leg.balance.lot_id
        place = {"item_id": item, "location_id": leg.balance.location_id, "lot_id": lot}
        entries.append(StockEntry(move=part.move, **place, delta=leg.delta, on_hand_after=after[leg.balance.pk]))
        sums[item, lot] = sums.get((item, lot), 0) - leg.delta
    if part.far is not None:
        for (item, lot), delta in sums.items():
            entries.append(StockEntry(move=part.move, item_id=item, location=part.far, lot_id=lot, delta=delta))
    return [entry for entry in entries if entry.delta]


def fallen(legs: Sequence[Leg]) -> dict[UUID, int]:
    """By how much less of each item can be promised now."""
    sums: dict[UUID, int] = {}
    for leg in legs:
        sums[leg.balance.item_id] = sums.get(leg.balance.item_id, 0) + leg.promised - leg.delta
    return {item: less for item, less in sums.items() if less > 0}


def announce_low(less: Mapping[UUID, int]) -> None:
    """Say which items just went down to their warning mark; last of all, for the listeners take locks of their own."""
    if not less:
        return
    for item in Item.objects.filter(pk__in=less).with_levels().low().select_related("lab").order_by("pk"):
        if item.available + less[item.pk] > item.low_at:
            signals.item_ran_low.send(Item, item=item, available=item.available)


def missing(leg: Leg) -> StockMissing:
    """Too little lies there, or what does is promised."""
    there = Balance.objects.get(pk=leg.balance.pk)
    return StockMissing(items=[{"item": str(there.item_id), "wanted": -leg.delta, "available": there.available}])


def balances_of(places: Iterable[Place]) -> dict[Place, Balance]:
    """The rows of these (item, location, lot)."""
    wanted = Q(pk=None)
    for item, location, lot in places:
        wanted |= Q(item=item, location=location, lot=lot)
    rows = Balance.objects.filter(wanted).select_related("item").order_by("pk")
    return {(row.item_id, row.location_id, row.lot_id): row for row in rows}


def balance_id(leg: Leg) -> UUID:
    return leg.balance.pk


def lab_of(leg: Leg) -> UUID:
    return leg.balance.item.lab_id
