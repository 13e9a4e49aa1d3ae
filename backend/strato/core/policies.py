"""The predicates that every app's policy table starts from."""

from collections.abc import Callable
from typing import Any, TypeVar

P = TypeVar("P", bound=Callable[..., bool])


def closed_to_guests(predicate: P) -> P:
    """Mark a predicate that says no to every guest: the door answers 401 before it looks for the row."""
    predicate.closed_to_guests = True  # type: ignore[attr-defined]
    return predicate


def is_closed_to_guests(predicate: Callable[..., bool]) -> bool:
    return getattr(predicate, "closed_to_guests", False)


def anyone(user: Any, row: Any = None) -> bool:
    """Open to the world."""
    return True


@closed_to_guests
def signed_in(user: Any, row: Any = None) -> bool:
    """Open to every signed-in person."""
    return bool(user and user.is_authenticated)


@closed_to_guests
def is_admin(user: Any, row: Any = None) -> bool:
    """Open to platform admins."""
    return bool(user and user.is_authenticated and user.is_admin)
