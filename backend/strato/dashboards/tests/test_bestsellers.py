"""Best sellers: each product once, by its name of today in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.rows import new_id
from strato.labs.models import Lab
from strato.orders.models import Order, OrderLine
from strato.orders.states import OrderStatus as S
from strato.store import services
from strato.store.models import Variant
from strato.store.tests.factories import product

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def bought(user: User, lab: Lab, *lines: dict[str, Any]) -> None:
    """A paid order of these lines."""
    now = timezone.now()
    total = sum(line["total_amount"] for line in lines)
    order: Order = Order.objects.create(
        number=f"O-{Order.objects.count() + 1:06d}", customer=user, email=user.email, currency="EUR", status=S.PAID,
        goods_amount=total, total_amount=total, expires_at=now, paid_at=now,
    )  # fmt: skip
    for place, line in enumerate(lines, start=1):
        OrderLine.objects.create(
            order=order, position=place, lab=lab, unit_amount=1, goods_amount=line["total_amount"], **line
        )


def line_of(variant: Variant, title: str, pieces: int, amount: int) -> dict[str, Any]:
    facts = {"product": str(variant.product_id)}
    line = {"kind": "variant", "ref": variant.pk, "title": title, "quantity": pieces, "total_amount": amount}
    return {**line, "facts": facts}


def best(client: APIClient, path: str, language: str) -> list[tuple[str, str, int]]:
    answer = client.get(path, headers={"Accept-Language": language})
    assert (answer.status_code, "Accept-Language" in answer["Vary"]) == (200, True)
    return [(row["title"], row["ref"], row["pieces"]) for row in answer.json()["bestsellers"]]


@pytest.mark.parametrize("path", ["/api/dashboard/money/", "/api/dashboard/earnings/"])
def test_a_product_is_one_best_seller_whatever_it_was_bought_as(
    client_of: Client, alice: User, ada: User, lab_north: Lab, path: str
) -> None:
    mug = product(lab_north, name="Mug", amounts=(1000, 1200), translations={"de": {"name": "Becher"}})
    bowl = product(lab_north, name="Bowl", amounts=(900,))
    small, large = mug.variants.order_by("position")
    bought(alice, lab_north, line_of(small, "Mug", 2, 2000), line_of(large, "Becher", 3, 3600))
    bought(alice, lab_north, line_of(bowl.variants.get(), "Bowl", 4, 3600), line_of(small, "Taza", 1, 1000))
    gone, toy = new_id(), new_id()
    bought(
        alice,
        lab_north,
        {"kind": "variant", "ref": gone, "title": "Gone", "quantity": 1, "total_amount": 100},
        {"kind": "puzzle", "ref": toy, "title": "Puzzle", "quantity": 1, "total_amount": 50},
    )
    rest = [("Gone", str(gone), 1), ("Puzzle", str(toy), 1)]
    client = client_of(ada)
    path = f"{path}?lab={lab_north.pk}" if "earnings" in path else path
    assert best(client, path, "de") == [("Becher", str(mug.pk), 6), ("Bowl", str(bowl.pk), 4), *rest]
    assert best(client, path, "es") == [("Mug", str(mug.pk), 6), ("Bowl", str(bowl.pk), 4), *rest]
    services.edit_product(mug, by=ada, name="Layer mug")
    assert best(client, path, "en")[0] == ("Layer mug", str(mug.pk), 6)
