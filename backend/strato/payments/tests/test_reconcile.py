"""Our books against the gateway's: everything that can be missed is found, repaired once, and then there is nothing left."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from strato.accounts.models import User
from strato.core.ledgers import unlock
from strato.core.money import Money
from strato.payments import services
from strato.payments.errors import GatewayUnavailable
from strato.payments.models import Dispute, MoneyEntry, Payable, Payment, Reconciliation
from strato.payments.states import EntryKind, PaymentStatus
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.rig import Rig
from stripe_sandbox import acts, checkout, reversals

pytestmark = pytest.mark.django_db
NOW = -timedelta(minutes=1)  # no grace: what is a second old is compared too


@pytest.fixture
def bought(alice: User, sandbox: Rig) -> Payment:
    """Paid on the page; no webhook has arrived."""
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    sandbox.waiting()
    return payment


def compare(**options: Any) -> list[tuple[str, bool]]:
    report = services.reconcile(grace=NOW, **options)
    assert report.finished_at is not None
    return sorted((finding["kind"], finding["is_repaired"]) for finding in report.findings)


@pytest.fixture
def open_ledger(db: None) -> None:
    """The ledger without its lock, to break it on purpose."""
    unlock(connection.schema_editor(), MoneyEntry._meta.db_table)


def test_agreeing_books_have_no_findings(bought: Payment, sandbox: Rig) -> None:
    services.settle(bought, source="page")
    compare()
    assert compare() == []
    assert Reconciliation.objects.first().counts["entries"] == 1  # type: ignore[union-attr]


def test_missed_events_are_fetched(bought: Payment) -> None:
    found = compare()
    assert ("missed_event", True) in found
    bought.refresh_from_db()
    assert bought.status == PaymentStatus.SUCCEEDED
    assert compare() == []


def test_a_dry_run_finds_and_leaves(bought: Payment) -> None:
    found = compare(dry_run=True)
    assert {kind for kind, _ in found} == {"missed_event", "unnoticed_payment", "missing_entry"}
    assert not any(is_repaired for _, is_repaired in found)
    bought.refresh_from_db()
    assert bought.status == PaymentStatus.OPEN
    assert not MoneyEntry.objects.exists()
    assert compare(dry_run=True) == found


def test_a_dispute_and_a_refund_nobody_told_of_are_booked(bought: Payment, sandbox: Rig) -> None:
    charge = sandbox.charge_of(bought)
    sandbox.act(reversals.refund, charge, amount=1200, reason=None, metadata={})
    sandbox.act(reversals.dispute, sandbox.charge_of(bought))
    compare()
    bought.payable.refresh_from_db()
    assert (bought.payable.charged, bought.payable.refunded) == (4200, 1200)
    assert Dispute.objects.get().amount == 3000
    assert compare() == []


def test_a_missing_line_of_the_ledger_is_written(bought: Payment, open_ledger: None) -> None:
    services.settle(bought, source="page")
    compare()
    MoneyEntry.objects.all().delete()
    assert ("missing_entry", True) in compare()
    assert compare() == []
    assert MoneyEntry.objects.filter(kind=EntryKind.CHARGE).count() == 1


def test_another_amount_in_the_ledger_is_said_each_time(bought: Payment, open_ledger: None) -> None:
    services.settle(bought, source="page")
    compare()
    MoneyEntry.objects.filter(kind=EntryKind.CHARGE).update(amount=4100)
    found = compare()
    assert found == [("amount_drift", False), ("sum_drift", False)]
    assert compare() == found


def test_a_line_the_gateway_does_not_know_is_said(bought: Payment) -> None:
    services.settle(bought, source="page")
    compare()
    MoneyEntry.objects.create(
        payable=bought.payable, kind=EntryKind.REFUND, amount=-1, currency="EUR", gateway_id="re_none", source="hand"
    )
    assert compare() == [("unknown_to_gateway", False)]


def test_a_payment_without_money_is_said(alice: User, sandbox: Rig) -> None:
    Payment.objects.create(
        payable=owed(alice), status=PaymentStatus.SUCCEEDED, amount=4200, currency="EUR", expires_at=timezone.now()
    )
    assert ("paid_without_charge", False) in compare()


def test_sums_that_drifted_are_said(bought: Payment) -> None:
    services.settle(bought, source="page")
    compare()
    Payable.objects.update(charged=F("charged") + 1)
    assert compare() == [("sum_drift", False)]


def test_another_shop_on_the_same_account_is_left_alone(sandbox: Rig, db: None) -> None:
    price = {"currency": "eur", "unit_amount": "900", "product_data": {"name": "Theirs"}}
    form = {"mode": "payment", "success_url": "http://b/", "line_items": [{"price_data": price, "quantity": "1"}]}
    session = sandbox.act(checkout.create_session, form, {})
    sandbox.act(acts.pay, session["id"], number="4242424242424242")
    assert compare() == []
    assert Reconciliation.objects.get().counts["foreign"] >= 1


def test_admins_hear_of_differences_once(bought: Payment, ada: User) -> None:
    compare()
    compare()
    assert ada.notifications.get().kind == "payments.books_differ"


def test_the_command_says_it_with_its_exit(bought: Payment) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as drift:
        call_command("reconcile", "--now", "--dry-run", stdout=out)
    assert drift.value.returncode == 1
    assert "unnoticed_payment" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("reconcile", "--now", stdout=StringIO())
    out = StringIO()
    call_command("reconcile", "--now", "--days", "1", stdout=out)
    assert "No differences." in out.getvalue()


def test_a_gateway_that_is_away_is_reported_and_covered_later(bought: Payment, sandbox: Rig) -> None:
    sandbox.recorder.trouble = ["down"] * 3
    with pytest.raises(GatewayUnavailable):
        services.reconcile(grace=NOW)
    report = Reconciliation.objects.get()
    assert report.error
    assert report.finished_at is None
    assert compare() != []


def test_a_second_comparison_begins_where_the_first_ended(bought: Payment) -> None:
    services.settle(bought, source="page")
    services.request_refund(bought.payable, amount=Money(100, "EUR"), reason="", by=None)
    first, second = services.reconcile(grace=NOW), services.reconcile(grace=NOW)
    assert second.covered_from == first.covered_until - timedelta(hours=1)
