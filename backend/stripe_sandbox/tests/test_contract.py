"""Every object and every event that the sandbox can make, judged by Stripe's own OpenAPI document."""

from collections.abc import Callable
from typing import Any

import pytest

from stripe_sandbox import acts, objects, reversals
from stripe_sandbox.checkout import create_session
from stripe_sandbox.tests import judge
from stripe_sandbox.tests.conftest import FORM

Do = Callable[..., Any]
KINDS = ("checkout.session", "payment_intent", "charge", "refund", "dispute", "balance_transaction", "event")
TOLD = {
    "charge.dispute.closed", "charge.dispute.created", "charge.dispute.funds_reinstated", "charge.dispute.funds_withdrawn",
    "charge.failed", "charge.pending", "charge.refund.updated", "charge.refunded", "charge.succeeded",
    "checkout.session.async_payment_failed", "checkout.session.async_payment_succeeded", "checkout.session.completed",
    "checkout.session.expired", "payment_intent.created", "payment_intent.payment_failed", "payment_intent.processing",
    "payment_intent.requires_action", "payment_intent.succeeded", "refund.created", "refund.failed", "refund.updated",
}  # fmt: skip


@pytest.fixture
def everything(do: Do) -> dict[str, list[dict[str, Any]]]:
    """One of everything that can happen, and all objects afterwards."""

    def charge_of(id: str) -> dict[str, Any]:
        intent = do(acts.the, "payment_intent", do(acts.the, "checkout.session", id)["payment_intent"])
        made: dict[str, Any] = do(acts.the, "charge", intent["latest_charge"])
        return made

    def new() -> str:
        return str(do(create_session, dict(FORM), {})["id"])

    first, second, third, fourth, fifth = (new() for _ in range(5))
    do(acts.pay, first, number="4242424242424242", email="alice@example.org")
    refund = do(reversals.refund, charge_of(first), amount=100, reason=None, metadata={})
    do(reversals.refund_fails, refund["id"])
    do(reversals.refund, charge_of(first), amount=200, reason="duplicate", metadata={"a": "b"})
    do(reversals.close_dispute, do(reversals.dispute, charge_of(first))["id"], is_won=True)
    do(acts.pay, second, number="4000000000000002")
    do(acts.challenge, second)
    do(acts.refuse_challenge, second)
    do(acts.expire, second)
    do(acts.pay_later, third, succeeds=True, seconds=1)
    do(acts.money_arrives, third)
    do(acts.pay_later, fourth, succeeds=False, seconds=1)
    do(acts.money_fails, fourth)
    do(acts.pay, fifth, number=reversals.REFUND_PENDS_CARD)
    do(reversals.refund_arrives, do(reversals.refund, charge_of(fifth), amount=None, reason=None, metadata={})["id"])
    new()
    return {kind: [objects.public(row) for row in do(lambda tx, kind=kind: tx.newest(kind))] for kind in KINDS}


def test_every_object_and_event_is_stripes(everything: dict[str, list[dict[str, Any]]]) -> None:
    assert {kind: len(rows) > 0 for kind, rows in everything.items()} == dict.fromkeys(KINDS, True)
    assert {event["type"] for event in everything["event"]} == TOLD
    judged = {"event": judge.judge_event}
    problems = [
        problem
        for kind, rows in everything.items()
        for row in rows
        for problem in judged.get(kind, judge.judge_object)(row)
    ]
    assert problems == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_judge_sees_a_broken_object(everything: dict[str, list[dict[str, Any]]], kind: str) -> None:
    whole = everything[kind][0]
    assert judge.judge_object(whole | {"created": "today"}) != []
    assert judge.judge_object(whole | {"invented": 1}) != []
    assert judge.judge_object({name: value for name, value in whole.items() if name != "created"}) != []


def test_the_judge_sees_a_broken_event(everything: dict[str, list[dict[str, Any]]]) -> None:
    event = next(event for event in everything["event"] if event["type"] == "charge.succeeded")
    inside = event["data"]["object"] | {"amount": "much"}
    assert judge.judge_event(event | {"data": {"object": inside}}) != []


def test_the_document_is_of_the_sandboxs_version() -> None:
    assert judge.document()["info"]["version"] == objects.VERSION


def test_money_in_the_books_adds_up(everything: dict[str, list[dict[str, Any]]]) -> None:
    for line in everything["balance_transaction"]:
        assert line["net"] == line["amount"] - line["fee"]
    charged = sum(row["amount"] for row in everything["charge"] if row["status"] == "succeeded")
    back = sum(row["amount"] for row in everything["refund"] if row["status"] == "succeeded")
    assert sum(line["amount"] for line in everything["balance_transaction"]) == charged - back
