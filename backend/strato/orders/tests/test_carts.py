"""Filling a cart: what it holds, what it costs now, whose it is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.guests import Guest, new_key
from strato.accounts.models import User
from strato.accounts.signals import guest_identified
from strato.core.rows import new_id
from strato.labs.models import Lab
from strato.labs.tests.together import refusals, together
from strato.orders.models import Cart, CartLine
from strato.orders.services import carts
from strato.orders.services.carts import Pick
from strato.orders.states import DiscountKind, ShippingKind
from strato.orders.tests.factories import CouponFactory, ShippingMethodFactory, TaxRateFactory
from strato.orders.tests.toys import ToyShop

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def put(client: APIClient, ref: UUID, quantity: int = 1) -> Any:
    return client.post("/api/cart/items/", {"kind": "toy", "ref": str(ref), "quantity": quantity})


def guest_client(client_of: Client, key: str) -> APIClient:
    client = client_of()
    client.credentials(HTTP_X_GUEST=key)
    return client


def test_a_cart_holds_what_is_put_in(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top = client_of(alice), toys.offer("Top", 1250, sku="T-1", detail="Red", weight_mg=40_000)
    put(client, top)
    answer = put(client, top, 2)
    assert answer.status_code == 201
    [line] = answer.data["lines"]
    assert (line["title"], line["detail"], line["sku"], line["quantity"]) == ("Top", "Red", "T-1", 3)
    assert line["total"] == {"amount": 3750, "currency": "EUR"} == answer.data["total"]
    assert (answer.data["pieces"], answer.data["weight_mg"], answer.data["is_orderable"]) == (3, 120_000, True)


def test_quantity_is_changed_and_a_removal_undone(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top = client_of(alice), toys.offer()
    line = put(client, top, 2).data["lines"][0]
    changed = client.patch(f"/api/cart/items/{line['id']}/", {"quantity": 5}).data
    assert changed["lines"][0]["quantity"] == 5
    emptied = client.delete(f"/api/cart/items/{line['id']}/").data
    assert (emptied["lines"], emptied["is_orderable"]) == ([], False)
    again = put(client, UUID(line["ref"]), changed["lines"][0]["quantity"]).data
    assert again["lines"][0]["quantity"] == 5


def test_a_cleared_cart_comes_back_whole(toys: ToyShop, alice: User, client_of: Client) -> None:
    client = client_of(alice)
    for amount in (100, 200):
        put(client, toys.offer(amount=amount), 2)
    before = client.get("/api/cart/").data
    assert client.delete("/api/cart/").data["lines"] == []
    items = [{name: line[name] for name in ("kind", "ref", "quantity")} for line in before["lines"]]
    after = client.put("/api/cart/", {"items": items}).data
    assert [line["ref"] for line in after["lines"]] == [line["ref"] for line in before["lines"]]
    assert after["total"] == before["total"]


def test_filling_with_something_not_for_sale_changes_nothing(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top = client_of(alice), toys.offer()
    put(client, top)
    answer = client.put("/api/cart/", {"items": [{"kind": "toy", "ref": str(new_id())}]})
    assert (answer.status_code, answer.data["code"]) == (404, "not_for_sale")
    assert [line["ref"] for line in client.get("/api/cart/").data["lines"]] == [str(top)]


@pytest.mark.parametrize("kind", ["toy", "nothing"])
def test_what_is_not_for_sale_is_not_put_in(kind: str, toys: ToyShop, alice: User, client_of: Client) -> None:
    answer = client_of(alice).post("/api/cart/items/", {"kind": kind, "ref": str(new_id())})
    assert (answer.status_code, answer.data["code"]) == (404, "not_for_sale")


def test_something_bought_as_a_whole_stays_one(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, house = client_of(alice), toys.offer("Doll's house", fixed_quantity=True)
    assert put(client, house, 2).data["code"] == "quantity_refused"
    put(client, house)
    line = put(client, house).data["lines"][0]
    assert line["quantity"] == 1
    refused = client.patch(f"/api/cart/items/{line['id']}/", {"quantity": 2})
    assert (refused.status_code, refused.data["code"]) == (400, "quantity_refused")


def test_a_line_says_what_the_buyer_said(toys: ToyShop, alice: User, client_of: Client) -> None:
    key, color = new_key(), new_id()
    client, top = guest_client(client_of, key), toys.offer(fixed_quantity=True)
    toys.choices.add(color)
    pick: dict[str, Any] = {"kind": "toy", "ref": str(top), "note": "Mind the tip", "choice": str(color)}
    [line] = client.post("/api/cart/items/", pick).data["lines"]
    assert (line["note"], line["choice"], line["quantity"]) == ("Mind the tip", str(color), 1)
    [line] = client.post("/api/cart/items/", pick | {"note": "Mind both tips"}).data["lines"]
    assert (line["note"], line["quantity"]) == ("Mind both tips", 1)
    refused = client.post("/api/cart/items/", pick | {"choice": str(new_id())})
    assert (refused.status_code, refused.data["code"], [*refused.data["fields"]]) == (400, "choice_refused", ["choice"])
    assert client.put("/api/cart/", {"items": [pick | {"choice": str(new_id())}]}).status_code == 400
    [line] = client.put("/api/cart/", {"items": [pick]}).data["lines"]
    assert (line["note"], line["choice"]) == ("Mind the tip", str(color))
    guest_identified.send(User, user=alice, guest_key=key)
    [line] = client_of(alice).get("/api/cart/").data["lines"]
    assert (line["note"], line["choice"]) == ("Mind the tip", str(color))


def test_more_of_a_thing_keeps_its_note(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top = client_of(alice), toys.offer()
    client.post("/api/cart/items/", {"kind": "toy", "ref": str(top), "note": "Red, please"})
    [line] = put(client, top, 2).data["lines"]
    assert (line["note"], line["quantity"]) == ("Red, please", 3)


def test_more_than_there_is_is_kept_and_said(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top = client_of(alice), toys.offer(available=2)
    answer = put(client, top, 3).data
    assert (answer["lines"][0]["problem"], answer["lines"][0]["available"]) == ("insufficient_stock", 2)
    assert answer["is_orderable"] is False


def test_every_look_asks_for_the_price_of_now(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top, gone = client_of(alice), toys.offer(amount=100), toys.offer(amount=50)
    put(client, top)
    put(client, gone)
    toys.change(top, unit_price=toys.shelf[top].unit_price * 2)
    del toys.shelf[gone]
    answer = client.get("/api/cart/").data
    assert answer["total"]["amount"] == 200
    assert [line["problem"] for line in answer["lines"]] == ["", "not_for_sale"]


def test_a_cart_costs_the_same_queries_at_any_length(
    toys: ToyShop, alice: User, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    client = client_of(alice)
    cart = Cart.objects.create(owner=alice)
    for _ in range(60):
        CartLine.objects.create(cart=cart, kind="toy", ref=toys.offer())
    toys.asked = 0
    with django_assert_max_num_queries(5):
        assert len(client.get("/api/cart/").data["lines"]) == 60
    assert toys.asked == 1


def test_tax_and_shipping_follow_the_country(toys: ToyShop, alice: User, client_of: Client) -> None:
    TaxRateFactory()
    TaxRateFactory(country="FR", basis_points=2000)
    TaxRateFactory(basis_points=5000, valid_from=timezone.now().date() + timedelta(days=1))
    home, abroad = ShippingMethodFactory(countries=["DE"]), ShippingMethodFactory(amount=990, countries=["FR"])
    client, top = client_of(alice), toys.offer(amount=11900)
    put(client, top)
    assert client.get("/api/cart/").data["tax"]["amount"] == 1900
    german = client.get(f"/api/cart/?country=de&shipping_method={home.pk}").data
    assert (german["shipping"]["amount"], german["total"]["amount"], german["tax"]["amount"]) == (490, 12390, 1978)
    french = client.get(f"/api/cart/?country=FR&shipping_method={abroad.pk}").data
    assert (french["total"]["amount"], french["tax"]["amount"]) == (12890, 1983 + 165)
    assert [option["problem"] for option in french["shipping_options"]] == ["country_not_served", ""]


def test_weight_pickup_and_free_from(toys: ToyShop, alice: User, client_of: Client) -> None:
    ShippingMethodFactory(name="A", kind=ShippingKind.PICKUP, amount=500)
    ShippingMethodFactory(name="B", kind=ShippingKind.WEIGHT, amount=300, amount_per_kg=100, max_weight_mg=2_000_000)
    ShippingMethodFactory(name="C", free_from=5000)
    client, top = client_of(alice), toys.offer(amount=2500, weight_mg=900_000)
    options = {option["name"]: option for option in put(client, top).data["shipping_options"]}
    assert [options[name]["price"]["amount"] for name in "ABC"] == [0, 400, 490]
    options = {option["name"]: option for option in put(client, top, 2).data["shipping_options"]}
    assert [options[name]["price"]["amount"] for name in "ABC"] == [0, 600, 0]
    assert options["B"]["problem"] == "too_heavy"


def test_prices_in_another_currency_come_with_their_dated_rate(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top = client_of(alice), toys.offer(amount=1000)
    put(client, top)
    answer = client.put("/api/cart/currency/", {"currency": "JPY"}).data
    rate = answer["exchange_rates"]["EUR"]
    assert date.fromisoformat(rate["date"]) < timezone.now().date()
    assert answer["total"]["currency"] == "JPY"
    assert abs(answer["total"]["amount"] - 10 * float(rate["rate"])) <= 0.5


def test_a_currency_without_a_rate_is_refused_when_it_is_chosen(toys: ToyShop, alice: User, client_of: Client) -> None:
    """What could never be paid is said at once, not at the checkout."""
    client, top, dinars = client_of(alice), toys.offer(amount=1000), toys.offer(amount=1230, currency="KWD")
    put(client, top)
    refused = client.put("/api/cart/currency/", {"currency": "KWD"})
    assert (refused.status_code, refused.data["code"]) == (400, "currency_unavailable")
    assert refused.data["facts"] == {"priced_in": ["EUR"], "currency": "KWD"}
    pick = {"kind": "toy", "ref": str(dinars), "quantity": 1}
    for answer in (client.post("/api/cart/items/", pick), client.put("/api/cart/", {"items": [pick]}, format="json")):
        assert (answer.status_code, answer.data["code"]) == (400, "currency_unavailable")
        assert answer.data["facts"] == {"priced_in": ["KWD"], "currency": "EUR"}
    cart = client.get("/api/cart/").data
    assert (cart["currency"], [line["problem"] for line in cart["lines"]]) == ("EUR", [""])
    client.delete("/api/cart/")
    assert client.put("/api/cart/currency/", {"currency": "KWD"}).status_code == 200
    put(client, dinars)
    assert client.get("/api/cart/").data["total"] == {"amount": 1230, "currency": "KWD"}


def test_a_currency_in_which_nothing_can_be_sent_is_refused(alice: User, client_of: Client) -> None:
    ShippingMethodFactory()
    refused = client_of(alice).put("/api/cart/currency/", {"currency": "KWD"})
    assert (refused.status_code, refused.data["code"]) == (400, "currency_unavailable")
    ShippingMethodFactory(currency="KWD")
    assert client_of(alice).put("/api/cart/currency/", {"currency": "KWD"}).status_code == 200


def test_a_coupon_takes_off_what_it_reaches(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top = client_of(alice), toys.offer(amount=2000, scopes=("category:tops",))
    put(client, top)
    put(client, toys.offer(amount=1000))
    CouponFactory(code="TOPS", scopes=["category:tops"])
    answer = client.post("/api/cart/coupon/", {"code": " tops "}).data
    assert (answer["discount"]["amount"], answer["total"]["amount"]) == (200, 2800)
    assert [line["discount"]["amount"] for line in answer["lines"]] == [200, 0]
    assert client.delete("/api/cart/coupon/").data["total"]["amount"] == 3000


def test_a_labs_coupon_reaches_its_own_lines(
    toys: ToyShop, alice: User, client_of: Client, lab_north: Lab, lab_south: Lab
) -> None:
    client = client_of(alice)
    put(client, toys.offer(amount=1000, lab_id=lab_north.pk))
    put(client, toys.offer(amount=1000, lab_id=lab_south.pk))
    CouponFactory(code="NORTH", lab=lab_north, kind=DiscountKind.FIXED, basis_points=0, amount=5000)
    answer = client.post("/api/cart/coupon/", {"code": "NORTH"}).data
    assert [line["total"]["amount"] for line in answer["lines"]] == [0, 1000]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"is_active": False}, "coupon_invalid"),
        ({"starts_at": timezone.now() + timedelta(days=1)}, "coupon_invalid"),
        ({"ends_at": timezone.now() - timedelta(days=1)}, "coupon_invalid"),
        ({"max_uses": 1, "uses": 1}, "coupon_used_up"),
        ({"scopes": ["product:other"]}, "coupon_not_applicable"),
        ({"minimum_amount": 1001}, "coupon_minimum"),
        ({"currency": "KWD", "minimum_amount": 1}, "currency_unavailable"),
    ],
)
def test_a_coupon_that_cannot_be_used_says_why(
    fields: dict[str, Any], code: str, toys: ToyShop, alice: User, client_of: Client
) -> None:
    client = client_of(alice)
    put(client, toys.offer(amount=1000))
    CouponFactory(code="ODD", **fields)
    answer = client.post("/api/cart/coupon/", {"code": "ODD"})
    assert answer.data["code"] == code
    assert client.get("/api/cart/").data["coupon"] is None


def test_a_coupon_that_stopped_counting_is_said_in_the_cart(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, coupon = client_of(alice), CouponFactory(code="SOON")
    put(client, toys.offer(amount=1000))
    client.post("/api/cart/coupon/", {"code": "SOON"})
    coupon.is_active = False
    coupon.save()
    answer = client.get("/api/cart/").data
    assert (answer["coupon"]["problem"], answer["total"]["amount"]) == ("coupon_invalid", 1000)
    assert answer["is_orderable"] is False


def test_nobody_has_a_cart_without_a_key(toys: ToyShop, client_of: Client) -> None:
    assert client_of().get("/api/cart/").data["lines"] == []
    answer = put(client_of(), toys.offer())
    assert (answer.status_code, answer.data["code"]) == (403, "guest_key_missing")


def test_carts_of_others_are_not_there(toys: ToyShop, alice: User, olaf: User, client_of: Client) -> None:
    line = put(client_of(alice), toys.offer()).data["lines"][0]
    for client in (client_of(olaf), guest_client(client_of, new_key())):
        assert client.get("/api/cart/").data["lines"] == []
        assert client.patch(f"/api/cart/items/{line['id']}/", {"quantity": 9}).status_code == 404
        assert client.delete(f"/api/cart/items/{line['id']}/").status_code == 404


def test_a_guests_cart_becomes_the_persons_once(toys: ToyShop, alice: User, client_of: Client) -> None:
    key, top, kite = new_key(), toys.offer(), toys.offer()
    whole = toys.offer(fixed_quantity=True)
    guest, client = guest_client(client_of, key), client_of(alice)
    for ref, quantity in ((top, 2), (kite, 1), (whole, 1)):
        put(guest, ref, quantity)
    put(client, top, 3)
    put(client, whole)
    for _ in range(2):
        guest_identified.send(User, user=alice, guest_key=key)
    held = {line["ref"]: line["quantity"] for line in client.get("/api/cart/").data["lines"]}
    assert held == {str(top): 5, str(kite): 1, str(whole): 1}
    assert guest.get("/api/cart/").data["lines"] == []
    assert Cart.objects.count() == 1


def test_a_guests_cart_keeps_its_coupon_and_currency(toys: ToyShop, alice: User, client_of: Client) -> None:
    key = new_key()
    guest = guest_client(client_of, key)
    put(guest, toys.offer())
    guest.put("/api/cart/currency/", {"currency": "USD"})
    guest.post("/api/cart/coupon/", {"code": CouponFactory().code})
    guest_identified.send(User, user=alice, guest_key=key)
    answer = client_of(alice).get("/api/cart/").data
    assert (answer["currency"], answer["coupon"]["problem"]) == ("USD", "")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_signing_in_twice_at_once_merges_once(toys: ToyShop, alice: User) -> None:
    key, top = new_key(), toys.offer()
    carts.add_to_cart(Pick("toy", top, 2), by=Guest(key))
    together(*[lambda: carts.merge_guest_cart(alice, guest_key=key) for _ in range(6)])
    assert list(CartLine.objects.values_list("cart__owner", "quantity")) == [(alice.pk, 2)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fingers_that_click_at_once_fill_one_cart(toys: ToyShop, alice: User) -> None:
    top = toys.offer()
    outcomes = together(*[lambda: carts.add_to_cart(Pick("toy", top), by=alice) for _ in range(8)])
    assert refusals(outcomes) == []
    assert list(CartLine.objects.values_list("cart__owner", "quantity")) == [(alice.pk, 8)]
