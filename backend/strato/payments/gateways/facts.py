"""What the gateway knows, as plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from strato.core.money import Money


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the hosted page."""

    title: str
    unit_amount: int
    quantity: int


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """Everything a session is opened with; repeated under the same key it must be the same to the byte."""

    key: str
    reference: str
    lines: tuple[Line, ...]
    currency: str
    email: str
    success_url: str
    cancel_url: str
    metadata: dict[str, str]
    expires_at: datetime
    locale: str = "auto"


@dataclass(frozen=True, slots=True)
class Transaction:
    """One line of the gateway's own books."""

    id: str
    category: str
    source: str
    amount: Money
    fee: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Charge:
    """Money that was taken, or not."""

    id: str
    intent_id: str
    is_paid: bool
    amount: Money
    failure_code: str = ""
    transaction: Transaction | None = None
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """A hosted page and what became of it."""

    id: str
    url: str
    status: str
    """open, complete, expired"""
    payment_status: str
    """paid, unpaid, no_payment_required"""
    amount: Money
    reference: str
    expires_at: datetime
    intent_id: str = ""
    intent_status: str = ""
    failure_code: str = ""
    charge: Charge | None = None

    @property
    def is_paid(self) -> bool:
        return self.payment_status == "paid" and self.charge is not None

    @property
    def is_awaited(self) -> bool:
        """Confirmed by the payer, the money is on its way."""
        return self.status == "complete" and self.payment_status == "unpaid" and self.intent_status == "processing"

    @property
    def has_failed(self) -> bool:
        """Confirmed by the payer, but the money did not arrive."""
        return (
            self.status == "complete"
            and self.payment_status == "unpaid"
            and self.intent_status in ("requires_payment_method", "canceled")
        )


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """Money on its way back, as the gateway tells it."""

    id: str
    intent_id: str
    amount: Money
    status: str
    """requires_action, pending, succeeded, failed, canceled"""
    reference: str
    """Our refund's id, where it is ours."""
    failure_code: str = ""

    @property
    def has_failed(self) -> bool:
        return self.status in ("failed", "canceled")


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """A dispute as the gateway tells it."""

    id: str
    intent_id: str
    amount: Money
    status: str
    reason: str
    respond_by: datetime | None
    transactions: tuple[Transaction, ...]


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One webhook, verified."""

    id: str
    type: str
    object_id: str
    object_kind: str
    intent_id: str
    reference: str
    """Our payment's id, where the object names it."""
    created: datetime
    is_live: bool
    version: str
    payload: dict[str, Any]
