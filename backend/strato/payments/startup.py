"""What payments makes known to the rest of the house when it starts."""


def register() -> None:
    """Nothing yet."""
