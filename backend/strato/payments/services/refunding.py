"""Money back: asked for here or made in the gateway's dashboard, never more than came, and failed ones come back."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum

from strato.core import status
from strato.core.money import Money
from strato.payments import signals
from strato.payments.errors import GatewayRefused, NothingToRefund, PaymentDeclined, RefundTooLarge
from strato.payments.gateways import gateway
from strato.payments.gateways.amounts import check_coined
from strato.payments.gateways.facts import RefundFacts
from strato.payments.models import Payable, Payment, Refund
from strato.payments.services.payables import book, lock_payable, move_refunded
from strato.payments.states import LOST_TO_DISPUTES, EntryKind, PaymentStatus, RefundStatus

WITH_MONEY = (PaymentStatus.SUCCEEDED, PaymentStatus.REVIEW, PaymentStatus.REFUSED)
STATUSES = {
    "succeeded": RefundStatus.SUCCEEDED,
    "failed": RefundStatus.FAILED,
    "canceled": RefundStatus.FAILED,
}  # every other word of the gateway: on its way


@transaction.atomic
def request_refund(payable: Payable, *, amount: Money, reason: str, by: Any) -> list[Refund]:
    """Give back this much, oldest payment first; the rows are sent after the commit.

    Raises ``AmountUncoined``, ``NothingToRefund`` and ``RefundTooLarge`` (with what is ``left``), also against refunds still on their way.
    """
    check_coined(amount)
    locked = lock_payable(payable.pk)
    parts = share_out(locked, amount)
    rows = [ask(locked, payment, Money(part, locked.currency), reason=reason, by=by) for payment, part in parts]
    payable.refresh_from_db(fields=["charged", "refunded"])
    return rows


def share_out(payable: Payable, amount: Money) -> list[tuple[Payment, int]]:
    """From which payments the money goes back."""
    paid = payable.payments.filter(status__in=WITH_MONEY).order_by("pk")
    sources = [(payment, left_of(payment, received_of(payment))) for payment in paid]
    left = min(sum(part for _, part in sources), payable.kept.amount)
    if left <= 0:
        raise NothingToRefund
    if amount.currency != payable.currency or not 0 < amount.amount <= left:
        raise RefundTooLarge(left=left, currency=payable.currency)
    parts, open_amount = [], amount.amount
    for payment, room in sources:
        part = min(room, open_amount)
        if part > 0:
            parts.append((payment, part))
            open_amount -= part
    return parts


def received_of(payment: Payment) -> Money:
    """What came with a payment, in the currency of its order."""
    return Money(payment.received, payment.currency)


def left_of(payment: Payment, came: Money) -> int:
    """What of a payment is neither refunded nor in its payer's bank's hands."""
    back = payment.refunds.filter(currency=came.currency).exclude(status=RefundStatus.FAILED)
    lost = payment.disputes.filter(currency=came.currency, gateway_status__in=LOST_TO_DISPUTES)
    gone = sum(int(rows.aggregate(total=Sum("amount"))["total"] or 0) for rows in (back, lost))
    return max(0, came.amount - gone)


def ask(payable: Payable, payment: Payment, money: Money, *, reason: str, by: Any, is_surplus: bool = False) -> Refund:
    """One refund's row and its place in the sum, which counts the order's own currency; the caller holds the payable's lock."""
    if money.currency == payable.currency and not move_refunded(payable, money.amount):
        raise RefundTooLarge(left=payable.kept.amount, currency=payable.currency)
    refund = Refund.objects.create(
        payment=payment,
        payable=payable,
        amount=money.amount,
        currency=money.currency,
        reason=reason[:400],
        by=by,
        is_surplus=is_surplus,
    )
    signals.refund_requested.send(Refund, refund=refund)
    return refund


def give_back_surplus(payment: Payment) -> None:
    """The order was paid already: this second payment goes back whole, and the order stays as it is."""
    payable = lock_payable(payment.payable_id)
    ask(payable, payment, received_of(payment), reason="paid twice", by=None, is_surplus=True)


def send_refund(refund: Refund) -> Refund:
    """Tell the gateway, under the refund's own key, so that a repeated call sends nothing twice. Outside of transactions."""
    if refund.status != RefundStatus.REQUESTED or refund.gateway_id:
        return refund
    try:
        facts = gateway().create_refund(
            intent_id=refund.payment.intent_id or "",
            amount=refund.money,
            key=f"rf:{refund.pk}",
            reference=str(refund.pk),
        )
    except (GatewayRefused, PaymentDeclined) as refused:
        return give_up_refund(refund, code=str(refused.facts.get("reason") or refused.code))
    return book_refund(refund.payment, facts, source="request") or refund


