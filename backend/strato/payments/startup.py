"""What payments makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.notifications import kinds
from strato.payments import notices, portable


def register() -> None:
    """Its kinds of notifications, and their part in the copy of a person's data."""
    kinds.register(*notices.KINDS)
    portability.register(portable.PORTION)
