"""What accounts make known to the rest of the house when they start."""

from strato.accounts import leaving, portable
from strato.accounts.services import forgetting


def register() -> None:
    """What they give a person who asks for a copy of their data, and what becomes of an account whose owner leaves."""
    portable.register_all()
    leaving.register(forgetting.PART)
