"""What orders makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.core import realtime
from strato.notifications import kinds
from strato.orders import notices, portable, topics
from strato.orders.leaving import PART


def register() -> None:
    """Its kinds of notifications and its live topic, and their part in the copy of a person's data; what leaving means here."""
    kinds.register(*notices.KINDS)
    realtime.topic("order", visible=topics.sees)
    portability.register(portable.PORTION)
    register_leaving(PART)
