"""Many hands on the same money, on a real PostgreSQL."""

from collections.abc import Callable

import pytest
from django.db.models import Sum

from strato.accounts.models import User
from strato.core import queue
from strato.core.errors import DomainError
from strato.core.money import Money
from strato.core.tests.threads import at_once
from strato.payments import services, signals
from strato.payments.models import GatewayEvent, MoneyEntry, Payment
from strato.payments.states import EntryKind, PaymentStatus
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.hearing import heard
from strato.payments.tests.rig import Rig

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_ten_deliveries_of_one_event_are_settled_once(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    completed = [event for event in sandbox.waiting() if event["type"] == "checkout.session.completed"]
    with heard(signals.payment_succeeded) as told:
        assert at_once(lambda: sandbox.deliver(completed)[0], 10) == [200] * 10
        at_once(lambda: queue.run_pending(), 4)
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED
    assert len(told) == GatewayEvent.objects.count() == 1
    assert MoneyEntry.objects.filter(kind=EntryKind.CHARGE).count() == 1


def test_webhook_page_sweeper_and_comparison_at_once(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    sources = ["webhook", "page", "sweeper", "reconcile"] * 2
    with heard(signals.payment_succeeded) as told:
        at_once(lambda: services.settle(Payment.objects.get(pk=payment.pk), source=sources.pop()), 8)
    payment.payable.refresh_from_db()
    assert len(told) == 1
    assert payment.payable.charged == 4200


def test_two_pages_of_one_order_paid_at_once_keep_one(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    first = opened(payable)
    services.abandon_payments(payable, by=alice)
    second = opened(payable)
    sandbox.pay(first.url)
    sandbox.pay(second.url)
    rows = [first, second]
    with heard(signals.payment_succeeded) as told:
        at_once(lambda: services.settle(rows.pop(), source="webhook"), 2)
    sandbox.settle()
    payable.refresh_from_db()
    assert len(told) == 1
    assert (payable.charged, payable.kept.amount) == (8400, 4200)
    assert payable.refunds.get().is_surplus


def test_refunds_at_once_never_pass_what_came(alice: User, ada: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    payable = services.settle(payment, source="page").payable

    def ask() -> bool:
        try:
            return bool(services.request_refund(payable, amount=Money(1000, "EUR"), reason="", by=ada))
        except DomainError:
            return False

    assert sum(at_once(ask, 12)) == 4
    sandbox.settle()
    payable.refresh_from_db()
    sent = MoneyEntry.objects.filter(kind=EntryKind.REFUND).aggregate(sum=Sum("amount"))["sum"]
    assert (payable.refunded, sent) == (4000, -4000)


def test_many_clicks_on_pay_open_one_page(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    found = at_once(lambda: opened(payable).session_id, 12)
    assert len(set(found)) == 1
    assert payable.payments.count() == 1


def test_giving_up_and_paying_at_once_loses_no_money(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    payment = opened(payable)
    acts: list[Callable[[], object]] = [
        lambda: services.abandon_payments(payable, by=alice),
        lambda: sandbox.pay(payment.url),
        lambda: queue.run_pending(),
    ]
    at_once(lambda: acts.pop()(), 3)
    sandbox.settle()
    sandbox.deliver()
    sandbox.settle()
    payment.refresh_from_db()
    paid_there = sandbox.find("checkout.session", payment.session_id or "")["payment_status"] == "paid"
    assert (payment.status == PaymentStatus.SUCCEEDED) == paid_there
    payable.refresh_from_db()
    assert payable.charged == (4200 if paid_there else 0)
