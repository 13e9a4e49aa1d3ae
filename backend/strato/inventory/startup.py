"""What the stock makes known to the rest of the house when it starts."""

from strato.inventory import notices
from strato.notifications import kinds


def register() -> None:
    """Its kinds of notifications."""
    kinds.register(*notices.KINDS)
