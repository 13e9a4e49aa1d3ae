"""What payments makes known to the rest of the house when it starts."""

from strato.notifications import kinds
from strato.payments import notices


def register() -> None:
    """Its kinds of notifications."""
    kinds.register(*notices.KINDS)
