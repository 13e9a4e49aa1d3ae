"""From a cart to an order that waits for its money."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.errors import DomainError
from strato.core.rows import new_id
from strato.inventory.errors import StockMissing
from strato.labs.models import Lab
from strato.labs.tests.together import refusals, together
from strato.orders.errors import CartChanged
from strato.orders.models import CartLine, Coupon, CouponUse, Order
from strato.orders.services import carts, placing
from strato.orders.services.carts import Pick
from strato.orders.states import OrderStatus as S
from strato.orders.states import ShippingKind
from strato.orders.tests.buying import BERLIN, on_hand, ordered, stocked, wish
from strato.orders.tests.factories import CouponFactory, ShippingMethodFactory, TaxRateFactory
from strato.orders.tests.toys import ToyShop
from strato.payments.models import Payable

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def refused(act: Callable[[], Any]) -> DomainError:
    with pytest.raises(DomainError) as caught:
        act()
    return caught.value


def test_an_order_is_what_was_seen(toys: ToyShop, alice: User, lab_north: Lab) -> None:
    TaxRateFactory()
    item, parcel, coupon = stocked(lab_north, 5), ShippingMethodFactory(), CouponFactory()
    top = toys.offer("Top", 1999, item=item, lab_id=lab_north.pk, sku="T-1", detail="Red", weight_mg=40_000)
    carts.add_to_cart(Pick("toy", top, 2), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = placing.place_order(wish(alice, shipping_method=parcel.pk, note="Ring twice."), by=alice)
    line = order.lines.get()
    assert (order.number, order.status, order.email) == ("O-000001", S.PENDING, alice.email)
    assert (order.goods_amount, order.discount_amount, order.shipping_amount) == (3998, 400, 490)
    assert (order.total_amount, order.tax_amount, order.shipping_tax_amount) == (4088, 574 + 78, 78)
    assert (line.title, line.detail, line.sku, line.lab, line.quantity) == ("Top", "Red", "T-1", lab_north, 2)
    assert (line.unit_amount, line.discount_amount, line.tax_basis_points, line.total_amount) == (1999, 400, 1900, 3598)
    assert (order.shipping["name"], order.shipping_address["city"], order.note) == ("Parcel", "Berlin", "Ring twice.")
    assert (order.billing_address, order.coupon_code) == (BERLIN, coupon.code)
    assert on_hand(item) == (5, 2)
    assert Payable.objects.get(pk=order.pk).total == order.total
    assert not CartLine.objects.exists()
    assert carts.cart_of(alice).coupon is None  # type: ignore[union-attr]
    assert toys.told() == ["placed"]
    assert (Coupon.objects.get().uses, CouponUse.objects.get().order) == (1, order)


def test_another_total_than_seen_is_refused_and_nothing_happens(toys: ToyShop, alice: User, lab_north: Lab) -> None:
    item = stocked(lab_north, 5)
    top = toys.offer(amount=1000, item=item)
    carts.add_to_cart(Pick("toy", top), by=alice)
    seen = wish(alice)
    toys.change(top, unit_price=toys.shelf[top].unit_price * 2)
    error = refused(lambda: placing.place_order(seen, by=alice))
    assert isinstance(error, CartChanged)
    assert error.facts == {"total": {"amount": 2000, "currency": "EUR"}}
    assert (Order.objects.count(), on_hand(item), CartLine.objects.count()) == (0, (5, 0), 1)


def test_what_can_no_longer_be_bought_is_named(toys: ToyShop, alice: User) -> None:
    top = toys.offer()
    carts.add_to_cart(Pick("toy", top), by=alice)
    seen = wish(alice)
    toys.change(top, problem="quote_expired")
    error = refused(lambda: placing.place_order(seen, by=alice))
    assert error.code == "cart_changed"
    assert list(error.facts["lines"].values()) == ["quote_expired"]


def test_too_little_stock_is_refused_whole(toys: ToyShop, alice: User, lab_north: Lab) -> None:
    plenty, scarce = stocked(lab_north, 9, "A"), stocked(lab_north, 1, "B")
    for item in (plenty, scarce):
        carts.add_to_cart(Pick("toy", toys.offer(item=item), 2), by=alice)
    error = refused(lambda: placing.place_order(wish(alice), by=alice))
    assert isinstance(error, StockMissing)
    assert [fact["item"] for fact in error.facts["items"]] == [str(scarce.pk)]
    assert (on_hand(plenty), on_hand(scarce), Order.objects.count()) == ((9, 0), (1, 0), 0)


def test_delivery_is_checked(toys: ToyShop, alice: User) -> None:
    parcel, pickup = ShippingMethodFactory(countries=["FR"]), ShippingMethodFactory(kind=ShippingKind.PICKUP, amount=0)
    carts.add_to_cart(Pick("toy", toys.offer()), by=alice)
    right = wish(alice, shipping_method=pickup.pk)
    assert refused(lambda: placing.place_order(replace(right, shipping_method=None), by=alice)).code == (
        "shipping_method_missing"
    )
    abroad = wish(alice, shipping_method=parcel.pk)
    assert refused(lambda: placing.place_order(abroad, by=alice)).code == "shipping_impossible"
    french = replace(abroad, shipping_address={})
    assert refused(lambda: placing.place_order(french, by=alice)).code == "address_missing"
    assert placing.place_order(replace(right, shipping_address={}), by=alice).shipping["kind"] == "pickup"


def test_an_empty_cart_is_no_order(toys: ToyShop, alice: User) -> None:
    assert refused(lambda: placing.place_order(wish(alice), by=alice)).code == "cart_empty"


def test_a_coupon_for_one_use_each(toys: ToyShop, alice: User, olaf: User) -> None:
    coupon = CouponFactory(max_uses_per_user=1)
    for who in (alice, olaf):
        carts.add_to_cart(Pick("toy", toys.offer()), by=who)
        carts.apply_coupon(coupon.code, by=who)
        placing.place_order(wish(who), by=who)
    carts.add_to_cart(Pick("toy", toys.offer()), by=alice)
    assert refused(lambda: carts.apply_coupon(coupon.code, by=alice)).code == "coupon_used_up"


def test_a_whole_free_order_is_paid_at_once(toys: ToyShop, alice: User, lab_north: Lab) -> None:
    """22: everything off; the payment service is never asked."""
    item, coupon = stocked(lab_north, 3), CouponFactory(basis_points=10_000)
    carts.add_to_cart(Pick("toy", toys.offer(item=item)), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = placing.place_order(wish(alice), by=alice)
    assert (order.status, order.total_amount, order.stripe_session_id) == (S.PAID, 0, "")
    assert order.paid_at is not None
    assert on_hand(item) == (2, 0)
    assert toys.told() == ["placed", "paid"]


def test_the_api_places_an_order_once_per_key(toys: ToyShop, alice: User, client_of: Client) -> None:
    client, top = client_of(alice), toys.offer(amount=1250)
    carts.add_to_cart(Pick("toy", top, 2), by=alice)
    body = {"expected_total": {"amount": 2500, "currency": "EUR"}, "shipping_address": BERLIN}
    assert client.post("/api/orders/", body).data["code"] == "idempotency_key_missing"
    key = {"Idempotency-Key": str(new_id())}
    first = client.post("/api/orders/", body, headers=key)
    again = client.post("/api/orders/", body, headers=key)
    assert (first.status_code, again.status_code, again.data["number"]) == (201, 201, first.data["number"])
    other = client.post("/api/orders/", {**body, "note": "Other"}, headers=key)
    assert (other.status_code, other.data["code"]) == (422, "idempotency_key_reused")
    assert set(first.data["allowed_actions"]) == {"checkout", "cancel"}
    assert Order.objects.count() == 1


def test_guests_are_asked_to_sign_in(toys: ToyShop, client_of: Client) -> None:
    client = client_of()
    client.credentials(HTTP_X_GUEST="guest-key-of-somebody-0123456789")
    assert client.post("/api/orders/", {}).status_code == 401


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_forty_buyers_for_the_last_ten_of_two_toys(toys: ToyShop, lab_north: Lab, django_user_model: Any) -> None:
    """15: exactly ten of each are sold, nobody waits for ever, nothing is promised twice."""
    items = [stocked(lab_north, 10, sku) for sku in ("A", "B")]
    refs = [toys.offer(item=item) for item in items]
    buyers = [User.objects.create_user(f"buyer{n}@example.org") for n in range(40)]
    for place, buyer in enumerate(buyers):
        for ref in refs if place % 2 else reversed(refs):
            carts.add_to_cart(Pick("toy", ref), by=buyer)
    wishes = [wish(buyer) for buyer in buyers]
    outcomes = together(*[lambda w=w, b=b: placing.place_order(w, by=b) for w, b in zip(wishes, buyers, strict=True)])
    assert refusals(outcomes) == ["insufficient_stock"] * 30
    assert [on_hand(item) for item in items] == [(10, 10), (10, 10)]
    numbers = sorted(Order.objects.values_list("number", flat=True))
    assert numbers == [f"O-{n:06d}" for n in range(1, 11)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_last_use_of_a_coupon_is_given_once(toys: ToyShop, alice: User, olaf: User, mona: User) -> None:
    """21: one use, three orders at once."""
    coupon = CouponFactory(max_uses=1)
    people = (alice, olaf, mona)
    for who in people:
        carts.add_to_cart(Pick("toy", toys.offer()), by=who)
        carts.apply_coupon(coupon.code, by=who)
    wishes = [(who, wish(who)) for who in people]
    outcomes = together(*[lambda who=who, w=w: placing.place_order(w, by=who) for who, w in wishes])
    assert refusals(outcomes) == ["coupon_used_up"] * 2
    coupon.refresh_from_db()
    assert (coupon.uses, CouponUse.objects.count()) == (1, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_cart_is_ordered_once_however_often_one_clicks(toys: ToyShop, alice: User, client_of: Client) -> None:
    """13: twenty clicks with one key give one order; with other keys the cart is empty."""
    carts.add_to_cart(Pick("toy", toys.offer(amount=1000)), by=alice)
    body, key = {"expected_total": {"amount": 1000, "currency": "EUR"}, "shipping_address": BERLIN}, str(new_id())

    def click(key: str) -> Any:
        return client_of(alice).post("/api/orders/", body, headers={"Idempotency-Key": key})

    answers = together(*[lambda: click(key) for _ in range(20)])
    codes = {answer.status_code for answer in answers}
    assert codes <= {201, 409}
    assert {answer.data["code"] for answer in answers if answer.status_code == 409} <= {"act_in_flight"}
    assert Order.objects.count() == 1
    assert click(str(new_id())).data["code"] == "cart_empty"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_persons_own_uses_are_counted_exactly(toys: ToyShop, alice: User) -> None:
    """Two orders of one person at once, a coupon for one use each: the second is refused."""
    coupon = CouponFactory(max_uses_per_user=1)
    first = ordered(alice, (toys.offer(), 1))
    carts.add_to_cart(Pick("toy", toys.offer()), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    CouponUse.objects.create(coupon=coupon, order=first, user=alice)
    assert refused(lambda: placing.place_order(wish(alice), by=alice)).code == "coupon_used_up"
    coupon.refresh_from_db()
    assert coupon.uses == 0
