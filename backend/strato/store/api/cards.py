"""Products in lists, from plain values: no row object is made for them, and the SQL that reads them is written once."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import CharField

from strato.core.files.links import url_of
from strato.core.money import Money
from strato.core.prepared import Prepared, Somebody
from strato.store import reports
from strato.store.api.serializers import CARD_VALUES, card
from strato.store.models import Product, Variant, Wish
from strato.store.prices import converted

STEP = 5
"""Pages are read in multiples of it, so that few questions are written."""


def cards(ids: Sequence[UUID], *, user: Any, currency: str, readers: Sequence[str]) -> list[dict[str, Any]]:
    """Cards of these products, which this person may see, in the currency and the languages asked for; at most three queries."""
    if not ids:
        return []
    slots = [*ids, *[ids[-1]] * (-len(ids) % STEP)]
    rows = {row[0]: dict(zip(CARD_VALUES, row, strict=True)) for row in shown(len(slots))(*slots)}
    wished = {pk for (pk,) in wishes(len(slots))(user.pk, *slots)} if user.is_authenticated else set()
    own = dict(prices_in(len(slots))(currency, *slots)) if currency else {}
    return [
        card(row, from_price(row, currency, own), is_wished=pk in wished, readers=readers)
        | {"image_url": url_of(row["cover"], inline=True)}
        for pk in ids
        if (row := rows.get(pk))
    ]


@cache
def shown(how_many: int) -> Prepared:
    """What stands on the cards of so many products, by their ids."""

    def build(*ids: Any) -> Any:
        rows = reports.with_cover(reports.with_stock(reports.with_prices(Product.objects.filter(pk__in=ids))))
        return rows.order_by().values_list(*CARD_VALUES)

    return Prepared(build, *[Product._meta.pk] * how_many)


@cache
def wishes(how_many: int) -> Prepared:
    """Which of so many products stand on a person's wishlist."""

    def build(me: Any, *ids: Any) -> Any:
        mine = Wish.objects.visible_to(Somebody(me)).values("product")
        return Product.objects.filter(pk__in=ids).filter(pk__in=mine).order_by().values_list("pk")

    return Prepared(build, Product._meta.pk, *[Product._meta.pk] * how_many)


@cache
def prices_in(how_many: int) -> Prepared:
    """(variant, what its lab itself asks in a currency), of so many products."""

    def build(currency: Any, *ids: Any) -> Any:
        variants = Variant.objects.filter(product__in=Product.objects.filter(pk__in=ids))
        asked = variants.filter(prices__currency=currency)
        return asked.order_by().values_list("pk", "prices__amount")

    return Prepared(build, CharField(), *[Product._meta.pk] * how_many)


def from_price(row: dict[str, Any], currency: str, own: dict[Any, int]) -> Money | None:
    """The lowest price of one product; None while it has no variant."""
    if row["from_amount"] is None:
        return None
    money = Money(row["from_amount"], row["lab__currency"])
    set_by_lab = own.get(row["cheapest"])
    return (Money(set_by_lab, currency) if set_by_lab is not None else converted(money, currency)).coined
