"""The background of payments."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from strato.core import queue
from strato.core.queue import Job, JobStatus
from strato.core.queue.registry import name_of
from strato.payments import services
from strato.payments.errors import GatewayUnavailable
from strato.payments.models import GatewayEvent, Payment, Refund


@contextmanager
def patiently() -> Iterator[None]:
    """A gateway that is away is asked again later; the sweeper goes on where the tries end."""
    try:
        yield
    except GatewayUnavailable as away:
        raise queue.Retry(reason=away.detail) from away


@queue.task(max_attempts=8, seconds=120)
def settle_event(event: int) -> None:
    with patiently():
        services.settle_event(GatewayEvent.objects.get(pk=event))


@queue.task(max_attempts=8, seconds=120)
def send_refund(refund: str) -> None:
    with patiently():
        services.send_refund(Refund.objects.select_related("payment").get(pk=refund))


@queue.task(max_attempts=8, seconds=120)
def close_session(payment: str) -> None:
    with patiently():
        services.close_session(Payment.objects.get(pk=payment))


@queue.every(minutes=1)
def sweep_events() -> None:
    services.sweep_events()


@queue.every(minutes=2)
def sweep_payments() -> None:
    services.sweep_payments()


@queue.every(minutes=5)
def sweep_refunds() -> None:
    services.sweep_refunds()


@queue.every(hours=24)
@queue.task(max_attempts=3, seconds=1800, lane=queue.Lane.SLOW)
def compare_books() -> None:
    with patiently():
        services.reconcile()


def ask_for_comparison(*, by: Any) -> Job:
    """Compare the books now: the comparison that waits or runs already, or a new one that this person may follow."""
    mine = Job.objects.filter(task=name_of(compare_books), status__in=[JobStatus.QUEUED, JobStatus.RUNNING])
    return mine.first() or queue.defer(compare_books, requested_by=by)
