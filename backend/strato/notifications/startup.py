"""What notifications make known to the rest of the house when they start."""

from strato.accounts import portability
from strato.notifications import portable


def register() -> None:
    """What they give a person who asks for a copy of their data."""
    portability.register(portable.PORTION)
