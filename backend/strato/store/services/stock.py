"""What lies on the shelf for a variant, set from the store's side; the ledger is the inventory's."""

from typing import Any

from django.db import transaction

from strato.inventory import services as inventory
from strato.inventory.models import WHOLE, Balance
from strato.store.errors import NotStocked, StockSpread
from strato.store.models import Variant


@transaction.atomic
def set_stock(variant: Variant, pieces: int, *, by: Any, reason: str = "") -> None:
    """As many pieces as were counted. Raises ``NotStocked``, ``StockSpread``, ``StockPromised``."""
    if variant.item is None:
        raise NotStocked
    there = list(Balance.objects.filter(item=variant.item, on_hand__gt=0).select_related("location", "lot")[:2])
    if len(there) > 1:
        raise StockSpread
    place = there[0] if there else None
    inventory.count_item(
        variant.item,
        pieces * WHOLE,
        by=by,
        location=place.location if place else None,
        lot=place.lot if place else None,
        reason=reason,
    )
