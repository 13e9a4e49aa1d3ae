"""Who may do what in a lab. ``in_lab`` is asked by every app above."""

from typing import Any

from strato.core.policies import is_admin
from strato.labs.models import Lab, Membership
from strato.labs.states import LabRole

MANAGERS = (LabRole.OWNER, LabRole.MANAGER)
OPERATORS = (LabRole.OWNER, LabRole.MANAGER, LabRole.OPERATOR)
STOCK = (LabRole.OWNER, LabRole.MANAGER, LabRole.STOCK_KEEPER)


def in_lab(user: Any, lab: Lab | None, *roles: str) -> bool:
    """Is this person a member of the lab in one of these roles? Memberships are read once per person and request."""
    if not user.is_authenticated:
        return False
    mine = user.__dict__.setdefault("_lab_roles", None)
    if mine is None:
        mine = user._lab_roles = dict(Membership.objects.filter(user=user).values_list("lab_id", "role"))
    if lab is None:
        return any(role in roles for role in mine.values())
    return mine.get(lab.pk) in roles


def can_edit_lab(user: Any, lab: Lab | None = None) -> bool:
    return is_admin(user) or in_lab(user, lab, *MANAGERS)


def can_manage_members(user: Any, lab: Lab | None = None) -> bool:
    return is_admin(user) or in_lab(user, lab, *MANAGERS)
