"""What payments keep of a person: what they owed, paid and got back. How the gateway calls it stays with us."""

from collections.abc import Iterator

from strato.accounts.models import User
from strato.accounts.portability import Piece, Portion, Record, Records, each, history, money, picked
from strato.payments.models import (
    Dispute,
    Payable,
    Payment,
    PaymentStatusChange,
    Refund,
    RefundStatusChange,
)

ABOUT = {
    "en": "What you paid and what you got back. No card is in it: we never see yours.",
    "de": "Was du bezahlt und zurückbekommen hast. Keine Karte steht darin: Deine sehen wir nie.",
    "es": "Lo que pagaste y lo que se te devolvió. No incluye tarjetas: nunca vemos la tuya.",
}
PARTS = ("payments__status_changes", "refunds__status_changes", "disputes")


def gives(person: User) -> Iterator[Piece]:
    rows = person.payables.prefetch_related(*PARTS).order_by("id")
    yield Records("payments.json", map(payable_of, each(rows)))


def payable_of(row: Payable) -> Record:
    return {
        "order": row.label,
        "owed": money(row.amount, row.currency),
        "paid": money(row.charged, row.currency),
        "given_back": money(row.refunded, row.currency),
        "payments": [payment_of(payment) for payment in row.payments.all()],
        "refunds": [refund_of(refund) for refund in row.refunds.all()],
        "disputes": [dispute_of(dispute) for dispute in row.disputes.all()],
    }


def payment_of(row: Payment) -> Record:
    return {
        "amount": money(row.amount, row.currency),
        **picked(row, "status", "failure_code", "created_at", "paid_at"),
        "history": history(row.status_changes.all()),
    }


def refund_of(row: Refund) -> Record:
    return {
        "amount": money(row.amount, row.currency),
        **picked(row, "status", "reason", "failure_code", "created_at"),
        "history": history(row.status_changes.all()),
    }


def dispute_of(row: Dispute) -> Record:
    return {"amount": money(row.amount, row.currency), "status": row.gateway_status, "at": row.created_at}


PORTION = Portion(
    folder="payments",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Payable, PaymentStatusChange, Refund, RefundStatusChange}),
)
