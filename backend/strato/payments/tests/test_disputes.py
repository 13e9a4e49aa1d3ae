"""Payments that their payers' banks question."""

import pytest
from django.db.models import Sum

from strato.accounts.models import User
from strato.core.money import Money
from strato.payments import services, signals
from strato.payments.errors import NothingToRefund
from strato.payments.models import Dispute, MoneyEntry, Payment
from strato.payments.states import EntryKind
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.hearing import heard
from strato.payments.tests.rig import Rig
from stripe_sandbox import reversals

pytestmark = pytest.mark.django_db


@pytest.fixture
def payment(alice: User, sandbox: Rig) -> Payment:
    made = opened(owed(alice))
    sandbox.pay(made.url)
    sandbox.waiting()
    return services.settle(made, source="page")


def total(*kinds: str) -> int:
    return MoneyEntry.objects.filter(kind__in=kinds).aggregate(sum=Sum("amount"))["sum"] or 0


@pytest.mark.parametrize(("is_won", "ending", "kept"), [(True, "won", 0), (False, "lost", -4200)])
def test_a_dispute_is_booked_told_and_decided(
    payment: Payment, ada: User, sandbox: Rig, is_won: bool, ending: str, kept: int
) -> None:
    made = sandbox.act(reversals.dispute, sandbox.charge_of(payment))
    with heard(signals.dispute_changed) as told:
        sandbox.deliver()
        sandbox.settle()
    dispute = Dispute.objects.get()
    assert (dispute.gateway_status, dispute.amount, dispute.reason) == ("needs_response", 4200, "fraudulent")
    assert dispute.respond_by is not None
    assert len(told) == 1
    assert total(EntryKind.DISPUTE) == -4200
    assert {row.kind for row in ada.notifications.all()} == {"payment.disputed"}
    sandbox.act(reversals.close_dispute, made["id"], is_won=is_won)
    sandbox.deliver()
    sandbox.settle()
    dispute.refresh_from_db()
    assert dispute.gateway_status == ending
    assert total(EntryKind.DISPUTE, EntryKind.DISPUTE_REVERSAL) == kept
    assert MoneyEntry.objects.filter(kind=EntryKind.FEE).count() == (3 if is_won else 2)


def test_a_dispute_after_a_part_went_back_is_about_the_rest(payment: Payment, ada: User, sandbox: Rig) -> None:
    services.request_refund(payment.payable, amount=Money(1200, "EUR"), reason="", by=ada)
    sandbox.settle()
    sandbox.act(reversals.dispute, sandbox.charge_of(payment))
    sandbox.deliver()
    sandbox.settle()
    assert Dispute.objects.get().amount == 3000
    with pytest.raises(NothingToRefund):
        services.request_refund(payment.payable, amount=Money(100, "EUR"), reason="", by=ada)


def test_a_dispute_heard_of_before_its_payment_books_both(alice: User, sandbox: Rig) -> None:
    made = opened(owed(alice))
    sandbox.pay(made.url)
    sandbox.waiting()
    sandbox.act(reversals.dispute, sandbox.charge_of(made))
    sandbox.deliver()
    sandbox.settle()
    made.payable.refresh_from_db()
    assert made.payable.charged == 4200
    assert Dispute.objects.get().payment == made
