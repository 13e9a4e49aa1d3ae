"""What a lab sold and gave back, line by line and month by month. Sales count when they are paid, refunds when they are decided.

Amounts are of the lab's own lines, after discount, tax inside, without shipping. Months are UTC months.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from strato.core.money import Money
from strato.core.sheets import Cell
from strato.orders.models import OrderLine, OrderRefundLine

COLUMNS = ("day", "kind", "order", "sku", "title", "detail", "quantity", "amount", "tax", "currency")
CHUNK = 500
Dated = tuple[Any, list[Cell]]
"""A row and when it happened."""


@dataclass(frozen=True, slots=True)
class MonthStatement:
    """One month in one currency."""

    month: date
    orders: int
    pieces: int
    sold: Money
    refunded: Money
    net: Money


@dataclass(frozen=True, slots=True)
class Statement:
    """All months of one currency, newest first, with their sums."""

    currency: str
    months: list[MonthStatement]
    orders: int
    pieces: int
    sold: Money
    refunded: Money
    net: Money


def statements(lab: UUID, *, since: date, until: date) -> list[Statement]:
    """One for each currency that moved from the first day to the last, the busiest first; two queries."""
    sold = sold_lines(lab, since, until).order_by().annotate(month=TruncMonth("order__paid_at", tzinfo=UTC))
    sales = sold.values_list("order__currency", "month").annotate(
        orders=Count("order", distinct=True), pieces=Sum("quantity"), sum=Sum("total_amount")
    )
    back = refunds(lab, since, until).order_by().annotate(month=TruncMonth("refund__created_at", tzinfo=UTC))
    returned = back.values_list("line__order__currency", "month").annotate(sum=Sum("amount"))
    found: dict[str, dict[date, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
    for currency, month, orders, pieces, amount in sales:
        found[currency][month.date()][:3] = orders, pieces, amount
    for currency, month, amount in returned:
        found[currency][month.date()][3] = amount
    made = [statement_of(currency, months) for currency, months in found.items()]
    return sorted(made, key=lambda one: (-one.orders, one.currency))


def statement_of(currency: str, months: dict[date, list[int]]) -> Statement:
    rows = [
        MonthStatement(
            month, orders, pieces, Money(sold, currency), Money(back, currency), Money(sold - back, currency)
        )
        for month, (orders, pieces, sold, back) in sorted(months.items(), reverse=True)
    ]
    sold, back = sum(row.sold.amount for row in rows), sum(row.refunded.amount for row in rows)
    return Statement(
        currency=currency,
        months=rows,
        orders=sum(row.orders for row in rows),
        pieces=sum(row.pieces for row in rows),
        sold=Money(sold, currency),
        refunded=Money(back, currency),
        net=Money(sold - back, currency),
    )


def entries(lab: UUID, *, since: date, until: date) -> Iterator[list[Cell]]:
    """Every sale and every refund as a row of a table, by day."""
    sales = sold_lines(lab, since, until).select_related("order").order_by("order__paid_at", "id")
    back = refunds(lab, since, until).select_related("line__order", "refund").order_by("refund__created_at", "id")
    sold: Iterator[Dated] = ((line.order.paid_at, sale_row(line)) for line in sales.iterator(chunk_size=CHUNK))
    returned: Iterator[Dated] = ((one.refund.created_at, refund_row(one)) for one in back.iterator(chunk_size=CHUNK))
    for at, row in merge(sold, returned, key=moment):
        yield [at.astimezone(UTC).date().isoformat(), *row]


def moment(entry: Dated) -> Any:
    return entry[0]


def sale_row(line: OrderLine) -> list[Cell]:
    money, tax = Money(line.total_amount, line.order.currency), Money(line.tax_amount, line.order.currency)
    return ["sale", *named(line), line.quantity, float(money.major), float(tax.major), line.order.currency]


def refund_row(entry: OrderRefundLine) -> list[Cell]:
    money = Money(entry.amount, entry.line.order.currency)
    return ["refund", *named(entry.line), -entry.quantity, -float(money.major), None, money.currency]


def named(line: OrderLine) -> list[Cell]:
    return [line.order.number, line.sku, line.title, line.detail]


def sold_lines(lab: UUID, since: date, until: date) -> QuerySet[OrderLine]:
    first, end = span(since, until)
    return OrderLine.objects.filter(lab=lab, order__paid_at__gte=first, order__paid_at__lt=end)


def refunds(lab: UUID, since: date, until: date) -> QuerySet[OrderRefundLine]:
    first, end = span(since, until)
    return OrderRefundLine.objects.filter(line__lab=lab, refund__created_at__gte=first, refund__created_at__lt=end)


def span(since: date, until: date) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last."""
    return datetime.combine(since, time.min, UTC), datetime.combine(until, time.min, UTC) + timedelta(days=1)
