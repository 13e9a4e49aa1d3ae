"""One way to find out what became of a payment: ask the gateway, book what it says, tell those above.

Called by the webhook, the success page, the sweeper and the reconciliation alike, in any order, as often as they like.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.core import status
from strato.core.money import Money
from strato.payments import signals
from strato.payments.gateways import gateway
from strato.payments.gateways.facts import Charge, Session
from strato.payments.models import Payable, Payment
from strato.payments.services.payables import book, book_fee, count_charged, lock_payable
from strato.payments.services.refunding import WITH_MONEY, give_back_surplus
from strato.payments.states import EntryKind, PaymentStatus


def settle(payment: Payment, *, source: str) -> Payment:
    """Fetch the payment's session and book what it says. Not inside a transaction: it asks the gateway."""
    if not payment.session_id:
        return expire_unstarted(payment)
    session = gateway().session(payment.session_id)
    return book_session(payment, session, source=source)


@transaction.atomic
def expire_unstarted(payment: Payment) -> Payment:
    """A try whose page was never opened ends when its time is over."""
    lock_payable(payment.payable_id)
    current = Payment.objects.select_for_update().get(pk=payment.pk)
    is_over = current.expires_at <= timezone.now()
    if is_over and current.status == PaymentStatus.OPEN and not current.session_id:
        end(current, PaymentStatus.EXPIRED, signals.payment_expired, reason="never started")
    payment.refresh_from_db()
    return payment


@transaction.atomic
def book_session(payment: Payment, session: Session, *, source: str) -> Payment:
    """What the gateway says about a session, into our books; the same news twice changes nothing."""
    payable = lock_payable(payment.payable_id)
    current = Payment.objects.select_for_update().get(pk=payment.pk)
    remember(current, session)
    if session.is_paid and session.charge is not None:
        arrive(payable, current, session.charge, source=source)
    elif session.is_awaited:
        await_money(current)
    elif session.has_failed:
        end(current, PaymentStatus.FAILED, signals.payment_failed, reason=session.failure_code)
    elif session.status == "expired" and current.status == PaymentStatus.OPEN:
        end(current, PaymentStatus.EXPIRED, signals.payment_expired, reason="expired")
    payment.refresh_from_db()
    return payment


def remember(payment: Payment, session: Session) -> None:
    """The names under which the gateway knows it."""
    found = {"session_id": session.id, "intent_id": session.intent_id or payment.intent_id}
    changed = {name: value for name, value in found.items() if value != getattr(payment, name)}
    if changed:
        Payment.objects.filter(pk=payment.pk).update(**changed)
        payment.refresh_from_db()


def arrive(payable: Payable, payment: Payment, charge: Charge, *, source: str) -> None:
    """The gateway has the money: into the ledger, then to those who wait for it."""
    was_paid = payable.charged >= payable.amount
    is_new = book(payable, EntryKind.CHARGE, charge.id, charge.amount, source=source)
    book_fee(payable, charge.transaction, source=source)
    if not is_new:
        return
    count_charged(payable)
    if payment.status in WITH_MONEY:  # only the ledger's line was missing
        return
    fits = charge.amount == payment.money
    received = charge.amount.amount if charge.amount.currency == payable.currency else 0
    Payment.objects.filter(pk=payment.pk).update(
        paid_at=timezone.now(), received=received, is_awaited=False, failure_code="" if fits else "amount_mismatch"
    )
    payment.refresh_from_db()
    if not fits:
        hold_for_review(payable, payment, charge.amount)
        return
    status.change(payment, PaymentStatus.SUCCEEDED, by=None, reason=source)
    if was_paid:
        give_back_surplus(payment)
    else:
        signals.payment_succeeded.send(Payment, payment=payment)


def hold_for_review(payable: Payable, payment: Payment, came: Money) -> None:
    """Another amount or currency than was asked for: kept, booked, and shown to a person."""
    status.change(payment, PaymentStatus.REVIEW, by=None, reason=f"{came} instead of {payment.money}")
    facts = {"came": str(came), "wanted": str(payment.money)}
    signals.money_needs_review.send(Payable, payable=payable, code="amount_mismatch", facts=facts)


def await_money(payment: Payment) -> None:
    """The payer has confirmed; the money takes its time."""
    if payment.is_awaited or payment.status in WITH_MONEY:
        return
    Payment.objects.filter(pk=payment.pk).update(is_awaited=True)
    payment.refresh_from_db()
    signals.payment_awaited.send(Payment, payment=payment)


def end(payment: Payment, to: PaymentStatus, signal: Any, *, reason: str) -> None:
    """The money does not come, at least not now."""
    if not payment.can_become(to):
        return
    Payment.objects.filter(pk=payment.pk).update(is_awaited=False, failure_code=reason[:60])
    payment.refresh_from_db()
    status.change(payment, to, by=None, reason=reason)
    signal.send(Payment, payment=payment)
