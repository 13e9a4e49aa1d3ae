"""Many purchases while the line duplicates, delays, reorders and drops, and answers are cut off: the books agree afterwards."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.models import Sum

from strato.accounts.models import User
from strato.core import queue
from strato.core.errors import DomainError
from strato.core.money import Money
from strato.payments import services, signals
from strato.payments.gateways import gateway
from strato.payments.models import GatewayEvent, MoneyEntry, Payable, Payment, Refund
from strato.payments.states import EntryKind, PaymentStatus, RefundStatus
from strato.payments.tests import rig
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.hearing import heard

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PURCHASES = 40
WAYS = ["pay"] * 6 + ["secure", "debit", "debit_fails", "decline"]


@pytest.fixture
def bad_line(live_server: Any, settings: Any, tmp_path: Path) -> Iterator[rig.Rig]:
    """A sandbox that posts its webhooks by itself, badly, and loses every tenth answer."""
    with rig.running(tmp_path, webhook_url=live_server.url + rig.WEBHOOK, posts=True) as server:
        settings.STRIPE_API_BASE = server.address
        gateway.cache_clear()
        line = {"duplicate": 0.3, "delay": 0.4, "reorder": 0.3, "drop": 0.2}
        server.act(lambda tx: tx.set("chaos", line))
        dice = random.Random(7)
        server.recorder.trouble = [dice.choice([None] * 18 + ["cut", "down"]) for _ in range(2000)]
        yield server
        gateway.cache_clear()


def buy(number: int, payer: User, server: rig.Rig) -> None:
    """One purchase by somebody impatient; a third is partly refunded, a few are given up."""
    dice = random.Random(number)
    try:
        payable = owed(payer, 1000 + number, label=f"ORD-{number}")
        payment = opened(payable)
        server.pay(payment.url, dice.choice(WAYS))
        if dice.random() < 0.5:
            services.settle(payment, source="page")
        if dice.random() < 0.15:
            services.abandon_payments(payable, by=payer)
        if dice.random() < 0.4:
            services.request_refund(payable, amount=Money(300, "EUR"), reason="", by=payer)
    except DomainError:
        return  # the page said so; what was begun is found by others
    finally:
        connections.close_all()


def work(stop: threading.Event) -> None:
    while not stop.is_set():
        if not queue.run_pending(20, raising=False):
            stop.wait(0.05)
    connections.close_all()


def test_the_books_agree_after_a_bad_day(alice: User, bad_line: rig.Rig) -> None:
    stop = threading.Event()
    workers = [threading.Thread(target=work, args=(stop,)) for _ in range(2)]
    with heard(signals.payment_succeeded) as told:
        for worker in workers:
            worker.start()
        with ThreadPoolExecutor(6) as people:
            list(people.map(lambda number: buy(number, alice, bad_line), range(PURCHASES)))
        stop.wait(3)
        stop.set()
        for worker in workers:
            worker.join()
        bad_line.recorder.trouble.clear()
        bad_line.act(lambda tx: tx.set("chaos", {}))
        bad_line.ring()
        queue.run_pending(10_000, early=True, raising=False)
        services.reconcile(grace=-timedelta(minutes=1))  # finds what was dropped
        queue.run_pending(10_000, early=True, raising=False)
        for refund in Refund.objects.filter(status=RefundStatus.REQUESTED):
            services.send_refund(refund)
    report = services.reconcile(grace=-timedelta(minutes=1))
    assert report.findings == []
    assert_agreement(bad_line)
    assert len(told) == len({payment.pk for payment in told}) == Payment.objects.filter(status="succeeded").count()
    assert not GatewayEvent.objects.filter(outcome="").exists()


def assert_agreement(server: rig.Rig) -> None:
    """To the cent: their charges are our charges, their refunds our refunds, and nothing waits."""
    sessions = {row["id"]: row for row in server.act(lambda tx: tx.newest("checkout.session", limit=1000))}
    for payment in Payment.objects.exclude(session_id=None):
        is_paid = sessions[payment.session_id or ""]["payment_status"] == "paid"
        assert (payment.status == PaymentStatus.SUCCEEDED) == is_paid
    charges = server.act(lambda tx: tx.newest("charge", {"status": "succeeded"}, limit=1000))
    refunds = server.act(lambda tx: tx.newest("refund", limit=1000))
    booked = dict(MoneyEntry.objects.order_by().values_list("kind").annotate(sum=Sum("amount")))
    assert booked[EntryKind.CHARGE] == sum(row["amount"] for row in charges) > 0
    assert booked[EntryKind.REFUND] == -sum(row["amount"] for row in refunds) < 0
    sums = Payable.objects.aggregate(charged=Sum("charged"), refunded=Sum("refunded"))
    assert sums == {"charged": booked[EntryKind.CHARGE], "refunded": -booked[EntryKind.REFUND]}
    assert len({row["metadata"]["refund"] for row in refunds}) == len(refunds)
