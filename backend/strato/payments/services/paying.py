"""Tries to pay: opened with everything written down, started at the gateway, given up."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.core import status
from strato.core.errors import WrongState
from strato.payments import signals
from strato.payments.errors import AlreadyPaid, AmountsDiffer, GatewayRefused
from strato.payments.gateways import gateway
from strato.payments.gateways.amounts import check_payable
from strato.payments.gateways.facts import Line, SessionRequest
from strato.payments.models import Payable, Payment
from strato.payments.services.payables import lock_payable
from strato.payments.services.settling import settle
from strato.payments.states import PaymentStatus

PAYMENT_ID = "{PAYMENT}"  # in success_url and cancel_url: stands for the payment's id
SHORTEST = timedelta(minutes=31)  # the gateway keeps a page open for half an hour at least
LONGEST = timedelta(hours=23, minutes=59)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be paid and where the payer goes afterwards; discounts and shipping are folded into the lines."""

    lines: tuple[Line, ...]
    success_url: str
    cancel_url: str
    email: str = ""
    locale: str = "auto"
    metadata: dict[str, str] = field(default_factory=dict)

    @property
    def amount(self) -> int:
        return sum(line.unit_amount * line.quantity for line in self.lines)


@transaction.atomic
def open_payment(payable: Payable, *, wanted: Wanted, expires_at: datetime, by: Any) -> Payment:
    """A new try to pay, or the one that is open for the same amount.

    Everything the gateway will be asked for is written here, before it is asked. ``{PAYMENT}`` in an address becomes the
    payment's id. ``expires_at`` is moved into what the gateway allows; stock is held until the row's own ``expires_at``.
    """
    locked = lock_payable(payable.pk)
    if locked.charged >= locked.amount:
        raise AlreadyPaid
    if wanted.amount != locked.amount:
        raise AmountsDiffer(wanted=wanted.amount, owed=locked.amount)
    check_payable(locked.total)
    standing: Payment | None = locked.payments.filter(status=PaymentStatus.OPEN).first()
    if standing is not None:
        if standing.amount == wanted.amount and (
            standing.session_id or standing.expires_at - timezone.now() > SHORTEST
        ):
            return standing
        give_up(standing, reason="replaced by another try", by=by)
    payment = Payment(payable=locked, amount=locked.amount, currency=locked.currency, expires_at=bounded(expires_at))
    payment.wanted = words_of(wanted, payment)
    payment.save(force_insert=True)
    return payment


def bounded(wanted: datetime) -> datetime:
    """The end of a payment page, within what the gateway allows; whole seconds, as it counts."""
    now = timezone.now()
    return min(max(wanted, now + SHORTEST), now + LONGEST).replace(microsecond=0)


def words_of(wanted: Wanted, payment: Payment) -> dict[str, Any]:
    """Everything of the session, as it is kept."""
    found = asdict(wanted)
    found["metadata"] = {**wanted.metadata, "payment": str(payment.pk), "payable": str(payment.payable_id)}
    for name in ("success_url", "cancel_url"):
        found[name] = found[name].replace(PAYMENT_ID, str(payment.pk))
    return found


def start_session(payment: Payment) -> Payment:
    """Ask the gateway for the hosted page; call it outside of a transaction, as often as you like.

    The key and every parameter come from the row, so a call that was cut off gives the same page again. When the gateway
    is away the payment stays open (``GatewayUnavailable``); when it refuses, the payment fails (``GatewayRefused``).
    """
    if payment.session_id:
        return payment
    if payment.status != PaymentStatus.OPEN:
        raise WrongState(from_status=payment.status, to_status=PaymentStatus.OPEN)
    try:
        session = gateway().create_session(request_of(payment))
    except GatewayRefused as refused:
        fail_unstarted(payment, code=str(refused.facts.get("reason") or refused.code))
        raise
    Payment.objects.filter(pk=payment.pk, session_id=None).update(session_id=session.id, url=session.url)
    payment.refresh_from_db()
    if payment.status != PaymentStatus.OPEN:  # given up while the gateway was asked
        signals.payment_abandoned.send(Payment, payment=payment)
    return payment


def request_of(payment: Payment) -> SessionRequest:
    """What the gateway is asked, from the row alone."""
    kept = payment.wanted
    return SessionRequest(
        key=f"co:{payment.pk}",
        reference=str(payment.pk),
        lines=tuple(Line(**line) for line in kept["lines"]),
        currency=payment.currency,
        email=kept["email"],
        success_url=kept["success_url"],
        cancel_url=kept["cancel_url"],
        metadata=dict(sorted(kept["metadata"].items())),  # the database may have put them in another order
        expires_at=payment.expires_at,
        locale=kept["locale"],
    )


@transaction.atomic
def fail_unstarted(payment: Payment, *, code: str) -> None:
    """A page that the gateway would not open."""
    lock_payable(payment.payable_id)
    current = Payment.objects.select_for_update().get(pk=payment.pk)
    if current.status == PaymentStatus.OPEN and not current.session_id:
        Payment.objects.filter(pk=current.pk).update(failure_code=code[:60])
        status.change(current, PaymentStatus.FAILED, by=None, reason=code)
        payment.refresh_from_db()


@transaction.atomic
def abandon_payments(payable: Payable, *, by: Any = None, reason: str = "abandoned") -> list[Payment]:
    """Give up every open try; its page is closed after the commit. What was paid all the same is settled, and announced."""
    locked = lock_payable(payable.pk)
    given_up = list(locked.payments.filter(status=PaymentStatus.OPEN).order_by("pk"))
    for payment in given_up:
        give_up(payment, reason=reason, by=by)
    return given_up


def give_up(payment: Payment, *, reason: str, by: Any) -> None:
    """End one try here; the caller holds the payable's lock."""
    status.change(payment, PaymentStatus.EXPIRED, by=by, reason=reason)
    signals.payment_abandoned.send(Payment, payment=payment)


def close_session(payment: Payment) -> Payment:
    """Close the hosted page of a payment that was given up; if it was paid before that, the money is booked."""
    if not payment.session_id:
        return payment
    try:
        gateway().expire_session(payment.session_id)
    except GatewayRefused:  # over already: paid or expired, the session itself knows
        return settle(payment, source="request")
    return payment
