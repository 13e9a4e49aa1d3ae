"""From a cart to an order: what the customer saw is what is copied, held and owed, or nothing happens at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from strato.core.money import Money
from strato.core.numbering import next_number
from strato.core.rows import new_id
from strato.orders import notices, signals
from strato.orders.errors import (
    AddressMissing,
    CartChanged,
    CartEmpty,
    ShippingImpossible,
    ShippingMethodMissing,
)
from strato.orders.models import Cart, CouponUse, Order, OrderLine
from strato.orders.reports.carts import PricedCart, PricedLine, ShippingOption, price_cart
from strato.orders.services import holding
from strato.orders.services.carts import locked_cart
from strato.orders.services.paying import complete
from strato.orders.services.telling import tell_customer
from strato.orders.states import ShippingKind
from strato.payments import services as payments


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer says at the checkout. ``expected_total`` is what they saw: another total is refused."""

    expected_total: Money
    shipping_method: UUID | None = None
    shipping_address: dict[str, str] = field(default_factory=dict)
    billing_address: dict[str, str] = field(default_factory=dict)
    note: str = ""
    readers: tuple[str, ...] = ()
    """The languages in which they saw it: what it was called then is what they bought."""

    @property
    def country(self) -> str:
        """Where it goes decides the tax; what is picked up is taxed where the bill goes."""
        return (self.shipping_address or self.billing_address).get("country", "")


@transaction.atomic
def place_order(wish: Wish, *, by: Any) -> Order:
    """An order that waits for its money, with its stock held and its coupon used; one that costs nothing is paid at once.

    Raises ``CartEmpty``, ``CartChanged``, ``ShippingImpossible``, ``AddressMissing``, the coupon's errors, and
    ``StockMissing``.
    """
    cart = locked_cart(by)
    priced = price_cart(cart, user=by, country=wish.country, method_id=wish.shipping_method, readers=wish.readers)
    check(priced, wish)
    order = drawn_up(priced, wish, by=by)
    lines = [copied(line, order, position) for position, line in enumerate(priced.lines, start=1)]
    if priced.coupon is not None:
        holding.redeem(priced.coupon, by=by)
    holding.hold_stock(order, lines)
    order.number = f"O-{next_number('order'):06d}"
    order.save(force_insert=True)
    OrderLine.objects.bulk_create(lines)
    if priced.coupon is not None:
        CouponUse.objects.create(coupon=priced.coupon, order=order, user=by)
    payments.open_payable(order.pk, payer=by, label=order.number, amount=order.total)
    announce(order, lines, by=by)
    empty(cart)
    return order


def announce(order: Order, lines: Sequence[OrderLine], *, by: Any) -> None:
    """The order stands; without a price it is complete."""
    holding.tell_placed(lines, by=by)
    signals.order_placed.send(Order, order=order)
    if order.total_amount == 0:
        complete(order, by=by)
    else:
        tell_customer(order, notices.ORDER_PLACED)


def check(priced: PricedCart, wish: Wish) -> None:
    """Is it what the customer saw, can it be bought, can it be sent?"""
    if not priced.lines:
        raise CartEmpty
    if priced.problems:
        raise CartChanged(lines=priced.problems)
    if priced.coupon_refusal is not None:
        raise priced.coupon_refusal
    check_delivery(priced, wish)
    if priced.total != wish.expected_total:
        raise CartChanged(total={"amount": priced.total.amount, "currency": priced.currency})


def check_delivery(priced: PricedCart, wish: Wish) -> None:
    """A way to send it that goes there; an address unless it is picked up. A house without any way needs none."""
    if priced.shipping is None:
        if priced.options:
            raise ShippingMethodMissing(fields={"shipping_method": [ShippingMethodMissing.detail]})
        return
    if priced.shipping.problem:
        raise ShippingImpossible(problem=priced.shipping.problem)
    if priced.shipping.method.kind != ShippingKind.PICKUP and not wish.shipping_address:
        raise AddressMissing(fields={"shipping_address": [AddressMissing.detail]})


def drawn_up(priced: PricedCart, wish: Wish, *, by: Any) -> Order:
    """The order, not saved yet: everything that could change later is copied."""
    totals = priced.totals
    return Order(
        pk=new_id(),
        customer=by,
        email=by.email,
        currency=priced.currency,
        goods_amount=totals.goods,
        discount_amount=totals.discount,
        shipping_amount=totals.shipping,
        shipping_tax_amount=totals.shipping_tax,
        tax_amount=totals.tax,
        total_amount=totals.total,
        exchange_rates={code: rate.as_json() for code, rate in priced.rates.items() if code != priced.currency},
        coupon=priced.coupon,
        coupon_code=priced.coupon.code if priced.coupon else "",
        shipping=as_it_was(priced.shipping) if priced.shipping else {},
        shipping_address=wish.shipping_address,
        billing_address=wish.billing_address or wish.shipping_address,
        note=wish.note,
        expires_at=timezone.now() + timedelta(minutes=settings.ORDER_MINUTES),
    )


def as_it_was(option: ShippingOption) -> dict[str, Any]:
    """The way it is sent, as it was agreed."""
    method, rate = option.method, option.delivery.tax_basis_points if option.delivery else 0
    return {
        "id": str(method.pk),
        "name": method.name,
        "kind": method.kind,
        "days": method.days,
        "tax_basis_points": rate,
    }


def copied(line: PricedLine, order: Order, position: int) -> OrderLine:
    """A line of the order from a line of the cart; ``check`` made sure that it has a ware and a price."""
    ware, amounts = line.ware, line.amounts
    if ware is None or line.unit_price is None:
        raise CartChanged(lines={str(line.line.pk): line.problem})
    return OrderLine(
        order=order,
        position=position,
        kind=ware.kind,
        ref=ware.ref,
        lab_id=ware.lab_id,
        sku=ware.sku,
        title=ware.title[:200],
        detail=ware.detail[:200],
        facts={"link": ware.link, **ware.facts},
        quantity=line.line.quantity,
        note=line.line.note,
        choice=line.line.choice,
        unit_amount=line.unit_price.amount,
        goods_amount=amounts.goods,
        discount_amount=amounts.discount,
        tax_class=ware.tax_class,
        tax_basis_points=line.tax_basis_points,
        tax_amount=amounts.tax,
        total_amount=amounts.total,
        weight_mg=ware.weight_mg,
    )


def empty(cart: Cart) -> None:
    """What was ordered is no longer in the cart."""
    cart.lines.all().delete()
    cart.coupon = None
    cart.save(update_fields=["coupon", "updated_at"])
