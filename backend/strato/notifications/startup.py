"""What notifications make known to the rest of the house when they start."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.notifications import portable
from strato.notifications.leaving import PART


def register() -> None:
    """What they give a person who asks for a copy of their data; what leaving means here."""
    portability.register(portable.PORTION)
    register_leaving(PART)
