"""What accounts make known to the rest of the house when they start."""

from strato.accounts import portable


def register() -> None:
    """What they give a person who asks for a copy of their data."""
    portable.register_all()
