"""What the stock makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.inventory import notices, portable
from strato.inventory.leaving import PART
from strato.notifications import kinds


def register() -> None:
    """Its kinds of notifications, and what they keep of people for themselves; what leaving means here."""
    kinds.register(*notices.KINDS)
    portability.withhold(portable.WITHHELD)
    register_leaving(PART)
