"""What the stock makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.inventory import notices, portable
from strato.notifications import kinds


def register() -> None:
    """Its kinds of notifications, and what they keep of people for themselves."""
    kinds.register(*notices.KINDS)
    portability.withhold(portable.WITHHELD)
