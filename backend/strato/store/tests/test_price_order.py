"""Prices of labs with different currencies: sorted, bounded and spanned as money, not as digits."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.money import CURRENCIES, Money
from strato.labs.tests.factories import LabFactory
from strato.store import services
from strato.store.models import Product
from strato.store.prices import base_rate, comparable, highest_shown_as, lowest_shown_as
from strato.store.tests.factories import product

ClientOf = Callable[..., APIClient]
amounts = st.integers(0, 10**9)
rates = st.decimals(Decimal("0.0020"), Decimal("5"), places=10)  # a forint to a dinar


@pytest.mark.parametrize(
    ("money", "rate", "millionths"),
    [
        (Money(1250, "EUR"), "1", 12_500_000),
        (Money(2000, "JPY"), "0.0061", 12_200_000),
        (Money(1800, "ISK"), "0.0069", 12_420_000),
        (Money(4001, "KWD"), "2.9", 11_602_900),
        (Money(1, "HUF"), "0.0025", 25),
    ],
)
def test_a_price_is_worth_so_many_millionths(money: Money, rate: str, millionths: int) -> None:
    assert comparable(money, Decimal(rate)) == millionths


@given(st.sampled_from(CURRENCIES), amounts, amounts, rates)
def test_in_one_currency_the_dearer_is_worth_more(currency: str, one: int, other: int, rate: Decimal) -> None:
    left, right = comparable(Money(one, currency), rate), comparable(Money(other, currency), rate)
    assert (left < right) == (one < other)
    assert (left == right) == (one == other)


@given(st.sampled_from(CURRENCIES), st.sampled_from(CURRENCIES), amounts, amounts, rates, rates)
def test_between_currencies_what_is_worth_more_is_never_placed_below(
    here: str, there: str, one: int, other: int, rate_here: Decimal, rate_there: Decimal
) -> None:
    left, right = Money(one, here), Money(other, there)
    exact = (left.major * rate_here, right.major * rate_there)
    if comparable(left, rate_here) < comparable(right, rate_there):
        assert exact[0] < exact[1]
    if exact[0] + Decimal("0.000001") < exact[1]:
        assert comparable(left, rate_here) < comparable(right, rate_there)


@given(st.sampled_from(CURRENCIES), amounts, amounts, rates)
def test_bounds_take_in_the_very_price(currency: str, price: int, bound: int, rate: Decimal) -> None:
    worth, edge = comparable(Money(price, currency), rate), Money(bound, currency)
    assert (worth <= highest_shown_as(edge, rate)) == (price <= bound)
    assert (worth >= lowest_shown_as(edge, rate)) == (price >= bound)


def listed(client: APIClient, **query: str | float) -> list[str]:
    return [row["name"] for row in client.get("/api/products/", query).json()["results"]]


@pytest.fixture
def world(db: None) -> None:
    for name, currency, amount in [
        ("Twenty euros", "EUR", 2000),
        ("Nineteen or so", "JPY", 3200),  # 3200 yen: about 17 to 20 euros
        ("Two dollars", "USD", 200),
        ("Thousand crowns", "ISK", 1000),  # about 7 euros
        ("No rate", "KWD", 100),
    ]:
        product(LabFactory(currency=currency), name=name, amounts=(amount, amount + 9))


@pytest.mark.parametrize("word", ["price", "from_amount"])
def test_the_catalog_is_sorted_as_money(world: None, client_of: ClientOf, word: str) -> None:
    rising = ["Two dollars", "Thousand crowns", "Nineteen or so", "Twenty euros", "No rate"]
    assert listed(client_of(), ordering=word) == rising
    assert listed(client_of(), ordering=f"-{word}") == [*rising[-2::-1], "No rate"]
    assert listed(client_of(), ordering=word, currency="JPY") == rising


def test_what_is_sorted_so_is_what_is_shown(world: None, client_of: ClientOf) -> None:
    rows = client_of().get("/api/products/", {"ordering": "price", "currency": "EUR"}).json()["results"]
    shown = [row["from_price"]["amount"] for row in rows if row["from_price"]["currency"] == "EUR"]
    assert shown == sorted(shown)
    assert len(shown) == 4


def test_bounds_without_a_currency_are_of_the_base_one(world: None, client_of: ClientOf) -> None:
    assert listed(client_of(), price_max=1000) == listed(client_of(), price_max=1000, currency="EUR")
    assert set(listed(client_of(), price_max=1000)) == {"Two dollars", "Thousand crowns"}
    assert listed(client_of(), price_max=150, currency="KWD") == ["No rate"]
    assert listed(client_of(), price_min=-(10**40), price_max=-1) == []


def test_facets_span_prices_in_one_currency(world: None, client_of: ClientOf) -> None:
    facets = client_of().get("/api/products/facets/").json()
    assert 150 < facets["price_min"] < 209
    assert facets["price_max"] == 2009
    dinars = client_of().get("/api/products/facets/", {"currency": "KWD"}).json()
    assert (dinars["price_min"], dinars["price_max"]) == (100, 109)


@pytest.mark.django_db
def test_each_act_on_a_variant_moves_the_price(lena: User) -> None:
    lamp = product(LabFactory(currency="EUR"), amounts=(2000, 3000))
    cheap, dear = lamp.variants.order_by("amount")
    services.edit_product(lamp, by=lena, name="Lamp")
    assert worth_of(lamp) == 20_000_000
    services.edit_variant(cheap, by=lena, amount=3500)
    assert worth_of(lamp) == 30_000_000
    services.remove_variant(dear, by=lena)
    assert worth_of(lamp) == 35_000_000
    services.edit_variant(cheap, by=lena, is_active=False)
    assert worth_of(lamp) is None
    services.add_variant(lamp, by=lena, sku="NEW", options={"Size": "L"}, amount=100)
    assert worth_of(lamp) == 1_000_000


@pytest.mark.django_db
def test_a_price_of_its_own_in_the_base_currency_counts(lena: User) -> None:
    bowl = product(LabFactory(currency="KWD"), amounts=(4000,))
    assert worth_of(bowl) is None
    services.edit_variant(bowl.variants.get(), by=lena, prices={"EUR": 1100})
    assert worth_of(bowl) == 11_000_000


@pytest.mark.django_db
def test_a_new_rate_moves_the_prices_of_its_currency_only() -> None:
    bowl, mug = product(LabFactory(currency="JPY"), amounts=(1000,)), product(LabFactory(currency="EUR"))
    assert services.keep_all_prices() == 0
    Product.objects.filter(pk=bowl.pk).update(base_price=1)  # as of another day's rate
    assert services.keep_all_prices() == 1
    rate = base_rate("JPY")
    assert rate is not None
    assert worth_of(bowl) == comparable(Money(1000, "JPY"), rate)
    assert worth_of(mug) == 18_500_000


@pytest.mark.django_db
def test_keeping_ten_times_as_many_costs_the_same_queries() -> None:
    counts = []
    for more in (2, 18):
        for _ in range(more):
            product()
        Product.objects.update(base_price=None)
        with CaptureQueriesContext(connection) as asked:
            services.keep_prices(Product.objects.values_list("pk", flat=True))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def worth_of(row: Product) -> int | None:
    return Product.objects.values_list("base_price", flat=True).get(pk=row.pk)


def test_the_price_that_a_lab_asks_in_a_currency_is_the_one_shown(world: None, client_of: ClientOf, lena: User) -> None:
    mug = Product.objects.get(name="Twenty euros")
    cheap, dear = mug.variants.order_by("amount")
    services.edit_variant(cheap, by=lena, prices={"USD": 2222, "GBP": 1777})
    services.edit_variant(dear, by=lena, prices={"USD": 9999})
    rows = client_of().get("/api/products/", {"currency": "USD"}).json()["results"]
    assert {row["name"]: row["from_price"] for row in rows}["Twenty euros"] == {"amount": 2222, "currency": "USD"}
