"""Money that came, but not what was asked for: a person takes it for the order, or it goes back."""

from typing import Any

from django.db import transaction

from strato.core import status
from strato.core.errors import WrongState
from strato.core.money import Money
from strato.payments import signals
from strato.payments.errors import AlreadyPaid, MoneyForeign
from strato.payments.gateways import gateway
from strato.payments.models import Payable, Payment
from strato.payments.services.payables import lock_payable
from strato.payments.services.refunding import ask, left_of, received_of
from strato.payments.states import PaymentStatus


@transaction.atomic
def accept_payment(payment: Payment, *, by: Any, reason: str = "") -> Payment:
    """The order counts as paid: what is missing is waived, what is too much goes back.

    Raises ``WrongState``, ``MoneyForeign``, and ``AlreadyPaid`` when the order has its money from another payment.
    """
    payable, current = locked(payment)
    if not current.received:
        raise MoneyForeign
    if payable.charged - current.received >= payable.amount:
        raise AlreadyPaid
    status.change(current, PaymentStatus.SUCCEEDED, by=by, reason=reason)
    surplus = min(payable.kept.amount - payable.amount, left_of(current, received_of(current)))
    if surplus > 0:
        ask(payable, current, Money(surplus, payable.currency), reason="more than was owed", by=by, is_surplus=True)
    if payable.charged < payable.amount:
        Payable.objects.filter(pk=payable.pk).update(amount=payable.charged)
    signals.payment_reviewed.send(Payment, payment=current)
    signals.payment_succeeded.send(Payment, payment=current)
    payment.refresh_from_db()
    return payment


def what_came(payment: Payment) -> Money:
    """The money of a payment in its own currency; where that is not the order's, the gateway is asked. Outside of transactions."""
    if payment.received or not payment.session_id:
        return received_of(payment)
    charge = gateway().session(payment.session_id).charge
    return charge.amount if charge is not None else received_of(payment)


@transaction.atomic
def refuse_payment(payment: Payment, *, came: Money, by: Any, reason: str = "") -> Payment:
    """All of it that is still here goes back; the order may be paid anew while its time lasts. Raises ``WrongState``."""
    payable, current = locked(payment)
    status.change(current, PaymentStatus.REFUSED, by=by, reason=reason)
    left = left_of(current, came)
    if left:
        ask(payable, current, Money(left, came.currency), reason=reason or "refused", by=by, is_surplus=True)
    signals.payment_reviewed.send(Payment, payment=current)
    signals.payment_failed.send(Payment, payment=current)
    payment.refresh_from_db()
    return payment


def locked(payment: Payment) -> tuple[Payable, Payment]:
    """Both rows, the payment still waiting for a decision."""
    payable = lock_payable(payment.payable_id)
    current = Payment.objects.select_for_update().get(pk=payment.pk)
    if current.status != PaymentStatus.REVIEW:
        raise WrongState(from_status=current.status, to_status=PaymentStatus.SUCCEEDED)
    return payable, current
