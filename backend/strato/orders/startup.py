"""What orders makes known to the rest of the house when it starts."""

from strato.core import realtime
from strato.notifications import kinds
from strato.orders import notices, topics


def register() -> None:
    """Its kinds of notifications and its live topic."""
    kinds.register(*notices.KINDS)
    realtime.topic("order", visible=topics.sees)
