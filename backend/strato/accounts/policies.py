"""Who may do what to an account."""

from typing import Any

from strato.core.policies import closed_to_guests, is_admin


@closed_to_guests
def can_administer(user: Any, person: Any = None) -> bool:
    """Admins, on everybody but themselves."""
    return is_admin(user) and (person is None or person.pk != user.pk)
