"""The sales dashboard: it agrees with the orders to the cent, and only admins see it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from strato.orders.models import Order, OrderLine
from strato.orders.states import OrderStatus as S
from strato.payments.models import Payable, Payment, Refund
from strato.payments.states import RefundStatus

pytestmark = pytest.mark.django_db


def paid(customer: Any, number: str, *, kind: str, ref: Any, amount: int, shipping: int = 0, **fields: Any) -> Order:
    now = timezone.now()
    order = Order.objects.create(
        number=number, customer=customer, email=customer.email, currency=fields.pop("currency", "EUR"),
        goods_amount=amount, shipping_amount=shipping, total_amount=amount + shipping, status=S.PAID,
        expires_at=now, paid_at=fields.pop("paid_at", now), **fields,
    )  # fmt: skip
    OrderLine.objects.create(
        order=order, position=0, kind=kind, ref=ref, title="Layer mug", quantity=2, unit_amount=amount // 2,
        goods_amount=amount, total_amount=amount,
    )  # fmt: skip
    return order


def given_back(order: Order, amount: int, **fields: Any) -> None:
    """Money of an order on its way back, wherever it was asked for."""
    payable, _ = Payable.objects.get_or_create(pk=order.pk, defaults={"amount": order.total_amount, "currency": "EUR"})
    payment, _ = Payment.objects.get_or_create(
        payable=payable, defaults={"amount": order.total_amount, "currency": "EUR", "expires_at": order.expires_at}
    )
    Refund.objects.create(payable=payable, payment=payment, amount=amount, currency="EUR", **fields)


def test_sales_agree_with_the_orders(client_of: Any, ada: Any, alice: Any) -> None:
    mug = uuid4()
    first = paid(alice, "A-1", kind="variant", ref=mug, amount=3000, shipping=490)
    paid(alice, "A-2", kind="variant", ref=mug, amount=1000)
    paid(alice, "A-3", kind="print_job", ref=uuid4(), amount=2000)
    paid(alice, "A-4", kind="variant", ref=mug, amount=999, currency="USD")
    paid(alice, "A-5", kind="variant", ref=mug, amount=777, paid_at=timezone.now() - timedelta(days=40))
    given_back(first, 649)
    given_back(first, 100, status=RefundStatus.FAILED)
    given_back(first, 3490, is_surplus=True)
    answer = client_of(ada).get("/api/dashboard/money/", {"days": 7}).json()
    assert answer["revenue"] == {"amount": 6490, "currency": "EUR"}
    assert answer["orders"] == 3
    assert answer["average_basket"]["amount"] == 2163
    assert answer["refunded"]["amount"] == 649
    assert answer["refund_percent"] == 10.0
    assert sum(day["money"]["amount"] for day in answer["revenue_by_day"]) == 6490
    assert {row["kind"]: row["revenue"]["amount"] for row in answer["revenue_by_source"]} == {
        "variant": 4000, "print_job": 2000, "shipping": 490,
    }  # fmt: skip
    best = answer["bestsellers"][0]
    assert (best["ref"], best["pieces"], best["revenue"]["amount"]) == (str(mug), 4, 4000)
    assert answer["orders_by_status"]["paid"] == 5
    assert answer["currencies"] == ["EUR", "USD"]
    in_dollars = client_of(ada).get("/api/dashboard/money/", {"currency": "USD"}).json()
    assert in_dollars["revenue"] == {"amount": 999, "currency": "USD"}


def test_nothing_sold_is_no_error(client_of: Any, ada: Any) -> None:
    answer = client_of(ada).get("/api/dashboard/money/").json()
    assert (answer["average_basket"], answer["refund_percent"], answer["bestsellers"]) == (None, None, [])


def test_only_admins_see_sales(client_of: Any, mona: Any) -> None:
    assert client_of(mona).get("/api/dashboard/money/").status_code == 403
