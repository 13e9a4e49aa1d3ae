"""Payments that their payers' banks question."""

from django.db import transaction

from strato.payments import signals
from strato.payments.gateways import gateway
from strato.payments.gateways.facts import DisputeFacts, Transaction
from strato.payments.models import Dispute, Payable, Payment
from strato.payments.services.payables import book, book_fee, lock_payable
from strato.payments.states import EntryKind

ENTRY_OF = {"dispute": EntryKind.DISPUTE, "dispute_reversal": EntryKind.DISPUTE_REVERSAL}


def refresh_disputes(payment: Payment, *, source: str) -> list[Dispute]:
    """Ask the gateway for every dispute of a payment and book it. Outside of transactions."""
    if not payment.intent_id:
        return []
    return [book_dispute(payment, facts, source=source) for facts in gateway().disputes_of(payment.intent_id)]


@transaction.atomic
def book_dispute(payment: Payment, facts: DisputeFacts, *, source: str) -> Dispute:
    """What the gateway says about one dispute, into our books."""
    payable = lock_payable(payment.payable_id)
    dispute: Dispute
    dispute, is_new = Dispute.objects.select_for_update().get_or_create(
        gateway_id=facts.id,
        defaults={
            "payment": payment,
            "payable": payable,
            "gateway_status": facts.status,
            "amount": facts.amount.amount,
            "currency": facts.amount.currency,
            "reason": facts.reason,
            "respond_by": facts.respond_by,
        },
    )
    for line in facts.transactions:
        book_line(payable, dispute, line, source=source)
    if is_new or dispute.gateway_status != facts.status:
        announce(payable, dispute, facts)
    return dispute


def book_line(payable: Payable, dispute: Dispute, line: Transaction, *, source: str) -> None:
    kind = ENTRY_OF.get(line.category)
    if kind is not None:
        book(payable, kind, dispute.gateway_id, line.amount, source=source)
        book_fee(payable, line, source=source)


def announce(payable: Payable, dispute: Dispute, facts: DisputeFacts) -> None:
    dispute.gateway_status, dispute.respond_by = facts.status, facts.respond_by
    dispute.save(update_fields=["gateway_status", "respond_by", "updated_at"])
    signals.dispute_changed.send(Dispute, dispute=dispute)
    told = {"amount": str(facts.amount), "reason": facts.reason, "status": facts.status}
    signals.money_needs_review.send(Payable, payable=payable, code=f"dispute_{facts.status}", facts=told)
