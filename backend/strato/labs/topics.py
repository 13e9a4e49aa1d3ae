"""Who follows a lab: its people."""

from typing import Any

from strato.labs.models import Lab
from strato.labs.policies import can_see_inside


def can_follow_lab(user: Any, lab_id: str) -> bool:
    lab = Lab.objects.visible_to(user).filter(pk=lab_id).first()
    return lab is not None and can_see_inside(user, lab)
