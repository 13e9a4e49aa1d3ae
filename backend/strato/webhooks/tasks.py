"""The background of webhooks."""

from uuid import UUID

from strato.core import queue
from strato.webhooks import services


@queue.task(max_attempts=3, seconds=45)
def send_delivery(delivery: str) -> None:
    """Try to deliver one message; what comes of it is the delivery's business, not the job's."""
    services.deliver(UUID(delivery))


@queue.every(minutes=1)
def offer_overdue() -> None:
    """Find messages that nobody is sending."""
    services.offer_overdue()


@queue.every(hours=24)
def forget_deliveries() -> None:
    """Delete the log of long ago."""
    services.forget_deliveries()
