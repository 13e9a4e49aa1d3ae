"""Orders that end before they are paid: called off, or waited for in vain."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from strato.core import status
from strato.core.errors import WrongState
from strato.orders import notices
from strato.orders.models import Order
from strato.orders.services.holding import GRACE
from strato.orders.services.paying import let_go, lock_with_payable
from strato.orders.services.telling import tell_customer, tell_labs
from strato.orders.states import OrderStatus as S
from strato.payments import services as payments
from strato.payments.models import Payment
from strato.payments.states import PaymentStatus

BATCH = 200


@transaction.atomic
def cancel_order(order: Order, *, by: Any, reason: str = "") -> Order:
    """Called off before it was paid: of this and the payment exactly one wins. Raises ``WrongState``."""
    payable, order = lock_with_payable(order.pk)
    status.change(order, S.CANCELLED, by=by, reason=reason)
    payments.abandon_payments(payable, by=by, reason="order cancelled")
    let_go(order, reason="cancelled")
    tell_customer(order, notices.ORDER_CANCELLED, by=by, reason=reason)
    tell_labs(order, notices.ORDER_CANCELLED, by=by, reason=reason)
    return order


@transaction.atomic
def expire_order(order_id: UUID) -> bool:
    """Unpaid past its time: gives whether it ended. Money that arrives all the same is dealt with when it comes."""
    payable, order = lock_with_payable(order_id)
    if order.status != S.PENDING or order.expires_at > timezone.now():
        return False
    status.change(order, S.EXPIRED, by=None)
    payments.abandon_payments(payable, reason="order expired")
    let_go(order, reason="expired")
    tell_customer(order, notices.ORDER_EXPIRED)
    return True


@transaction.atomic
def stop_waiting(order_id: UUID) -> None:
    """A try to pay came to nothing: the order is over if its time is, else it waits for another try as long as a new order."""
    payable, order = lock_with_payable(order_id)
    until = timezone.now() + timedelta(minutes=settings.ORDER_MINUTES)
    is_tried = payable.payments.filter(status=PaymentStatus.OPEN).exists()
    if order.status == S.PENDING and order.expires_at > until and not is_tried:
        order.expires_at = until  # it had time for a bank's transfer
        order.save(update_fields=["expires_at", "updated_at"])
    expire_order(order_id)


@transaction.atomic
def payment_failed(payment: Payment) -> None:
    """The bank said no, or an admin did: who can still pay hears what to do; whose money goes back hears that."""
    stop_waiting(payment.payable_id)
    order = Order.objects.select_related("customer").get(pk=payment.payable_id)
    goes_back = payment.status == PaymentStatus.REFUSED
    if goes_back or order.status == S.PENDING:
        facts = {"goes_back": goes_back, "can_pay": order.status == S.PENDING}
        tell_customer(order, notices.ORDER_PAYMENT_FAILED, **facts)


def expire_orders() -> int:
    """End the orders whose time and grace are over, one by one; gives how many."""
    due = Order.objects.filter(status=S.PENDING, expires_at__lte=timezone.now() - GRACE).order_by("expires_at")
    return sum(expire_order(pk) for pk in due.values_list("pk", flat=True)[:BATCH])


def refuse_unless(order: Order, *statuses: str, to: str) -> None:
    """The act belongs to other statuses: ``WrongState``."""
    if order.status not in statuses:
        raise WrongState(from_status=order.status, to_status=to)
