"""What the dashboards say about orders, against sums made by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from strato.accounts.models import User
from strato.core.money import Money
from strato.core.rows import new_id
from strato.labs.models import Lab
from strato.orders.models import Order, OrderLine
from strato.orders.reports.sales import sales
from strato.orders.states import OrderStatus as S

pytestmark = pytest.mark.django_db
TOP, KITE = new_id(), new_id()


def sold(user: User, *lines: tuple[str, object, int, int, Lab | None], days_ago: int = 0, **more: object) -> Order:
    """A paid order: (kind, ref, quantity, amount of a piece, lab) for each line, and shipping for 1.00."""
    goods = sum(quantity * amount for _, _, quantity, amount, _ in lines)
    at = timezone.now() - timedelta(days=days_ago)
    order: Order = Order.objects.create(
        number=f"O-{Order.objects.count() + 1:06d}",
        customer=user,
        email=user.email,
        goods_amount=goods,
        shipping_amount=100,
        total_amount=goods + 100,
        expires_at=at,
        created_at=at,
        **{"status": S.PAID, "paid_at": at, "currency": "EUR", **more},
    )
    for place, (kind, ref, quantity, amount, lab) in enumerate(lines, start=1):
        total = quantity * amount
        OrderLine.objects.create(
            order=order,
            position=place,
            kind=kind,
            ref=ref,
            lab=lab,
            title=f"{kind} {place}",
            quantity=quantity,
            unit_amount=amount,
            goods_amount=total,
            total_amount=total,
        )
    return order


def test_the_shop_in_numbers(
    alice: User, lab_north: Lab, lab_south: Lab, django_assert_max_num_queries: object
) -> None:
    sold(alice, ("product", TOP, 2, 1000, lab_north), ("print_job", new_id(), 1, 500, lab_south))
    sold(alice, ("product", TOP, 1, 1000, lab_north), ("product", KITE, 1, 700, lab_south), days_ago=2)
    sold(alice, ("product", KITE, 9, 700, lab_south), days_ago=40)
    sold(alice, ("product", KITE, 1, 900, None), currency="JPY")
    sold(alice, ("product", KITE, 1, 700, None), status=S.CANCELLED, paid_at=None)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        found = sales(days=7)
    assert (found.paid_orders, found.revenue, found.average_basket) == (2, Money(4400, "EUR"), Money(2200, "EUR"))
    assert [(day.orders, day.money.amount) for day in found.sales_by_day] == [(0, 0)] * 4 + [
        (1, 1800),
        (0, 0),
        (1, 2600),
    ]
    assert [(row.ref, row.pieces, row.money.amount) for row in found.best_sellers[:2]] == [
        (TOP, 3, 3000),
        (KITE, 1, 700),
    ]
    assert [(row.kind, row.lines, row.money.amount) for row in found.revenue_by_source] == [
        ("product", 3, 3700),
        ("print_job", 1, 500),
    ]
    assert [(row.name, row.orders, row.money.amount) for row in found.revenue_by_lab] == [
        ("Lab North", 2, 3000),
        ("Lab South", 2, 1200),
    ]
    assert (found.orders_by_status[S.PAID], found.orders_by_status[S.CANCELLED]) == (3, 1)
    assert found.other_currencies == [Money(1000, "JPY")]
    assert (found.refunded, found.refund_percent) == (Money(0, "EUR"), 0.0)


def test_a_lab_in_numbers(alice: User, lab_north: Lab, lab_south: Lab) -> None:
    sold(alice, ("product", TOP, 2, 1000, lab_north), ("product", KITE, 1, 700, lab_south))
    found = sales(days=7, lab=lab_south.pk)
    assert (found.paid_orders, found.revenue) == (1, Money(700, "EUR"))
    assert [row.ref for row in found.best_sellers] == [KITE]


def test_a_shop_without_sales(db: None) -> None:
    found = sales(days=7)
    assert (found.paid_orders, found.average_basket, found.refund_percent) == (0, Money(0, "EUR"), 0.0)
    assert len(found.sales_by_day) == 7
