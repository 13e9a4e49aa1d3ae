"""29: currencies of no, two and three digits, from the cart to the ledger."""

from datetime import timedelta

import pytest
from django.utils import timezone

from strato.accounts.models import User
from strato.core.exchange import rate_of
from strato.core.money import Money
from strato.orders.models import Order
from strato.orders.services import carts, paying, placing
from strato.orders.services.carts import Pick
from strato.orders.services.refunding import Piece, refund_order
from strato.orders.states import DiscountKind
from strato.orders.states import OrderStatus as S
from strato.orders.tests.buying import ordered, paid, wish
from strato.orders.tests.factories import CouponFactory, ShippingMethodFactory, TaxRateFactory
from strato.orders.tests.toys import ToyShop
from strato.payments.errors import AmountUncoined
from strato.payments.models import MoneyEntry, Payable
from strato.payments.states import EntryKind
from strato.payments.tests.rig import Rig

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("currency", "amount", "pieces"), [("EUR", 1999, 3), ("JPY", 1250, 2), ("ISK", 990, 3), ("KWD", 12_340, 1)]
)
def test_what_was_agreed_is_what_is_paid(
    currency: str, amount: int, pieces: int, toys: ToyShop, alice: User, sandbox: Rig
) -> None:
    TaxRateFactory()
    carts.choose_currency(currency, by=alice)
    order = paid(ordered(alice, (toys.offer("Top", amount, currency), pieces)), sandbox)
    total = amount * pieces
    assert (order.status, order.total, order.exchange_rates) == (S.PAID, Money(total, currency), {})
    assert order.tax_amount == (2 * total * 1900 + 11900) // (2 * 11900)
    charge = MoneyEntry.objects.get(kind=EntryKind.CHARGE)
    assert (charge.amount, charge.currency) == (total, currency)
    assert Payable.objects.get().kept == order.total


def test_single_fils_that_no_card_can_pay_are_in_no_total(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    """Three decimals, the last of them always 0: of prices, of a third off, and of a piece that is given back."""
    coupon = CouponFactory(basis_points=3333, currency="KWD")
    carts.choose_currency("KWD", by=alice)
    carts.add_to_cart(Pick("toy", toys.offer("Top", 1234, "KWD"), 3), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = paid(placing.place_order(wish(alice), by=alice), sandbox)
    assert (order.goods_amount, order.discount_amount, order.total_amount) == (3690, 1230, 2460)
    piece = Piece(order.lines.get().pk, 1)
    assert refund_order(order, by=None, pieces=[piece]).amount == 820
    with pytest.raises(AmountUncoined):
        refund_order(order, by=None, amount=1)


def test_an_amount_that_no_card_can_pay_is_refused_before_the_gateway(toys: ToyShop, alice: User) -> None:
    carts.choose_currency("KWD", by=alice)
    order = ordered(alice, (toys.offer("Top", 1230, "KWD"), 1))
    Order.objects.filter(pk=order.pk).update(goods_amount=1234, total_amount=1234)
    order.lines.update(unit_amount=1234, goods_amount=1234, total_amount=1234)
    Payable.objects.update(amount=1234)
    with pytest.raises(AmountUncoined):
        paying.open_checkout(order, by=alice)


def test_three_thirds_of_a_discount_and_the_tax_sum_to_the_total(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    """3 x 33.33 % off: no cent is lost between the lines, the hosted page and the ledger."""
    TaxRateFactory()
    coupon, parcel = CouponFactory(basis_points=3333), ShippingMethodFactory()
    for _ in range(3):
        carts.add_to_cart(Pick("toy", toys.offer(amount=3333)), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = paid(placing.place_order(wish(alice, shipping_method=parcel.pk), by=alice), sandbox)
    lines = list(order.lines.all())
    assert order.total_amount == sum(line.total_amount for line in lines) + order.shipping_amount
    assert order.tax_amount == sum(line.tax_amount for line in lines) + order.shipping_tax_amount
    assert order.discount_amount == sum(line.discount_amount for line in lines)
    assert Payable.objects.get().charged == order.total_amount


def test_a_converted_order_keeps_its_dated_rate(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    """Goods, coupon and parcel are priced in euros, the order is in dollars: one rate, frozen."""
    coupon = CouponFactory(kind=DiscountKind.FIXED, basis_points=0, amount=500)
    parcel = ShippingMethodFactory()
    carts.choose_currency("USD", by=alice)
    carts.add_to_cart(Pick("toy", toys.offer(amount=2000), 2), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = paid(placing.place_order(wish(alice, shipping_method=parcel.pk), by=alice), sandbox)
    rate = rate_of("EUR", "USD", on=timezone.now().date())
    assert rate.on is not None
    assert rate.on > timezone.now().date() - timedelta(days=365)
    assert order.exchange_rates == {"EUR": rate.as_json()}
    in_dollars = [rate.convert(Money(amount, "EUR")).amount for amount in (2000, 500, 490)]
    assert (order.goods_amount, order.discount_amount, order.shipping_amount) == (2 * in_dollars[0], *in_dollars[1:])
    assert Payable.objects.get().charged == order.total_amount
