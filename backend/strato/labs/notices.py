"""What people are told about labs and their place in them."""

from typing import Any

from django.apps import apps

from strato.accounts.models import User
from strato.notifications.kinds import Kind

CATEGORY = "labs"


def sees_lab(user: User, lab_id: str) -> bool:
    labs: Any = apps.get_model("labs", "Lab")
    return bool(labs.objects.visible_to(user).filter(pk=lab_id).exists())


def about_lab(code: str, *, link: str = "/labs/{id}") -> Kind:
    return Kind(code, CATEGORY, visible=sees_lab, link=link)


LAB_APPLIED = about_lab("lab.applied", link="/platform/labs")
LAB_APPROVED = about_lab("lab.approved")
LAB_REJECTED = about_lab("lab.rejected")
LAB_SUSPENDED = about_lab("lab.suspended")
LAB_REACTIVATED = about_lab("lab.reactivated")
MEMBER_JOINED = about_lab("membership.joined")
MEMBER_ROLE_CHANGED = about_lab("membership.role_changed")
MEMBER_REMOVED = Kind("membership.removed", CATEGORY)

KINDS = (
    LAB_APPLIED,
    LAB_APPROVED,
    LAB_REJECTED,
    LAB_SUSPENDED,
    LAB_REACTIVATED,
    MEMBER_JOINED,
    MEMBER_ROLE_CHANGED,
    MEMBER_REMOVED,
)
