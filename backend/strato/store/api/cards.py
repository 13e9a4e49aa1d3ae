"""Products in lists, from plain values: no row object is made for them."""

from collections.abc import Sequence
from typing import Any

from strato.core.files.links import url_of
from strato.core.money import Money
from strato.store.api.serializers import card
from strato.store.models import VariantPrice, Wish
from strato.store.prices import converted


def cards(rows: Sequence[dict[str, Any]], *, user: Any, currency: str, readers: Sequence[str]) -> list[dict[str, Any]]:
    """Cards of these rows in the currency and the languages asked for, with the person's wishes; two queries for all."""
    ids = [row["id"] for row in rows]
    wished = set(Wish.objects.visible_to(user).filter(product__in=ids).values_list("product_id", flat=True))
    own = prices_in(currency, [row["cheapest"] for row in rows])
    return [
        card(row, from_price(row, currency, own), is_wished=row["id"] in wished, readers=readers)
        | {"image_url": url_of(row["cover"], inline=True)}
        for row in rows
    ]


def prices_in(currency: str, variants: Sequence[Any]) -> dict[Any, int]:
    """{variant: what the lab itself asks in this currency}."""
    if not currency:
        return {}
    prices = VariantPrice.objects.filter(variant__in=[pk for pk in variants if pk], currency=currency)
    return dict(prices.values_list("variant_id", "amount"))


def from_price(row: dict[str, Any], currency: str, own: dict[Any, int]) -> Money | None:
    """The lowest price of one product; None while it has no variant."""
    if row["from_amount"] is None:
        return None
    money = Money(row["from_amount"], row["lab__currency"])
    set_by_lab = own.get(row["cheapest"])
    return (Money(set_by_lab, currency) if set_by_lab is not None else converted(money, currency)).coined
