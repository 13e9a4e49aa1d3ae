"""Prices and stock of many products: seen first, changed all together, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.money import Money
from strato.core.rows import new_id
from strato.inventory import services as inventory
from strato.inventory.models import StockMove
from strato.labs.models import Lab
from strato.store import services
from strato.store.models import Product, Variant
from strato.store.repricing import PriceRule, Rounding, repriced
from strato.store.tests.factories import product

ClientOf = Callable[..., APIClient]


@pytest.mark.parametrize(
    ("minor", "currency", "rule", "new"),
    [
        (1850, "EUR", PriceRule(basis_points=1000), 2035),
        (1850, "EUR", PriceRule(basis_points=-3333), 1233),
        (1850, "EUR", PriceRule(amount=-50), 1800),
        (1855, "EUR", PriceRule(rounding=Rounding.TEN_CENTS), 1860),
        (1850, "EUR", PriceRule(basis_points=1000, rounding=Rounding.WHOLE), 2000),
        (2050, "EUR", PriceRule(rounding=Rounding.WHOLE), 2000),
        (1850, "EUR", PriceRule(basis_points=1000, rounding=Rounding.ENDING_99), 1999),
        (10, "EUR", PriceRule(rounding=Rounding.ENDING_99), 99),
        (0, "EUR", PriceRule(rounding=Rounding.ENDING_99), 0),
        (3210, "JPY", PriceRule(rounding=Rounding.ENDING_99), 3199),
        (1234, "KWD", PriceRule(rounding=Rounding.TEN_CENTS), 1200),
        (100, "EUR", PriceRule(amount=-500), -400),
    ],
)
def test_a_rule_gives_a_price(minor: int, currency: str, rule: PriceRule, new: int) -> None:
    assert repriced(Money(minor, currency), rule).amount == new


@given(
    st.integers(0, 10**9),
    st.integers(-9999, 100_000),
    st.sampled_from(Rounding),
    st.sampled_from(["EUR", "JPY", "KWD"]),
)
def test_a_rounding_is_never_far(minor: int, share: int, rounding: Rounding, currency: str) -> None:
    exact = repriced(Money(minor, currency), PriceRule(basis_points=share)).amount
    assert abs(repriced(Money(minor, currency), PriceRule(share, 0, rounding)).amount - exact) <= 1000


def ask(client: APIClient, *products: Product, **rules: Any) -> Any:
    body = {"products": [str(one.pk) for one in products], **rules}
    return client.post("/api/variants/bulk-preview/", body, format="json")


def edit(client: APIClient, changes: list[Any], key: str = "") -> Any:
    body = {"changes": [{name: change[name] for name in ("variant", "before", "after")} for change in changes]}
    return client.post("/api/variants/bulk-edit/", body, format="json", HTTP_IDEMPOTENCY_KEY=key or str(new_id()))


def stocked(lab: Lab, by: User, pieces: int = 5, **details: Any) -> Product:
    made = product(lab, **details)
    for variant in made.variants.select_related("item"):
        if variant.item is not None:
            inventory.receive(variant.item, pieces * 1000, by=by)
    return made


@pytest.mark.django_db
def test_many_are_changed_and_changed_back(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    mug, sign = stocked(lab_north, lena, amounts=(1850, 2000)), product(lab_north, name="Sign", made_to_order=True)
    services.edit_variant(mug.variants.order_by("position")[0], prices={"USD": 2000}, by=lena)
    client = client_of(lena)
    seen = ask(client, mug, sign, price={"basis_points": 1000, "rounding": "ending_99"}, stock={"to": 9}).json()
    assert [(row["before"], row["after"], row["problem"]) for row in seen] == [
        ({"amount": 1850, "prices": {"USD": 2000}, "pieces": 5}, {"amount": 1999, "prices": {"USD": 2199}, "pieces": 9}, None),
        ({"amount": 2000, "pieces": 5}, {"amount": 2199, "pieces": 9}, None),
        ({"amount": 1850}, {"amount": 1999}, None),
    ]  # fmt: skip
    assert Variant.objects.filter(amount=1850).count() == 2
    key = str(new_id())
    for _ in range(2):
        assert edit(client, seen, key).status_code == 200
    assert list(Variant.objects.order_by("product_id", "position").values_list("amount", flat=True)) == [
        1999,
        2199,
        1999,
    ]
    assert StockMove.objects.filter(kind="count").count() == 1
    back = [{**row, "before": row["after"], "after": row["before"]} for row in seen]
    assert edit(client, back).status_code == 200
    assert list(Variant.objects.order_by("product_id", "position").values_list("amount", flat=True)) == [
        1850,
        2000,
        1850,
    ]
    assert mug.variants.order_by("position")[0].prices.get().amount == 2000
    assert ask(client, mug, stock={"add": -2}).json()[0]["before"] == {"pieces": 5}


@pytest.mark.django_db
def test_all_or_none(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    mug, lamp = stocked(lab_north, lena), stocked(lab_north, lena, name="Lamp")
    item = lamp.variants.get().item
    assert item is not None
    inventory.hold({item.pk: 3000}, reference="order:1", until=None)
    client = client_of(lena)
    seen = ask(client, mug, lamp, price={"amount": 100}, stock={"to": 1}).json()
    assert [row["problem"] for row in seen] == ["stock_promised", None]
    refused = edit(client, seen)
    assert (refused.status_code, refused.json()["code"]) == (409, "stock_promised")
    assert set(Variant.objects.values_list("amount", flat=True)) == {1850}
    services.edit_variant(mug.variants.get(), amount=1900, by=lena)
    stale = edit(client, [*ask(client, lamp, price={"amount": 100}).json(), seen[1]])
    assert (stale.status_code, stale.json()["code"]) == (409, "changed_meanwhile")
    assert Variant.objects.get(product=lamp).amount == 1850
    assert ask(client, mug, price={"amount": -5000}).json()[0]["problem"] == "price_invalid"
    assert ask(client, mug, stock={"add": -6}).json()[0]["problem"] == "stock_below_zero"


@pytest.mark.django_db
def test_who_does_not_sell_it_changes_nothing(
    client_of: ClientOf, lab_north: Lab, lab_south: Lab, lena: User, mona: User, olaf: User, ada: User
) -> None:
    mug, bowl = product(lab_north), product(lab_south, name="Bowl")
    rule = {"price": {"basis_points": 100}}
    seen = ask(client_of(lena), mug, **rule).json()
    for user in (mona, olaf):
        assert ask(client_of(user), mug, **rule).status_code == 403
        assert edit(client_of(user), seen).status_code == 403
    assert ask(client_of(ada), mug, bowl, **rule).json()["code"] == "several_labs"
    assert edit(client_of(lena), seen + seen).status_code == 400
    assert edit(client_of(lena), [{**seen[0], "variant": str(new_id())}]).status_code == 400
    assert client_of(lena).post("/api/variants/bulk-edit/", {"changes": []}, format="json").status_code == 400
    assert ask(client_of(lena), **rule).status_code == 400
    assert Variant.objects.get(product=mug).amount == 1850
