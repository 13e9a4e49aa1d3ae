"""Orders as tables for other programs: one row a line of an order, amounts in major units, nothing that a sheet would compute."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from strato.core.money import Money
from strato.core.sheets import Cell, said
from strato.orders.models import Order
from strato.orders.policies import lines_seen, sees_all_of

COLUMNS = (
    "order",
    "status",
    "ordered_at",
    "paid_at",
    "customer",
    "email",
    "country",
    "lab",
    "sku",
    "title",
    "detail",
    "quantity",
    "unit_price",
    "discount",
    "tax_percent",
    "tax",
    "line_total",
    "order_shipping",
    "order_total",
    "currency",
    "coupon",
)
CHUNK = 500


def rows_of(orders: QuerySet[Order], user: Any) -> Iterator[list[Cell]]:
    """One row for each line that this person sees; sums of the order only where all of it is seen, on its first line."""
    parts = orders.select_related("customer").prefetch_related("lines__lab")
    for order in parts.iterator(chunk_size=CHUNK):
        is_whole = sees_all_of(user, order)
        for place, line in enumerate(lines_seen(user, order)):
            is_first = is_whole and place == 0
            yield [
                order.number,
                order.status,
                said(order.created_at),
                said(order.paid_at),
                order.customer.display_name,
                order.email if is_whole else "",
                order.shipping_address.get("country", ""),
                line.lab.name if line.lab else "",
                line.sku,
                line.title,
                line.detail,
                line.quantity,
                major(line.unit_amount, order),
                major(line.discount_amount, order),
                line.tax_basis_points / 100,
                major(line.tax_amount, order),
                major(line.total_amount, order),
                major(order.shipping_amount, order) if is_first else None,
                major(order.total_amount, order) if is_first else None,
                order.currency,
                order.coupon_code,
            ]


def major(amount: int, order: Order) -> float:
    """In a table a number must be a number; the digits are those of the currency."""
    return float(Money(amount, order.currency).major)
