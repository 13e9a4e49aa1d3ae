"""What must not be lost is a row in a waiting state; here is who finds it again."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import structlog
from django.db.models import Q
from django.utils import timezone

from strato.core.rows import Row
from strato.payments.errors import GatewayUnavailable
from strato.payments.models import GatewayEvent, Payment, Refund
from strato.payments.services.events import settle_event
from strato.payments.services.refunding import refresh_refunds, send_refund
from strato.payments.services.settling import settle
from strato.payments.states import EventOutcome, PaymentStatus, RefundStatus

log = structlog.get_logger(__name__)
PATIENCE = timedelta(minutes=3)
MOST_TRIES = 20
AT_ONCE = 200


def sweep_events() -> int:
    """Settle events whose processing was cut off; gives how many were open."""
    waiting = GatewayEvent.objects.filter(outcome="", received_at__lt=timezone.now() - PATIENCE).order_by("pk")
    rows = list(waiting[:AT_ONCE])
    for row in rows:
        try:
            settle_event(row)
        except GatewayUnavailable:
            return len(rows)  # nothing else will work now
        except Exception as error:  # one bad event must not hold up the others
            log.exception("event_not_settled", event=row.event_id)
            note_failure(row, error)
    return len(rows)


def note_failure(row: GatewayEvent, error: Exception) -> None:
    """Write down what went wrong; after many tries it is left to a person."""
    outcome = EventOutcome.FAILED if row.tries + 1 >= MOST_TRIES else ""
    GatewayEvent.objects.filter(pk=row.pk, outcome="").update(note=str(error)[:400], outcome=outcome)


def sweep_payments() -> int:
    """Ask after payments whose news may have been lost, given up ones whose money is on its way too; gives how many."""
    old = timezone.now() - PATIENCE
    is_waiting = Q(status=PaymentStatus.OPEN) | Q(is_awaited=True)
    waiting = Payment.objects.filter(is_waiting, created_at__lt=old).select_related("payable")
    return each(waiting.order_by("expires_at")[:AT_ONCE], lambda payment: settle(payment, source="sweeper"))


def sweep_refunds() -> int:
    """Send what was never sent, ask after what is on its way; gives how many there were."""
    old = timezone.now() - PATIENCE
    waiting = Refund.objects.filter(
        status__in=[RefundStatus.REQUESTED, RefundStatus.PENDING], status_changed_at__lt=old
    )
    return each(waiting.select_related("payment").order_by("pk")[:AT_ONCE], look_after_refund)


def look_after_refund(refund: Refund) -> None:
    if refund.gateway_id:
        refresh_refunds(refund.payment, source="sweeper")
    else:
        send_refund(refund)


def each(rows: Iterable[Row], act: Callable[[Any], object]) -> int:
    """One after the other, until the gateway is away; one that cannot be settled must not hold up the others."""
    found = list(rows)
    for row in found:
        try:
            act(row)
        except GatewayUnavailable:
            break
        except Exception:
            log.exception("row_not_swept", row=str(row.pk))
    return len(found)
