"""The webhook's door: who may come in, and what is remembered of them."""

import json
import time
from typing import Any

import pytest
import stripe

from strato.accounts.models import User
from strato.core.money import Money
from strato.core.tests.threads import at_once
from strato.payments import services
from strato.payments.gateways import gateway
from strato.payments.models import GatewayEvent, Payment, Refund
from strato.payments.services.sweeping import PATIENCE
from strato.payments.states import EventOutcome, PaymentStatus, RefundStatus
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.rig import SECRET, WEBHOOK, Rig, post_body, post_event
from stripe_sandbox import objects

pytestmark = pytest.mark.django_db
HOUR = 3600


def an_event(**changes: Any) -> dict[str, Any]:
    subject = {"id": "cs_test_x", "object": "checkout.session", "client_reference_id": "shop-2:order-9"}
    request = {"id": None, "idempotency_key": None}
    event = objects.event("checkout.session.completed", subject, request=request, now=int(time.time()))
    return event | changes


def header(body: str, *, secret: str = SECRET, at: int | None = None) -> str:
    """A signature as Stripe's own library makes it."""
    return stripe.WebhookSignature.generate_signature_header(body, secret, at)


def test_the_librarys_signature_is_ours(sandbox: Rig) -> None:
    body = json.dumps(an_event())
    assert post_body(body.encode(), header(body)).status_code == 200
    assert GatewayEvent.objects.count() == 1


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "nonsense",
        "t=now,v1=00",
        lambda body: header(body, secret="whsec_other"),
        lambda body: header(body, at=int(time.time()) - HOUR),
        lambda body: header(body, at=int(time.time()) + HOUR),
        lambda body: header(body).replace("v1=", "v0="),
        lambda body: header(body + " "),
    ],
    ids=["missing", "nonsense", "no time", "other secret", "old", "from the future", "only v0", "another body"],
)
def test_a_wrong_signature_leaves_nothing_behind(sandbox: Rig, signature: Any) -> None:
    body = json.dumps(an_event())
    answer = post_body(body.encode(), signature(body) if callable(signature) else signature)
    assert answer.status_code == 400
    assert answer.json()["code"] == "webhook_signature_invalid"
    assert GatewayEvent.objects.count() == 0


def test_a_body_that_was_written_anew_fails(sandbox: Rig) -> None:
    body = json.dumps(an_event(), separators=(",", ":"))
    assert post_body(json.dumps(json.loads(body)).encode(), header(body)).status_code == 400


def test_a_body_that_is_no_text_fails(sandbox: Rig) -> None:
    assert post_body(b"\xff\xfe{}", "t=1,v1=00").status_code == 400
    assert GatewayEvent.objects.count() == 0


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", "null", '{"id": 5}', '{"id":"evt_1","type":"x","data":5,"created":1}', "x"]
)
def test_a_signed_body_that_is_no_event_fails(sandbox: Rig, body: str) -> None:
    assert post_body(body.encode(), header(body)).status_code == 400
    assert GatewayEvent.objects.count() == 0


def test_two_secrets_hold_while_they_are_changed(sandbox: Rig, settings: Any) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", SECRET]
    gateway.cache_clear()
    assert post_event(an_event(), secret="whsec_new").status_code == 200
    assert post_event(an_event(), secret=SECRET).status_code == 200
    assert post_event(an_event(), secret="whsec_other").status_code == 400
    assert GatewayEvent.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({}, "Not about a payment of ours."),
        ({"type": "customer.created"}, "Nothing is done for events of this type."),
        ({"livemode": True}, "Live and test mode are not mixed."),
        (
            {"data": {"object": {"id": "re_x", "object": "refund"}}, "type": "refund.created"},
            "Not about a payment of ours.",
        ),
        (
            {"data": {"object": {"id": "pi_x", "object": "payment_intent"}}, "type": "payment_intent.succeeded"},
            "Not about a payment of ours.",
        ),
    ],
    ids=["another shop", "another type", "live", "refund of nothing", "foreign intent"],
)
def test_events_that_are_none_of_ours_are_kept_and_ignored(sandbox: Rig, change: dict[str, Any], note: str) -> None:
    assert post_event(an_event(**change)).status_code == 200
    sandbox.settle()
    row = GatewayEvent.objects.get()
    assert (row.outcome, row.note) == (EventOutcome.IGNORED, note)


