"""The balances made anew from the truth: what lies there is the sum of the entries, what is promised the sum of promises."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from strato.inventory.models import Balance, Reservation, StockEntry
from strato.inventory.states import LocationKind


@dataclass(frozen=True, slots=True)
class Drift:
    """One balance that says something else than the ledger and the promises."""

    item: UUID
    location: UUID
    lot: UUID | None
    on_hand: int
    reserved: int
    true_on_hand: int
    true_reserved: int


@transaction.atomic
def rebuild_balances(*, check_only: bool = False) -> list[Drift]:
    """Every balance that had drifted, set right unless one only wants to know; nothing happens when all are right.

    All balances are locked meanwhile: nobody moves stock under the sums.
    """
    rows: dict[tuple[UUID, UUID, UUID | None], Balance] = {
        (row.item_id, row.location_id, row.lot_id): row
        for row in Balance.objects.select_for_update().order_by("pk").iterator(chunk_size=2000)
    }
    on_hand, reserved = entries_by_place(), promises_by_place()
    drifts = []
    for place in sorted({*rows, *on_hand}, key=str):
        row = rows.get(place) or Balance(item_id=place[0], location_id=place[1], lot_id=place[2])
        drift = Drift(*place, row.on_hand, row.reserved, on_hand.get(place, 0), reserved.get(place, 0))
        if (drift.on_hand, drift.reserved) != (drift.true_on_hand, drift.true_reserved):
            drifts.append(drift)
            if not check_only:
                set_right(row, drift)
    return drifts


def set_right(row: Balance, drift: Drift) -> None:
    if row._state.adding:
        row.save(force_insert=True)
    truth = {"on_hand": drift.true_on_hand, "reserved": drift.true_reserved, "updated_at": timezone.now()}
    Balance.objects.filter(pk=row.pk).update(**truth)


def entries_by_place() -> dict[tuple[UUID, UUID, UUID | None], int]:
    """What lies on each shelf, by the ledger."""
    rows = StockEntry.objects.filter(location__kind=LocationKind.SHELF).order_by()
    sums = rows.values_list("item", "location", "lot").annotate(total=Sum("delta"))
    return {(item, location, lot): total for item, location, lot, total in sums}


def promises_by_place() -> dict[tuple[UUID, UUID, UUID | None], int]:
    """What is promised of each balance, by the promises that are held."""
    rows = Reservation.objects.held().order_by()
    sums = rows.values_list("balance__item", "balance__location", "balance__lot").annotate(total=Sum("quantity"))
    return {(item, location, lot): total for item, location, lot, total in sums}
