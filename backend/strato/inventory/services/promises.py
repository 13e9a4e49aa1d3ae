"""Stock that is promised: held for a reference until a time, then taken, released or expired.

Whoever ends a promise claims its rows first and the balances afterwards, each in the order of their ids: of take, release
and expire exactly one wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from strato.inventory.errors import NotTaken, QuantityInvalid, StockMissing
from strato.inventory.models import Balance, Item, Reservation, StockEntry, StockMove
from strato.inventory.services.postings import Leg, Posting, announce_low, balances_of, post_by_lab, shift
from strato.inventory.states import LocationKind, MoveKind, ReservationOutcome

BATCH = 500
FREE = """
SELECT balance.*, item.low_at, EXISTS (SELECT 1 FROM inventory_reservation WHERE reference = %s AND outcome = '') AS is_held
FROM inventory_balance AS balance
JOIN inventory_item AS item ON item.id = balance.item_id AND item.is_active
JOIN inventory_location AS location ON location.id = balance.location_id AND location.is_active
LEFT JOIN inventory_lot AS lot ON lot.id = balance.lot_id
WHERE balance.item_id IN (items) AND (lot.id IS NULL OR balance.on_hand > balance.reserved) AND (lot.expires_on IS NULL OR lot.expires_on >= %s)
ORDER BY lot.expires_on IS NULL, lot.expires_on, balance.id
"""


@dataclass(frozen=True, slots=True)
class Share:
    """What one balance gives to a promise."""

    balance: Balance
    quantity: int
    spare: int
    """How far above its warning mark the item stays, by what was read."""


class Overtaken(Exception):
    """Somebody else changed a balance between the plan and its execution."""


def hold(wants: Mapping[UUID, int], *, reference: str, until: datetime | None) -> list[Reservation]:
    """Promise all of it or nothing: {item id: base units}; raises ``StockMissing``.

    A reference that holds already gets what it holds. The plan is made without locks; when somebody was faster, it is made
    again from what is there now.
    """
    if any(quantity <= 0 for quantity in wants.values()):
        raise QuantityInvalid
    while True:
        shares = plan_promises(wants, reference)
        if not shares:
            return list(held_by(reference))
        try:
            return promise(shares, reference=reference, until=until)
        except Overtaken:
            continue
        except IntegrityError:
            if not held_by(reference).exists():
                raise


@transaction.atomic
def prolong(reference: str, *, until: datetime) -> None:
    """Hold it longer; never shorter."""
    rows = held_by(reference).select_for_update()
    mine = [row.pk for row in rows if row.expires_at is not None and row.expires_at < until]
    Reservation.objects.held().filter(pk__in=mine).update(expires_at=until, updated_at=timezone.now())


@transaction.atomic
def release(reference: str) -> int:
    """Nothing is promised to it any more; gives how many promises ended."""
    return len(end(held_by(reference), ReservationOutcome.RELEASED))


@transaction.atomic
def take(reference: str, *, by: Any, reason: str = "") -> StockMove | None:
    """What is held leaves the shelf: one move for each lab, of which the first is given. Asked again, it gives the same.

    None: nothing is held (any more), and nothing was taken.
    """
    rows = claim(held_by(reference), ReservationOutcome.TAKEN)
    if not rows:
        return StockMove.objects.filter(reference=reference, kind=MoveKind.SHIP).order_by("id").first()
    legs = [Leg(row.balance, -row.quantity, promised=-row.quantity) for row in rows]
    why = Posting(kind=MoveKind.SHIP, by=by, key=f"take:{reference}", reference=reference, reason=reason)
    return post_by_lab(legs, why)[0]


@transaction.atomic
def give_back(reference: str, wants: Mapping[UUID, int], *, by: Any, key: str, reason: str = "") -> StockMove:
    """Some of what was taken comes back to where it lay: {item id: base units}; one move for each lab, the first is given.

    Once for each key; raises ``NotTaken`` for more than is still with the customer.
    """
    if not wants or any(quantity <= 0 for quantity in wants.values()):
        raise QuantityInvalid
    moves: QuerySet[StockMove] = StockMove.objects.order_by("pk")
    list(moves.select_for_update().filter(reference=reference, kind=MoveKind.SHIP))  # one return at a time
    if earlier := moves.filter(key=key).first():
        return earlier
    outside = still_outside(reference, wants)
    short = [
        {"item": str(item), "wanted": wanted, "taken": taken}
        for item, wanted in wants.items()
        if (taken := sum(out for balance, out in outside if balance.item_id == item)) < wanted
    ]
    if short:
        raise NotTaken(items=short)
    parts = spread(wants, outside)
    legs = [Leg(balance, part) for balance, part in parts]
    return post_by_lab(legs, Posting(kind=MoveKind.RETURN, by=by, key=key, reference=reference, reason=reason))[0]


def expire_reservations() -> int:
    """End what is held past its time, one reference at a time; gives how many promises ended."""
    due = Reservation.objects.due().order_by("expires_at", "id").values_list("reference", flat=True)[:BATCH]
    return sum(expire(reference) for reference in dict.fromkeys(due))


@transaction.atomic
def expire(reference: str) -> int:
    """What is due of one reference; whoever prolonged or took it meanwhile was faster."""
    return len(end(held_by(reference).due(), ReservationOutcome.EXPIRED))


def held_by(reference: str) -> Any:
    return Reservation.objects.held().filter(reference=reference).order_by("pk")


def plan_promises(wants: Mapping[UUID, int], reference: str) -> list[Share]:
    """Which balances it comes from: what expires first goes first, then the oldest shelf. Nothing: the reference holds already."""
    rows = [(row, row.available) for row in free_balances(wants, reference)]
    if rows[0][0].is_held if rows else held_by(reference).exists():
        return []
    available = {item: sum(part for row, part in rows if row.item_id == item) for item in wants}
    if short := [item for item, wanted in wants.items() if available[item] < wanted]:
        raise StockMissing(
            items=[{"item": str(item), "wanted": wants[item], "available": available[item]} for item in short]
        )
    return [
        Share(row, part, available[row.item_id] - wants[row.item_id] - row.low_at) for row, part in spread(wants, rows)
    ]


def free_balances(items: Iterable[UUID], reference: str) -> Iterable[Any]:
    """The balances of ``Balance.objects.usable()`` as plain SQL (buyers wait for it), without lots that have nothing free."""
    key = Item._meta.pk.get_db_prep_value
    ids = [key(item, connection) for item in items]
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    query = FREE.replace("(items)", f"({', '.join(['%s'] * len(ids))})")
    return Balance.objects.raw(query, [reference, *ids, today]) if ids else []


@transaction.atomic
def promise(shares: Sequence[Share], *, reference: str, until: datetime | None) -> list[Reservation]:
    """Carry the plan out, in the order of the balances' ids; their rows come last, for others wait for them."""
    shares = sorted(shares, key=balance_of)
    rows = [
        Reservation(balance=share.balance, quantity=share.quantity, reference=reference, expires_at=until)
        for share in shares
    ]
    Reservation.objects.bulk_create(rows)
    less, spare = dict[UUID, int](), dict[UUID, int]()
    for share in shares:
        level = shift(share.balance.pk, reserved=share.quantity)
        if level is None:
            raise Overtaken
        item, planned = share.balance.item_id, share.balance.available - share.quantity
        less[item] = less.get(item, 0) + share.quantity
        spare[item] = spare.get(item, share.spare) + (level.on_hand - level.reserved - planned)
    announce_low({item: quantity for item, quantity in less.items() if spare[item] <= 0})
    return rows