def test_a_crash_between_keeping_and_settling_is_swept_up(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    sandbox.deliver()
    GatewayEvent.objects.update(received_at="2026-01-01T00:00:00Z")  # the worker died; nobody does the job
    services.sweep_events()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED
    assert not GatewayEvent.objects.filter(outcome="").exists()


def test_a_gateway_that_is_away_leaves_the_event_for_later(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    completed = [event for event in sandbox.waiting() if event["type"] == "checkout.session.completed"]
    assert sandbox.deliver(completed) == [200]
    sandbox.recorder.trouble = ["down"] * 3
    from_queue = sandbox.settle()  # the first try fails, the next succeeds
    payment.refresh_from_db()
    assert from_queue == 2
    assert payment.status == PaymentStatus.SUCCEEDED


def test_a_lost_webhook_is_found_by_the_sweeper(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    sandbox.waiting()
    Payment.objects.filter(pk=payment.pk).update(created_at="2026-01-01T00:00:00Z")
    assert services.sweep_payments() == 1
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED


def test_money_of_a_try_that_was_given_up_is_found_by_the_sweeper(alice: User, sandbox: Rig) -> None:
    """It was confirmed at the bank before the order was called off, and every event about it was lost."""
    payable = owed(alice)
    payment = opened(payable)
    sandbox.pay(payment.url, "debit")
    services.settle(payment, source="page")
    services.abandon_payments(payable, by=alice)
    sandbox.settle()
    sandbox.ring()
    sandbox.waiting()
    Payment.objects.update(created_at="2026-01-01T00:00:00Z")
    assert services.sweep_payments() == 1
    payment.refresh_from_db()
    assert (payment.status, payment.is_awaited) == (PaymentStatus.SUCCEEDED, False)
    assert services.sweep_payments() == 0


def test_a_payment_that_cannot_be_settled_holds_no_other_up(alice: User, sandbox: Rig) -> None:
    strange, lost = opened(owed(alice, label="ORD-1")), opened(owed(alice, label="ORD-2"))
    Payment.objects.filter(pk=strange.pk).update(session_id="cs_unknown", expires_at=strange.expires_at - PATIENCE)
    sandbox.pay(lost.url)
    Payment.objects.update(created_at="2026-01-01T00:00:00Z")
    assert services.sweep_payments() == 2
    assert list(Payment.objects.order_by("pk").values_list("status", flat=True)) == ["open", "succeeded"]


def test_a_refund_that_cannot_be_looked_up_holds_no_other_up(alice: User, sandbox: Rig) -> None:
    rows = []
    for label in ("ORD-1", "ORD-2"):
        payment = opened(payable := owed(alice, label=label))
        sandbox.pay(payment.url)
        services.settle(payment, source="page")
        rows += services.request_refund(payable, amount=Money(100, "EUR"), reason="", by=None)
    Payment.objects.filter(pk=rows[0].payment_id).update(intent_id="pi_unknown")
    Refund.objects.filter(pk=rows[0].pk).update(status=RefundStatus.PENDING, gateway_id="re_unknown")
    Refund.objects.update(status_changed_at="2026-01-01T00:00:00Z")
    assert services.sweep_refunds() == 2
    assert Refund.objects.get(pk=rows[1].pk).status == RefundStatus.SUCCEEDED


def test_other_ways_of_knocking_are_answered(client: Any) -> None:
    assert client.get(WEBHOOK).status_code == 405


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_ten_deliveries_at_once_are_one_event(alice: User, sandbox: Rig) -> None:
    event = an_event()
    assert at_once(lambda: post_event(event).status_code, 10) == [200] * 10
    assert GatewayEvent.objects.count() == 1
