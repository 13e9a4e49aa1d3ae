"""The stock's work in the background."""

from strato.core import queue
from strato.inventory import services


@queue.every(seconds=30)
def expire_reservations() -> None:
    services.expire_reservations()
