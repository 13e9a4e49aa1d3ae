"""What the mails about an order list: its lines, its sums, and where it goes."""

from typing import Any

from django.apps import apps

from strato.core.mail import Receipt
from strato.core.money import Money
from strato.orders.words import PAPER


def receipt_of(order_id: str, language: str) -> Receipt | None:
    """Everything that was ordered and what it comes to."""
    order = find(order_id)
    if order is None:
        return None
    words = PAPER.get(language, PAPER["en"])

    def say(amount: int) -> str:
        return Money(amount, order.currency).in_language(language)

    lines = list(order.lines.order_by("position"))
    sums = [(words["goods"], say(order.goods_amount))]
    if order.discount_amount:
        sums.append((words["discount"], say(-order.discount_amount)))
    if order.shipping:
        sums.append((words["shipping"], say(order.shipping_amount)))
    return Receipt(
        lines=tuple((f"{line.quantity} × {line.title}", line.detail, say(line.goods_amount)) for line in lines),
        sums=tuple(sums) if len(sums) > 1 else (),
        total=(words["sum"], say(order.total_amount)),
        taxes=((words["taxes"], say(order.tax_amount)),) if order.tax_amount else (),
        **destination(order, words),
    )


def parcel_of(order_id: str, language: str) -> Receipt | None:
    """Where it is on its way to."""
    order = find(order_id)
    return Receipt(**destination(order, PAPER.get(language, PAPER["en"]))) if order and order.shipping_address else None


def find(order_id: str) -> Any:
    orders: Any = apps.get_model("orders", "Order")
    return orders.objects.filter(pk=order_id).first()


def destination(order: Any, words: dict[str, str]) -> dict[str, Any]:
    """The address that the order was given."""
    place = order.shipping_address
    if not place:
        return {}
    town = f"{place.get('postal_code', '')} {place.get('city', '')}".strip()
    rows = [*(place.get(name, "") for name in ("name", "company", "street", "street2")), town, place.get("region", "")]
    return {
        "address_title": words["ships_to"],
        "address": tuple(row for row in [*rows, place.get("country", "")] if row),
    }
