"""What was sold: sums over paid orders of one currency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from strato.core.money import Money
from strato.orders.models import Order, OrderLine
from strato.orders.reports.bestsellers import BY_MONEY, Bestseller, bestsellers
from strato.payments.models import Refund
from strato.payments.states import RefundStatus

SHIPPING = "shipping"


@dataclass(frozen=True, slots=True)
class SourceRevenue:
    """What one kind of line brought; shipping is a source of its own, so that the sources add up to the revenue."""

    kind: str
    revenue: Money


@dataclass(frozen=True, slots=True)
class Sales:
    """Orders paid since a moment: sums of their totals, refunds of the same orders, and what was in them."""

    currency: str
    currencies: list[str]
    orders: int
    revenue: Money
    average_basket: Money | None
    refunded: Money
    refund_percent: float | None
    amounts_by_day: dict[date, int]
    orders_by_status: dict[str, int]
    bestsellers: list[Bestseller]
    revenue_by_source: list[SourceRevenue]


def sales(*, since: datetime, currency: str = "", readers: Sequence[str] = ()) -> Sales:
    """In the currency asked for, else in the one of most orders; eight queries, and one for the names of each kind."""
    paid = Order.objects.order_by().filter(paid_at__gte=since)
    currencies = [row[0] for row in paid.values_list("currency").annotate(n=Count("pk")).order_by("-n", "currency")]
    chosen = currency or (currencies[0] if currencies else "EUR")
    rows = paid.filter(currency=chosen)
    whole = rows.aggregate(orders=Count("pk"), revenue=Sum("total_amount"), shipping=Sum("shipping_amount"))
    revenue = whole["revenue"] or 0
    back = refunded(rows)
    lines: Any = OrderLine.objects.order_by().filter(order__in=rows.values("pk"))
    by_day = rows.annotate(day=TruncDate("paid_at")).values_list("day").annotate(amount=Sum("total_amount"))
    by_status = Order.objects.order_by().filter(created_at__gte=since).values_list("status").annotate(n=Count("pk"))
    return Sales(
        currency=chosen,
        currencies=sorted(currencies),
        orders=whole["orders"],
        revenue=Money(revenue, chosen),
        average_basket=Money(round(revenue / whole["orders"]), chosen) if whole["orders"] else None,
        refunded=Money(back, chosen),
        refund_percent=round(100 * back / revenue, 1) if revenue else None,
        amounts_by_day=dict(by_day),
        orders_by_status=dict(by_status),
        bestsellers=bestsellers(lines, chosen, rank=BY_MONEY, readers=readers),
        revenue_by_source=by_source(lines, whole["shipping"] or 0, chosen),
    )


def refunded(orders: Any) -> int:
    """What went back of these orders or is on its way, from wherever it was asked for; money that came twice does not count."""
    living = Refund.objects.filter(payable__in=orders.values("pk"), is_surplus=False).exclude(
        status=RefundStatus.FAILED
    )
    return living.aggregate(amount=Sum("amount"))["amount"] or 0


def by_source(lines: Any, shipping: int, currency: str) -> list[SourceRevenue]:
    """The most first."""
    found = dict(lines.values_list("kind").annotate(amount=Sum("total_amount")))
    if shipping:
        found[SHIPPING] = shipping
    ranked = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    return [SourceRevenue(source, Money(amount, currency)) for source, amount in ranked]
