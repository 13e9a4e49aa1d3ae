"""What a lab earned: its own lines alone, seen by its members."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.rows import new_id
from strato.labs.models import Lab
from strato.orders.models import Order, OrderLine, OrderRefund, OrderRefundLine
from strato.orders.states import OrderStatus as S

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
PATH = "/api/dashboard/earnings/"
TOP, KITE = new_id(), new_id()


def sold(user: User, *lines: tuple[UUID, int, int, Lab], days_ago: int = 0) -> Order:
    """A paid order: (thing, quantity, amount of a piece, lab) for each line."""
    goods = sum(quantity * amount for _, quantity, amount, _ in lines)
    at = timezone.now() - timedelta(days=days_ago)
    order: Order = Order.objects.create(
        number=f"O-{Order.objects.count() + 1:06d}",
        customer=user,
        email=user.email,
        currency="EUR",
        status=S.PAID,
        goods_amount=goods,
        shipping_amount=490,
        total_amount=goods + 490,
        expires_at=at,
        created_at=at,
        paid_at=at,
    )
    for place, (ref, quantity, amount, lab) in enumerate(lines, start=1):
        total = quantity * amount
        amounts: dict[str, Any] = {"unit_amount": amount, "goods_amount": total, "total_amount": total}
        OrderLine.objects.create(
            order=order, position=place, kind="toy", ref=ref, lab=lab, title="Toy", quantity=quantity, **amounts
        )
    return order


def test_a_lab_earned_its_own_lines(
    alice: User, mona: User, ada: User, lab_north: Lab, lab_south: Lab, client_of: Client
) -> None:
    order = sold(alice, (TOP, 2, 1000, lab_north), (KITE, 1, 700, lab_south))
    sold(alice, (KITE, 3, 700, lab_north), days_ago=2)
    sold(alice, (KITE, 9, 700, lab_north), days_ago=40)
    refund = OrderRefund.objects.create(order=order, amount=1000)
    OrderRefundLine.objects.create(refund=refund, line=order.lines.get(lab=lab_north), quantity=1, amount=1000)
    found = client_of(mona).get(f"{PATH}?days=3").data
    assert [(day["orders"], day["money"]["amount"]) for day in found["by_day"]] == [(1, 2100), (0, 0), (1, 2000)]
    assert (found["orders"], found["revenue"]["amount"], found["refunded"]["amount"]) == (2, 4100, 1000)
    assert [(row["ref"], row["pieces"]) for row in found["bestsellers"]] == [(str(KITE), 3), (str(TOP), 2)]
    assert found["orders_by_status"] == {"paid": 2}
    assert client_of(ada).get(f"{PATH}?lab={lab_south.pk}").data["revenue"]["amount"] == 700


def test_others_do_not_see_it(alice: User, mona: User, lab_south: Lab, client_of: Client) -> None:
    assert client_of(alice).get(PATH).status_code == 404
    assert client_of(mona).get(f"{PATH}?lab={lab_south.pk}").status_code == 404
    assert client_of(mona).get(f"{PATH}?days=0").status_code == 400
    assert client_of().get(PATH).status_code == 401
