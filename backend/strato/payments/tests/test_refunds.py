"""Money back: in parts, to the cent, never more than came, and once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from strato.accounts.models import User
from strato.core.money import Money
from strato.payments import services, signals
from strato.payments.errors import NothingToRefund, RefundTooLarge
from strato.payments.gateways import gateway
from strato.payments.models import MoneyEntry, Payable, Payment, Refund
from strato.payments.services.refunding import book_refund, give_up_refund
from strato.payments.states import EntryKind, RefundStatus
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.hearing import heard
from strato.payments.tests.rig import Rig
from stripe_sandbox import reversals

pytestmark = pytest.mark.django_db


def paid(payer: User, sandbox: Rig, way: str = "pay", amount: int = 4200) -> Payment:
    payment = opened(owed(payer, amount))
    sandbox.pay(payment.url, way)
    return services.settle(payment, source="page")


def give_back(payable: Payable, amount: int, by: User) -> Refund:
    return services.request_refund(payable, amount=Money(amount, "EUR"), reason="Too large", by=by)[0]


def test_three_parts_make_the_whole_and_a_fourth_is_refused(alice: User, ada: User, sandbox: Rig) -> None:
    payable = paid(alice, sandbox).payable
    for part in (1400, 1400, 1400):
        give_back(payable, part, ada)
    sandbox.settle()
    payable.refresh_from_db()
    assert (payable.refunded, payable.kept.amount) == (4200, 0)
    assert set(payable.refunds.values_list("status", flat=True)) == {RefundStatus.SUCCEEDED}
    assert list(MoneyEntry.objects.filter(kind=EntryKind.REFUND).values_list("amount", flat=True)) == [-1400] * 3
    with pytest.raises(NothingToRefund):
        give_back(payable, 1, ada)
    assert [said.headers["idempotency-key"] for said in sandbox.requests("refunds")] == [
        f"rf:{refund.pk}" for refund in payable.refunds.order_by("pk")
    ]


@pytest.mark.parametrize("amount", [Money(4201, "EUR"), Money(0, "EUR"), Money(-1, "EUR"), Money(100, "USD")])
def test_more_than_came_or_other_money_is_refused(alice: User, ada: User, sandbox: Rig, amount: Money) -> None:
    payable = paid(alice, sandbox).payable
    with pytest.raises(RefundTooLarge) as refused:
        services.request_refund(payable, amount=amount, reason="", by=ada)
    assert refused.value.facts == {"left": 4200, "currency": "EUR"}
    assert not payable.refunds.exists()


def test_nothing_is_refunded_before_it_is_paid(alice: User, sandbox: Rig) -> None:
    with pytest.raises(NothingToRefund):
        give_back(opened(owed(alice)).payable, 100, alice)


def test_a_refund_sent_twice_goes_once(alice: User, ada: User, sandbox: Rig) -> None:
    payable = paid(alice, sandbox).payable
    refund = give_back(payable, 1000, ada)
    sandbox.recorder.trouble = ["cut"] * 3  # done there, and we never hear of it
    sandbox.settle()
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SUCCEEDED
    assert len({said.answer["id"] for said in sandbox.requests("refunds") if said.method == "POST"}) == 1


def test_a_refund_that_fails_later_counts_as_kept_again(alice: User, ada: User, sandbox: Rig) -> None:
    payable = paid(alice, sandbox, "refund_fails").payable
    refund = give_back(payable, 4200, ada)
    sandbox.settle()
    sandbox.ring()
    with heard(signals.refund_changed) as told:
        sandbox.deliver()
        sandbox.settle()
    refund.refresh_from_db()
    payable.refresh_from_db()
    assert (refund.status, refund.failure_code) == (RefundStatus.FAILED, "expired_or_canceled_card")
    assert (payable.charged, payable.refunded) == (4200, 0)
    assert sum(MoneyEntry.objects.exclude(kind=EntryKind.FEE).values_list("amount", flat=True)) == 4200
    assert told == [refund]
    assert ada.notifications.get().kind == "refund.failed"


def test_a_refund_that_takes_a_while_arrives(alice: User, ada: User, sandbox: Rig) -> None:
    payable = paid(alice, sandbox, "refund_pends").payable
    refund = give_back(payable, 4200, ada)
    sandbox.settle()
    refund.refresh_from_db()
    assert refund.status == RefundStatus.PENDING
    sandbox.ring()
    sandbox.deliver()
    sandbox.settle()
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SUCCEEDED


def test_a_refund_made_in_the_dashboard_appears_once(alice: User, sandbox: Rig) -> None:
    payment = paid(alice, sandbox)
    sandbox.waiting()
    sandbox.act(reversals.refund, sandbox.charge_of(payment), amount=1200, reason=None, metadata={})
    with heard(signals.refund_changed) as told:
        sandbox.deliver()
        sandbox.settle()
        services.reconcile(grace=-timedelta(minutes=1))
    refund = payment.refunds.get()
    payment.payable.refresh_from_db()
    assert (refund.is_external, refund.status, refund.amount) == (True, RefundStatus.SUCCEEDED, 1200)
    assert payment.payable.refunded == 1200
    assert told == [refund]


def test_a_dashboard_refund_pushes_out_ours_that_was_not_sent(alice: User, ada: User, sandbox: Rig) -> None:
    payment = paid(alice, sandbox)
    ours = give_back(payment.payable, 3000, ada)
    sandbox.act(reversals.refund, sandbox.charge_of(payment), amount=4200, reason=None, metadata={})
    sandbox.deliver()
    sandbox.settle()
    ours.refresh_from_db()
    payment.payable.refresh_from_db()
    assert (ours.status, payment.payable.refunded) == (RefundStatus.FAILED, 4200)
    assert ours.failure_code in ("refunded_elsewhere", "charge_already_refunded")


def test_ours_that_was_taken_all_the_same_counts(alice: User, ada: User, sandbox: Rig) -> None:
    """We gave it up, but the gateway had done it and the answer was lost."""
    payment = paid(alice, sandbox)
    ours = give_back(payment.payable, 3000, ada)
    gateway().create_refund(
        intent_id=payment.intent_id or "", amount=ours.money, key=f"rf:{ours.pk}", reference=str(ours.pk)
    )
    give_up_refund(ours, code="refunded_elsewhere")
    facts = gateway().refunds_of(payment.intent_id or "")[0]
    book_refund(payment, facts, source="webhook")
    ours.refresh_from_db()
    payment.payable.refresh_from_db()
    assert (ours.status, payment.payable.refunded) == (RefundStatus.SUCCEEDED, 3000)


def test_old_news_do_not_turn_a_refund_back(alice: User, ada: User, sandbox: Rig) -> None:
    payment = paid(alice, sandbox)
    refund = give_back(payment.payable, 1000, ada)
    sandbox.settle()
    facts = gateway().refunds_of(payment.intent_id or "")[0]
    old = type(facts)(**{name: getattr(facts, name) for name in facts.__slots__} | {"status": "pending"})
    book_refund(payment, old, source="webhook")
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SUCCEEDED


def test_two_payments_are_refunded_oldest_first(alice: User, ada: User, sandbox: Rig) -> None:
    first = paid(alice, sandbox)
    payable = first.payable
    Payment.objects.filter(pk=first.pk).update(received=2200)
    Payable.objects.filter(pk=payable.pk).update(charged=6200, amount=9000)
    second = Payment.objects.create(
        payable=payable, amount=4000, currency="EUR", status="succeeded", received=4000, expires_at=first.expires_at
    )
    rows = services.request_refund(payable, amount=Money(3000, "EUR"), reason="", by=ada)
    assert [(row.payment, row.amount) for row in rows] == [(first, 2200), (second, 800)]


def test_the_ledger_is_written_once(alice: User, sandbox: Rig) -> None:
    paid(alice, sandbox)
    with pytest.raises(IntegrityError), transaction.atomic():
        MoneyEntry.objects.update(amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        MoneyEntry.objects.first().delete()  # type: ignore[union-attr]
