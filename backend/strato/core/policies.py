"""The predicates that every app's policy table starts from."""

from typing import Any


def anyone(user: Any, row: Any = None) -> bool:
    """Open to the world."""
    return True


def signed_in(user: Any, row: Any = None) -> bool:
    """Open to every signed-in person."""
    return bool(user and user.is_authenticated)


def is_admin(user: Any, row: Any = None) -> bool:
    """Open to platform admins."""
    return bool(user and user.is_authenticated and user.is_admin)