def claim(rows: QuerySet[Reservation], outcome: ReservationOutcome) -> list[Reservation]:
    """End these promises, if they are still held when their rows are ours."""
    mine = list(rows.select_for_update(of=("self",)).select_related("balance__item"))
    now = timezone.now()
    Reservation.objects.filter(pk__in=[row.pk for row in mine]).update(outcome=outcome, ended_at=now, updated_at=now)
    return mine


def end(rows: QuerySet[Reservation], outcome: ReservationOutcome) -> list[Reservation]:
    """Promises that end without a move: their stock can be promised again."""
    ended = claim(rows, outcome)
    for row in sorted(ended, key=balance_of):
        shift(row.balance.pk, reserved=-row.quantity)
    return ended


def still_outside(reference: str, items: Iterable[UUID]) -> list[tuple[Balance, int]]:
    """What of these items was taken for the reference and has not come back, by the place where it lay."""
    entries = StockEntry.objects.filter(
        move__reference=reference, item__in=items, location__kind=LocationKind.SHELF
    ).order_by()
    sums = entries.values_list("item", "location", "lot").annotate(total=Sum("delta"))
    outside = {(item, location, lot): -total for item, location, lot, total in sums if total < 0}
    return [(balance, outside[place]) for place, balance in balances_of(outside).items()]


def spread(wants: Mapping[UUID, int], rows: Sequence[tuple[Any, int]]) -> list[tuple[Any, int]]:
    """What is wanted of each item, drawn from the rows one after the other."""
    left, parts = dict(wants), []
    for balance, room in rows:
        if part := min(room, left[balance.item_id]):
            parts.append((balance, part))
            left[balance.item_id] -= part
    return parts


def balance_of(row: Reservation | Share) -> UUID:
    return row.balance.pk
