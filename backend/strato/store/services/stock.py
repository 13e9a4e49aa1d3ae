"""What lies on the shelf for a variant, set from the store's side; the ledger is the inventory's."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from strato.inventory import services as inventory
from strato.inventory.models import WHOLE, Balance
from strato.inventory.services.stock import Counted
from strato.store.errors import NotStocked, StockSpread
from strato.store.models import Variant


@transaction.atomic
def set_stocks(lab_id: UUID, pieces: Mapping[Variant, int], *, by: Any, reason: str = "") -> None:
    """As many pieces of each as were counted, in one move of the ledger.

    Raises ``NotStocked``, ``StockSpread`` (it lies in several places), ``StockPromised``.
    """
    places = defaultdict(list)
    items = [variant.item_id for variant in pieces]
    for row in Balance.objects.filter(item__in=items, on_hand__gt=0).select_related("location", "lot"):
        places[row.item_id].append(row)
    found = []
    for variant, count in pieces.items():
        if variant.item is None:
            raise NotStocked(sku=variant.sku)
        match places[variant.item_id]:
            case []:
                found.append(Counted(variant.item, count * WHOLE))
            case [there]:
                found.append(Counted(variant.item, count * WHOLE, there.location, there.lot))
            case _:
                raise StockSpread(sku=variant.sku)
    inventory.count_stock(lab_id, found, by=by, reason=reason)


def set_stock(variant: Variant, pieces: int, *, by: Any, reason: str = "") -> None:
    """The same for one variant."""
    set_stocks(variant.product.lab_id, {variant: pieces}, by=by, reason=reason)
