"""From Stripe's answers to plain facts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from strato.payments.gateways.amounts import from_gateway
from strato.payments.gateways.facts import Charge, DisputeFacts, EventFacts, RefundFacts, Session, Transaction

Answer = Mapping[str, Any]


def moment(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)


def id_of(value: Any) -> str:
    """The id of a field that may be expanded, or null."""
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value["id"])


def part(value: Any) -> Answer:
    """An expanded field; an empty mapping when it is null or an id only."""
    return {} if value is None or isinstance(value, str) else value


def transaction(answer: Answer) -> Transaction:
    return Transaction(
        id=answer["id"],
        category=answer["reporting_category"],
        source=id_of(answer.get("source")),
        amount=from_gateway(answer["amount"], answer["currency"]),
        fee=from_gateway(answer["fee"], answer["currency"]).amount,
        at=moment(answer["created"]),
    )


def charge(answer: Answer) -> Charge:
    line = part(answer.get("balance_transaction"))
    return Charge(
        id=answer["id"],
        intent_id=id_of(answer.get("payment_intent")),
        is_paid=answer["status"] == "succeeded",
        amount=from_gateway(
            answer["amount_captured"] if answer.get("captured") else answer["amount"], answer["currency"]
        ),
        failure_code=answer.get("failure_code") or "",
        transaction=transaction(line) if line else None,
        metadata=dict(answer.get("metadata") or {}),
    )


def session(answer: Answer) -> Session:
    intent = part(answer.get("payment_intent"))
    taken = part(intent.get("latest_charge"))
    error = intent.get("last_payment_error") or {}
    return Session(
        id=answer["id"],
        url=answer.get("url") or "",
        status=answer.get("status") or "open",
        payment_status=answer["payment_status"],
        amount=from_gateway(answer.get("amount_total") or 0, answer.get("currency") or "EUR"),
        reference=answer.get("client_reference_id") or "",
        expires_at=moment(answer["expires_at"]),
        intent_id=id_of(answer.get("payment_intent")),
        intent_status=intent.get("status") or "",
        failure_code=error.get("decline_code") or error.get("code") or "",
        charge=charge(taken) if taken and taken["status"] == "succeeded" else None,
    )


def refund(answer: Answer) -> RefundFacts:
    return RefundFacts(
        id=answer["id"],
        intent_id=id_of(answer.get("payment_intent")),
        amount=from_gateway(answer["amount"], answer["currency"]),
        status=answer.get("status") or "pending",
        reference=(answer.get("metadata") or {}).get("refund", ""),
        failure_code=answer.get("failure_reason") or "",
    )


def dispute(answer: Answer) -> DisputeFacts:
    due = answer["evidence_details"].get("due_by")
    return DisputeFacts(
        id=answer["id"],
        intent_id=id_of(answer.get("payment_intent")),
        amount=from_gateway(answer["amount"], answer["currency"]),
        status=answer["status"],
        reason=answer["reason"],
        respond_by=moment(due) if due else None,
        transactions=tuple(transaction(line) for line in answer["balance_transactions"]),
    )


def event(answer: Answer) -> EventFacts:
    """Of the object inside only what leads to ours: its present state is fetched, never believed."""
    subject = answer["data"]["object"]
    metadata = subject.get("metadata") or {}
    kind = str(subject.get("object") or "")
    return EventFacts(
        id=answer["id"],
        type=answer["type"],
        object_id=str(subject.get("id") or ""),
        object_kind=kind,
        intent_id=str(subject["id"]) if kind == "payment_intent" else id_of(subject.get("payment_intent")),
        reference=str(subject.get("client_reference_id") or metadata.get("payment") or ""),
        created=moment(answer["created"]),
        is_live=bool(answer["livemode"]),
        version=str(answer.get("api_version") or ""),
        payload=dict(answer),
    )
