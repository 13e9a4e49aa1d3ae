"""News about a payment in every order in which they can come."""

import pytest
from django.utils import timezone

from strato.accounts.models import User
from strato.core import status
from strato.core.errors import WrongState
from strato.core.money import Money
from strato.core.rows import new_id
from strato.payments import services, signals
from strato.payments.errors import AlreadyPaid, AmountsDiffer
from strato.payments.models import GatewayEvent, MoneyEntry, Payment
from strato.payments.states import EntryKind, EventOutcome, PaymentStatus, RefundStatus
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.hearing import heard
from strato.payments.tests.rig import Rig
from stripe_sandbox import acts, reversals

pytestmark = pytest.mark.django_db


def test_the_same_event_twice_is_settled_once(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    events = sandbox.waiting()
    with heard(signals.payment_succeeded) as told:
        assert set(sandbox.deliver(events)) == {200}
        sandbox.settle()
        assert set(sandbox.deliver(events)) == {200}
        assert sandbox.settle() == 0
    assert len(told) == 1
    assert GatewayEvent.objects.count() == len(events)
    assert MoneyEntry.objects.filter(kind=EntryKind.CHARGE).count() == 1


def test_webhook_page_and_comparison_agree(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    with heard(signals.payment_succeeded) as told:
        for source in ("page", "webhook", "reconcile", "sweeper"):
            services.settle(payment, source=source)
    assert len(told) == 1
    assert MoneyEntry.objects.get(kind=EntryKind.CHARGE).source == "page"


def test_a_refund_heard_of_before_its_payment_books_both(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    charge = sandbox.charge_of(payment)
    sandbox.act(reversals.refund, charge, amount=1200, reason=None, metadata={})
    events = sandbox.waiting()
    early = [event for event in events if event["type"] in ("refund.created", "charge.refunded")]
    sandbox.deliver(early)
    sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED
    assert payment.refunds.get().status == RefundStatus.SUCCEEDED
    sandbox.deliver([event for event in events if event not in early])
    sandbox.settle()
    payment.payable.refresh_from_db()
    assert (payment.payable.charged, payment.payable.refunded) == (4200, 1200)
    assert MoneyEntry.objects.filter(kind=EntryKind.REFUND).count() == 1


def test_an_expiry_heard_of_after_the_payment_changes_nothing(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    completed = next(event for event in sandbox.waiting() if event["type"] == "checkout.session.completed")
    sandbox.deliver([completed])
    sandbox.settle()
    late = completed | {"id": "evt_late", "type": "checkout.session.expired"}
    with heard(signals.payment_expired) as told:
        sandbox.deliver([late])
        sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED
    assert told == []


def test_an_expired_page_ends_the_payment(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.act(acts.expire, payment.session_id)
    with heard(signals.payment_expired) as told:
        sandbox.deliver()
        sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.EXPIRED
    assert [row.pk for row in told] == [payment.pk]


@pytest.mark.parametrize(
    ("way", "ending", "told_by"),
    [
        ("debit", PaymentStatus.SUCCEEDED, signals.payment_succeeded),
        ("debit_fails", PaymentStatus.FAILED, signals.payment_failed),
    ],
)
def test_a_debit_is_awaited_and_then_arrives_or_fails(
    alice: User, sandbox: Rig, way: str, ending: str, told_by: object
) -> None:
    payment = opened(owed(alice))
    assert sandbox.pay(payment.url, way).status_code == 303
    with heard(signals.payment_awaited) as awaited, heard(told_by) as told:
        sandbox.deliver()
        sandbox.settle()
        payment.refresh_from_db()
        assert (payment.status, payment.is_awaited) == (PaymentStatus.OPEN, True)
        assert (len(awaited), told) == (1, [])
        sandbox.ring()
        sandbox.deliver()
        sandbox.settle()
    payment.refresh_from_db()
    assert (payment.status, payment.is_awaited) == (ending, False)
    assert len(told) == 1


def test_a_declined_card_leaves_the_page_open(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    assert sandbox.pay(payment.url, "poor").headers["location"].endswith("?error=declined")
    sandbox.deliver()
    sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.OPEN
    sandbox.pay(payment.url)
    assert services.settle(payment, source="page").status == PaymentStatus.SUCCEEDED


@pytest.mark.parametrize("change", [{"amount_total": 4100}, {"currency": "usd"}])
def test_another_amount_or_currency_is_kept_for_review(
    alice: User, ada: User, sandbox: Rig, change: dict[str, object]
) -> None:
    payment = opened(owed(alice))
    sandbox.act(lambda tx: tx.put(acts.the(tx, "checkout.session", payment.session_id or "") | change))
    sandbox.pay(payment.url)
    with heard(signals.payment_succeeded) as told:
        sandbox.deliver()
        sandbox.settle()
    payment.refresh_from_db()
    assert (payment.status, payment.failure_code) == (PaymentStatus.REVIEW, "amount_mismatch")
    assert told == []
    assert MoneyEntry.objects.filter(kind=EntryKind.CHARGE).count() == 1
    assert ada.notifications.get().kind == "payment.mismatched"


def test_an_order_paid_twice_gives_the_second_payment_back(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    first = opened(payable)
    with heard(signals.payment_succeeded) as told:
        services.abandon_payments(payable, by=alice)
        second = opened(payable)
        sandbox.pay(second.url)
        sandbox.pay(first.url)  # the other tab, before its page was closed
        sandbox.deliver()
        sandbox.settle()
        sandbox.deliver()
        sandbox.settle()
    payable.refresh_from_db()
    assert len(told) == 1
    assert (payable.charged, payable.refunded, payable.kept) == (8400, 4200, payable.total)
    surplus = payable.refunds.get()
    assert (surplus.status, surplus.is_surplus) == (RefundStatus.SUCCEEDED, True)


def test_one_try_is_open_at_a_time(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    assert opened(payable) == opened(payable)
    assert payable.payments.count() == 1
    assert len([said for said in sandbox.requests("checkout/sessions") if said.method == "POST"]) == 1


def test_a_page_given_up_is_closed_at_the_gateway(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    payment = opened(payable)
    services.abandon_payments(payable, by=alice)
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.EXPIRED
    sandbox.settle()
    assert sandbox.find("checkout.session", payment.session_id or "")["status"] == "expired"


def test_a_payment_given_up_while_it_was_paid_is_booked(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    payment = opened(payable)
    sandbox.pay(payment.url)
    sandbox.waiting()  # no webhook arrives
    services.abandon_payments(payable, by=alice)
    with heard(signals.payment_succeeded) as told:
        sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED
    assert len(told) == 1


def test_a_webhook_faster_than_the_answer_finds_its_payment(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    Payment.objects.filter(pk=payment.pk).update(session_id=None, url="")  # the answer is still on its way
    sandbox.deliver([event for event in sandbox.waiting() if event["type"] == "charge.succeeded"])
    sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED
    assert payment.session_id


def test_an_event_of_another_version_is_settled_by_what_is_true_now(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    completed = next(event for event in sandbox.waiting() if event["type"] == "checkout.session.completed")
    sandbox.deliver([completed | {"api_version": "2019-01-01"}])
    sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED
    row = GatewayEvent.objects.get()
    assert (row.outcome, row.note) == (EventOutcome.DONE, "Written in version 2019-01-01.")


def test_a_paid_order_is_not_paid_again(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    payment = opened(payable)
    sandbox.pay(payment.url)
    services.settle(payment, source="page")
    with pytest.raises(AlreadyPaid):
        opened(payable)


def test_lines_must_add_up(alice: User, sandbox: Rig) -> None:
    with pytest.raises(AmountsDiffer):
        opened(owed(alice), lines=(services.Line("Bracket", 4100, 1),))


def test_opening_a_payable_again_gives_the_same(alice: User) -> None:
    id = new_id()
    first = services.open_payable(id, payer=alice, label="ORD-9", amount=Money(100, "EUR"))
    assert services.open_payable(id, payer=alice, label="ORD-9", amount=Money(100, "EUR")) == first


def test_a_try_that_never_started_ends_with_its_time(alice: User) -> None:
    payable = owed(alice)
    payment = Payment.objects.create(payable=payable, amount=4200, currency="EUR", expires_at=timezone.now())
    with heard(signals.payment_expired) as told:
        services.settle(payment, source="sweeper")
    assert payment.status == PaymentStatus.EXPIRED
    assert len(told) == 1


def test_history_tells_each_step(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    services.settle(payment, source="page")
    assert list(payment.status_changes.values_list("to_status", "reason")) == [("succeeded", "page")]
    with pytest.raises(WrongState):
        status.change(payment, PaymentStatus.OPEN, by=None)
