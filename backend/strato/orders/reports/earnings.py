"""What a lab earned: sums of its own lines of paid orders, after discount, tax inside, without shipping. Days are UTC days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from strato.core.money import Money
from strato.orders.models import Order, OrderLine
from strato.orders.reports.bestsellers import BY_PIECES, Bestseller, bestsellers


@dataclass(frozen=True, slots=True)
class DayEarnings:
    """The orders that were paid on a day with lines of the lab, and the sum of those lines."""

    day: date
    orders: int
    money: Money


@dataclass(frozen=True, slots=True)
class Earnings:
    """One lab over a span of days, in one currency; ``refunded`` is what went back of its lines."""

    currency: str
    by_day: list[DayEarnings]
    bestsellers: list[Bestseller]
    orders_by_status: dict[str, int]
    orders: int
    revenue: Money
    refunded: Money


def earnings(lab: UUID, *, span: list[date], currency: str, readers: Sequence[str] = ()) -> Earnings:
    """Four queries, and one for the names of each kind of bestsellers, whatever the number of orders."""
    since = datetime.combine(span[0], time.min, UTC)
    lines = OrderLine.objects.filter(lab=lab, order__paid_at__gte=since, order__currency=currency).order_by()
    by_day = of_days(lines, span, currency)
    back = lines.aggregate(total=Sum("refunded__amount"))["total"] or 0
    made = Order.objects.filter(created_at__gte=since).with_lines_of(lab=lab).order_by()
    return Earnings(
        currency=currency,
        by_day=by_day,
        bestsellers=bestsellers(lines, currency, rank=BY_PIECES, readers=readers),
        orders_by_status=dict(made.values_list("status").annotate(count=Count("pk"))),
        orders=sum(day.orders for day in by_day),
        revenue=Money(sum(day.money.amount for day in by_day), currency),
        refunded=Money(back, currency),
    )


def of_days(lines: Any, span: list[date], currency: str) -> list[DayEarnings]:
    rows = lines.values_list(TruncDate("order__paid_at")).annotate(
        count=Count("order", distinct=True), sum=Sum("total_amount")
    )
    found = {day: (count, total) for day, count, total in rows}
    return [DayEarnings(day, found.get(day, (0, 0))[0], Money(found.get(day, (0, 0))[1], currency)) for day in span]
