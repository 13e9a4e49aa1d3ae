"""What the catalog is sorted and bounded by: each product's least price in one currency, kept beside it."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db import transaction

from strato.core import exchange
from strato.core.money import Money
from strato.store.models import Product, VariantPrice
from strato.store.prices import base_rate, comparable
from strato.store.reports import with_prices

BATCH = 500


@transaction.atomic
def keep_prices(products: Collection[UUID]) -> int:
    """Compare these products by what their cheapest active variants cost now; gives how many moved.

    A product's lock comes first, so of two who change its variants the second counts both.
    """
    locked = Product.objects.select_for_update().filter(pk__in=products).order_by("pk").values_list("pk", flat=True)
    rows = list(with_prices(Product.objects.filter(pk__in=list(locked))).order_by("pk").values(*SEEN))
    prices = VariantPrice.objects.filter(variant__in=[row["cheapest"] for row in rows], currency=exchange.BASE)
    own = dict(prices.order_by().values_list("variant_id", "amount"))
    moved = []
    for row in rows:
        price = base_price_of(row, own)
        if price != row["base_price"]:
            moved.append(Product(pk=row["pk"], base_price=price))
    return Product.objects.bulk_update(moved, ["base_price"])


SEEN = ("pk", "lab__currency", "cheapest", "from_amount", "base_price")


def base_price_of(row: dict[str, Any], own: dict[UUID, int]) -> int | None:
    """As shown in the base currency: what the lab asks there, else by rate; None without an active variant or a rate."""
    if row["cheapest"] is None:
        return None
    currency, amount = row["lab__currency"], row["from_amount"]
    if row["cheapest"] in own:
        currency, amount = exchange.BASE, own[row["cheapest"]]
    rate = base_rate(currency)
    return None if rate is None else comparable(Money(amount, currency), rate)


def keep_all_prices() -> int:
    """The same for all products, batch by batch: after a new day's rates, and whatever else moved a price."""
    return sum(keep_prices(batch) for batch in batches())


def batches() -> Iterator[list[UUID]]:
    rows = Product.objects.order_by("pk").values_list("pk", flat=True)
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1])[:BATCH])