@transaction.atomic
def give_up_refund(refund: Refund, *, code: str) -> Refund:
    """The gateway will not do it: the money is kept, and somebody has to hear of it."""
    payable = lock_payable(refund.payable_id)
    current = Refund.objects.select_for_update().get(pk=refund.pk)
    if current.status == RefundStatus.REQUESTED:
        fail(payable, current, code=code)
    refund.refresh_from_db()
    return refund


@transaction.atomic
def book_refund(payment: Payment, facts: RefundFacts, *, source: str) -> Refund | None:
    """What the gateway says about one refund, into our books; None when the payment's money is not booked yet."""
    payable = lock_payable(payment.payable_id)
    payment.refresh_from_db()
    if payment.status not in WITH_MONEY:
        return None
    refund = known(payable, facts) or take_in(payable, payment, facts)
    is_revived = refund.status == RefundStatus.FAILED and not refund.gateway_id and not facts.has_failed
    if is_revived and refund.currency == payable.currency:
        move_refunded(payable, refund.amount)
    if refund.gateway_id != facts.id:
        Refund.objects.filter(pk=refund.pk).update(gateway_id=facts.id)
        refund.refresh_from_db()
    book(payable, EntryKind.REFUND, facts.id, Money(-facts.amount.amount, facts.amount.currency), source=source)
    if facts.has_failed:
        book(payable, EntryKind.REFUND_REVERSAL, facts.id, facts.amount, source=source)
    if is_revived or refund.status != RefundStatus.FAILED:
        follow(payable, refund, STATUSES.get(facts.status, RefundStatus.PENDING), code=facts.failure_code)
    return refund


def known(payable: Payable, facts: RefundFacts) -> Refund | None:
    """Our row of it, by the gateway's name or by ours."""
    named = Q(gateway_id=facts.id) | (Q(pk=facts.reference) if is_uuid(facts.reference) else Q())
    return payable.refunds.select_for_update().filter(named).first()


def is_uuid(text: str) -> bool:
    """Could it be an id of ours?"""
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def take_in(payable: Payable, payment: Payment, facts: RefundFacts) -> Refund:
    """A refund that was made in the gateway's own dashboard; ours that were not sent yet make room for it."""
    amount = facts.amount.amount if facts.amount.currency == payable.currency else 0
    unsent = payable.refunds.filter(status=RefundStatus.REQUESTED, gateway_id=None).order_by("-pk")
    for refund in unsent:
        if payable.refunded + amount <= payable.charged:
            break
        fail(payable, refund, code="refunded_elsewhere")
    move_refunded(payable, amount)
    return Refund.objects.create(
        payment=payment,
        payable=payable,
        amount=facts.amount.amount,
        currency=facts.amount.currency,
        gateway_id=facts.id,
        is_external=True,
        reason="made in the payment service's dashboard",
    )


def follow(payable: Payable, refund: Refund, to: RefundStatus, *, code: str) -> None:
    """The row's status after the gateway's; news that are older than the row change nothing."""
    if not refund.can_become(to):
        return
    if to == RefundStatus.FAILED:
        fail(payable, refund, code=code or "failed")
        return
    status.change(refund, to, by=None)
    signals.refund_changed.send(Refund, refund=refund)


def fail(payable: Payable, refund: Refund, *, code: str) -> None:
    """The money did not go, or came back: it counts as kept again."""
    Refund.objects.filter(pk=refund.pk).update(failure_code=code[:60])
    refund.refresh_from_db()
    status.change(refund, RefundStatus.FAILED, by=None, reason=code)
    if refund.currency == payable.currency:
        move_refunded(payable, -refund.amount)
    signals.refund_changed.send(Refund, refund=refund)
    facts = {"amount": str(refund.money), "reason": code}
    signals.money_needs_review.send(Payable, payable=payable, code="refund_failed", facts=facts)


def refresh_refunds(payment: Payment, *, source: str) -> list[Refund]:
    """Ask the gateway for every refund of a payment and book them. Outside of transactions."""
    if not payment.intent_id:
        return []
    found = [book_refund(payment, facts, source=source) for facts in gateway().refunds_of(payment.intent_id)]
    return [refund for refund in found if refund is not None]
