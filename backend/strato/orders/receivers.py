"""What orders do when something happens below, and when their own services announce work for the background."""

from typing import Any

from django.dispatch import receiver

from strato.accounts.signals import guest_identified
from strato.core import queue
from strato.orders import signals, tasks
from strato.orders.models import Document, Order
from strato.orders.services import carts, ending, paying, refunding
from strato.payments import signals as payments
from strato.payments.models import Payable, Payment, Refund


@receiver(guest_identified)
def on_guest_identified(sender: Any, user: Any, guest_key: str, **_: Any) -> None:
    carts.merge_guest_cart(user, guest_key=guest_key)


@receiver(payments.payment_succeeded)
def on_payment_succeeded(sender: Any, payment: Payment, **_: Any) -> None:
    paying.mark_paid(payment)


@receiver(payments.payment_awaited)
def on_payment_awaited(sender: Any, payment: Payment, **_: Any) -> None:
    if Order.objects.filter(pk=payment.payable_id).exists():
        paying.await_money(payment)


@receiver(payments.payment_failed)
def on_payment_failed(sender: Any, payment: Payment, **_: Any) -> None:
    if Order.objects.filter(pk=payment.payable_id).exists():
        ending.payment_failed(payment)


@receiver(payments.payment_expired)
def on_payment_expired(sender: Any, payment: Payment, **_: Any) -> None:
    if Order.objects.filter(pk=payment.payable_id).exists():
        ending.stop_waiting(payment.payable_id)


@receiver(payments.payment_reviewed)
def on_payment_reviewed(sender: Any, payment: Payment, **_: Any) -> None:
    refunding.looked_into(payment.payable, "amount_mismatch")


@receiver(payments.refund_changed)
def on_refund_changed(sender: Any, refund: Refund, **_: Any) -> None:
    refunding.follow_refund(refund)


@receiver(payments.money_needs_review)
def on_money_needs_review(sender: Any, payable: Payable, code: str, **_: Any) -> None:
    refunding.look_into(payable, code)


@receiver(signals.document_issued)
def on_document_issued(sender: Any, document: Document, **_: Any) -> None:
    queue.defer(tasks.draw_document, key=f"draw-document:{document.pk}", document=str(document.pk))
