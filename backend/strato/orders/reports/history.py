"""What has happened to an order, from every side, in the order of time."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from strato.orders.models import Order


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened; ``what`` is a stable word, the facts are what a sentence about it needs."""

    at: datetime
    what: str  # "placed", "status", "shipment", "refund", "return"
    by: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def history_of(order: Order, *, is_whole: bool) -> list[Happening]:
    """Oldest first; to a lab's people without sums."""
    found = [Happening(order.created_at, "placed", order.customer.display_name, {"number": order.number})]
    for step in order.status_changes.select_related("by"):
        facts = {"from": step.from_status, "to": step.to_status, "reason": step.reason}
        found.append(Happening(step.at, "status", name_of(step.by), facts))
    for parcel in order.shipments.select_related("by").prefetch_related("lines"):
        facts = {"carrier": parcel.carrier, "tracking": parcel.tracking}
        pieces = sum(entry.quantity for entry in parcel.lines.all())
        found.append(Happening(parcel.created_at, "shipment", name_of(parcel.by), {**facts, "pieces": pieces}))
    for row in order.returns.prefetch_related("lines", "status_changes__by"):
        pieces = sum(entry.quantity for entry in row.lines.all())
        asked = {"to": "requested", "reason": row.reason, "pieces": pieces}
        found.append(Happening(row.created_at, "return", order.customer.display_name, asked))
        found += [
            Happening(step.at, "return", name_of(step.by), {"to": step.to_status, "reason": step.reason})
            for step in row.status_changes.all()
        ]
    if is_whole:
        for refund in order.refunds.select_related("by"):
            money = {"amount": refund.amount, "currency": order.currency, "reason": refund.reason}
            found.append(Happening(refund.created_at, "refund", name_of(refund.by), money))
    return sorted(found, key=lambda happening: happening.at)


def name_of(user: Any) -> str:
    return user.display_name if user else ""
