"""Who may do what in a lab. ``in_lab`` is asked by every app above."""

from typing import Any

from strato.core.policies import is_admin
from strato.core.prepared import Prepared
from strato.labs.models import Lab, Membership
from strato.labs.states import LabRole

MANAGERS = (LabRole.OWNER, LabRole.MANAGER)
OPERATORS = (LabRole.OWNER, LabRole.MANAGER, LabRole.OPERATOR)
STOCK = (LabRole.OWNER, LabRole.MANAGER, LabRole.STOCK_KEEPER)
ROLES_OF = Prepared(
    lambda me: Membership.objects.filter(user_id=me).order_by().values_list("lab_id", "role"), Membership._meta.pk
)
EVERYBODY = (LabRole.OWNER, LabRole.MANAGER, LabRole.OPERATOR, LabRole.STOCK_KEEPER)


def roles_of(user: Any) -> dict[Any, str]:
    """{lab id: role} of this person, read once per person and request."""
    if not user.is_authenticated:
        return {}
    mine: dict[Any, str] | None = user.__dict__.get("_lab_roles")
    if mine is None:
        mine = user._lab_roles = dict(ROLES_OF(user.pk))
    return mine


def in_lab(user: Any, lab: Lab | None, *roles: str) -> bool:
    """Is this person a member of the lab (None: of any lab) in one of these roles, or in any if none are named?"""
    mine, wanted = roles_of(user), roles or EVERYBODY
    if lab is None:
        return any(role in wanted for role in mine.values())
    return mine.get(lab.pk) in wanted


def can_edit_lab(user: Any, lab: Lab | None = None) -> bool:
    return is_admin(user) or in_lab(user, lab, *MANAGERS)


def can_see_inside(user: Any, lab: Lab | None = None) -> bool:
    """Members and admins: the history, the members, the numbers."""
    return is_admin(user) or in_lab(user, lab)


def can_leave_lab(user: Any, lab: Lab | None = None) -> bool:
    return in_lab(user, lab)


def can_manage_members(user: Any, lab: Lab | None = None) -> bool:
    return is_admin(user) or in_lab(user, lab, *MANAGERS)


def can_change_membership(user: Any, membership: Membership | None = None) -> bool:
    """Managers, for everybody but owners; owners and admins for all."""
    lab = membership.lab if membership else None
    if membership is not None and membership.role == LabRole.OWNER:
        return can_grant_owner(user, lab)
    return can_manage_members(user, lab)


def can_grant_owner(user: Any, lab: Lab | None = None) -> bool:
    return is_admin(user) or in_lab(user, lab, LabRole.OWNER)
