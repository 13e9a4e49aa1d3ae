"""From an order to its money: the hosted page is opened, the money arrives, in time or late, and the order is complete."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from strato.core import status
from strato.core.errors import DomainError
from strato.inventory import services as inventory
from strato.orders import notices, signals
from strato.orders.errors import OrderNotPayable
from strato.orders.models import CouponUse, Order, OrderLine
from strato.orders.services import holding
from strato.orders.services.papers import issue_invoice
from strato.orders.services.telling import flag_for_review, said, tell_customer, tell_labs
from strato.orders.states import OrderStatus as S
from strato.payments import services as payments
from strato.payments.models import Payable, Payment

LONGEST_WAIT = timedelta(hours=24)
"""However often the page is opened anew, an order that was not paid a day later is over."""
AWAITED_WAIT = timedelta(days=7)
"""A bank transfer that was begun may take so long."""


@transaction.atomic
def open_checkout(order: Order, *, by: Any) -> Payment:
    """A try to pay this order (the open one, if there is one), with the stock held as long as it can be paid.

    Its hosted page is opened afterwards, outside of the transaction: ``payments.start_session``.
    """
    payable, order = lock_with_payable(order.pk)
    now = timezone.now()
    if order.status != S.PENDING or order.total_amount == 0 or order.expires_at <= now:
        raise OrderNotPayable(status=order.status)
    if order.created_at + LONGEST_WAIT <= now:
        raise OrderNotPayable(status=order.status)
    lines = list(order.lines.all())
    payment = payments.open_payment(payable, wanted=wanted_of(order, lines), expires_at=order.expires_at, by=by)
    wait_until(order, lines, payment.expires_at)
    return payment


def wait_until(order: Order, lines: list[OrderLine], until: Any) -> None:
    """Wait for the money at least so long, and hold the stock meanwhile."""
    if until > order.expires_at:
        order.expires_at = until
        order.save(update_fields=["expires_at", "updated_at"])
    holding.hold_stock(order, lines)
    inventory.prolong(order.reference, until=holding.held_until(order))


def wanted_of(order: Order, lines: list[OrderLine]) -> payments.Wanted:
    """The lines of the hosted page: what is discounted is one line at its price after discount, so that they add up."""
    rows = [
        payments.Line(line.title, line.unit_amount, line.quantity)
        if not line.discount_amount
        else payments.Line(f"{line.quantity} × {line.title}", line.total_amount, 1)
        for line in lines
    ]
    if order.shipping_amount:
        rows.append(payments.Line(order.shipping["name"], order.shipping_amount, 1))
    place = f"{settings.PUBLIC_URL}/checkout"
    return payments.Wanted(
        lines=tuple(rows),
        success_url=f"{place}/success?order={order.pk}&payment={{PAYMENT}}",
        cancel_url=f"{place}/failed?order={order.pk}&payment={{PAYMENT}}",
        email=order.email,
        locale=order.customer.language,
        metadata={"order": str(order.pk), "number": order.number},
    )


@transaction.atomic
def mark_paid(payment: Payment) -> Order | None:
    """The money of this payment is here: the order is complete, or the money goes back and the customer is told.

    Called again for the same payment nothing more happens. None: the money is not for an order.
    """
    if not Order.objects.filter(pk=payment.payable_id).exists():
        return None
    payable, order = lock_with_payable(payment.payable_id)
    if order.paid_at is not None:
        return order
    if payment.currency != order.currency or payable.charged < payable.amount:
        flag_for_review(order, "amount_mismatch", came=said(payable.charged, order))
        return order
    if order.status not in (S.PENDING, S.EXPIRED):
        return turn_down(order, payable, reason=order.status)
    try:
        with transaction.atomic():
            return complete(order, session_id=payment.session_id or "")
    except DomainError as refused:  # the stock or the coupon went to somebody else meanwhile
        order.refresh_from_db()
        return turn_down(order, payable, reason=refused.code)


def complete(order: Order, *, session_id: str = "", by: Any = None) -> Order:
    """The order is paid: its stock leaves the shelf, those who make it hear of it. What had expired is taken anew."""
    lines = list(order.lines.all())
    if order.status == S.EXPIRED:
        take_up_again(order, lines)
    if holding.wants_of(lines):
        holding.hold_stock(order, lines)  # a hold that ended a moment ago is made anew
        inventory.take(order.reference, by=by, reason=order.number)
    order.paid_at, order.stripe_session_id = timezone.now(), session_id
    order.save(update_fields=["paid_at", "stripe_session_id", "updated_at"])
    status.change(order, S.PAID, by=by)
    holding.tell_paid(lines, by=by)
    signals.order_paid.send(Order, order=order)
    issue_invoice(order)
    tell_customer(order, notices.ORDER_PAID)
    tell_labs(order, notices.ORDER_RECEIVED, pieces=sum(line.quantity for line in lines))
    return order


def take_up_again(order: Order, lines: list[OrderLine]) -> None:
    """The money came after the order's end: its coupon is used again, its makers hear of it again."""
    if order.coupon is not None:
        holding.redeem(order.coupon, by=order.customer)
        CouponUse.objects.create(coupon=order.coupon, order=order, user=order.customer)
    holding.tell_placed(lines, by=order.customer)


def turn_down(order: Order, payable: Payable, *, reason: str) -> Order:
    """Nothing can be made of this money any more: it goes back, whole, and everybody is told."""
    if payable.kept.amount <= 0:
        return order
    if order.status == S.PENDING:
        status.change(order, S.CANCELLED, by=None, reason=reason)
        let_go(order, reason=reason)
    back = payable.kept
    payments.request_refund(payable, amount=back, reason=f"paid too late: {reason}", by=None)
    tell_customer(order, notices.ORDER_PAID_LATE, amount=str(back), reason=reason)
    flag_for_review(order, "paid_late", reason=reason)
    return order


def let_go(order: Order, *, reason: str) -> None:
    """The order ended unpaid: its stock and its coupon are free, its makers stop waiting."""
    holding.give_coupon_back(order)
    inventory.release(order.reference)
    holding.tell_ended(list(order.lines.all()), reason=reason)
    signals.order_ended.send(Order, order=order)


@transaction.atomic
def await_money(payment: Payment) -> None:
    """The payer has confirmed and the bank takes its time: the order waits, and its stock with it."""
    payable, order = lock_with_payable(payment.payable_id)
    if order.status == S.PENDING and payable.charged < payable.amount:
        wait_until(order, list(order.lines.all()), timezone.now() + AWAITED_WAIT)


def lock_with_payable(order_id: UUID) -> tuple[Payable, Order]:
    """The two rows that every act on an order and its money begins with, in the order of the house."""
    payable = payments.lock_payable(order_id)
    return payable, lock_order(order_id)


def lock_order(order_id: UUID) -> Order:
    return Order.objects.select_for_update(of=("self",)).select_related("customer", "coupon").get(pk=order_id)
