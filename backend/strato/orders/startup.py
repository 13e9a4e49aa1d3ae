"""What orders makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.core import realtime
from strato.notifications import kinds
from strato.orders import notices, portable, topics


def register() -> None:
    """Its kinds of notifications and its live topic, and their part in the copy of a person's data."""
    kinds.register(*notices.KINDS)
    realtime.topic("order", visible=topics.sees)
    portability.register(portable.PORTION)
