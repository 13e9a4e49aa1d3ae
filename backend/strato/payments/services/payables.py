"""What is owed, and the one lock that every act on money takes first."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum

from strato.core.money import Money
from strato.payments.errors import PaymentMissing
from strato.payments.gateways.facts import Transaction
from strato.payments.models import MoneyEntry, Payable
from strato.payments.states import EntryKind


@transaction.atomic
def open_payable(id: UUID, *, payer: Any | None, label: str, amount: Money) -> Payable:
    """What this order owes; asked again, the row that there is."""
    row, _ = Payable.objects.get_or_create(
        pk=id, defaults={"payer": payer, "label": label, "amount": amount.amount, "currency": amount.currency}
    )
    return row


def lock_payable(id: UUID) -> Payable:
    """The payable's row, locked until the transaction ends."""
    row = Payable.objects.select_for_update(of=("self",)).filter(pk=id).first()
    if row is None:
        raise PaymentMissing
    return row


def book(payable: Payable, kind: EntryKind, gateway_id: str, money: Money, *, source: str) -> bool:
    """Write a fact into the ledger, once; gives whether it was new. The caller holds the payable's lock."""
    _, is_new = MoneyEntry.objects.get_or_create(
        kind=kind,
        gateway_id=gateway_id,
        defaults={"payable": payable, "amount": money.amount, "currency": money.currency, "source": source},
    )
    return is_new


def book_fee(payable: Payable, line: Transaction | None, *, source: str) -> None:
    """The gateway's fee on one line of its books."""
    if line is not None and line.fee:
        book(payable, EntryKind.FEE, line.id, Money(-line.fee, line.amount.currency), source=source)


def count_charged(payable: Payable) -> None:
    """The sum of what arrived, from the ledger's own lines; the row in hand follows."""
    charges = payable.entries.filter(kind=EntryKind.CHARGE, currency=payable.currency)
    total = charges.aggregate(sum=Sum("amount"))["sum"] or 0
    Payable.objects.filter(pk=payable.pk).update(charged=total)
    payable.refresh_from_db(fields=["charged", "refunded"])


def move_refunded(payable: Payable, by: int) -> bool:
    """Move the sum of what goes back, never past what arrived; gives whether there was room."""
    rows = Payable.objects.filter(pk=payable.pk)
    moved = rows.filter(charged__gte=F("refunded") + by).update(refunded=F("refunded") + by)
    payable.refresh_from_db(fields=["charged", "refunded"])
    return bool(moved)
