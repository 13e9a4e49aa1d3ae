"""What leaving means to labs."""

from typing import Any

from strato.accounts.leaving import Obstacle, Part
from strato.labs.models import Lab, LabQuerySet, Membership
from strato.labs.services import forget_roles
from strato.labs.states import LabRole, LabStatus


def obstacles(user: Any) -> list[Obstacle]:
    """A lab that works for others, or was stopped with things left to do, needs somebody who answers for it."""
    count = resting_on(user).filter(status__in=[LabStatus.ACTIVE, LabStatus.SUSPENDED]).count()
    if not count:
        return []
    sentence = "You are the only owner of a lab. Make another member an owner first."
    return [Obstacle("lab_needs_owner", sentence, "/maker/lab", count)]


def resting_on(user: Any) -> LabQuerySet:
    """Labs of which this person is the only active owner."""
    others = Membership.objects.filter(role=LabRole.OWNER, user__is_active=True).exclude(user=user)
    return Lab.objects.of(user, LabRole.OWNER).exclude(pk__in=others.values("lab"))


def forget(user: Any) -> None:
    """No role in any lab; a lab that never opened and has nobody else goes too."""
    unopened = resting_on(user).filter(status__in=[LabStatus.PENDING, LabStatus.REJECTED])
    others = Membership.objects.exclude(user=user)
    empty = list(unopened.exclude(pk__in=others.values("lab")).values_list("pk", flat=True))
    Membership.objects.filter(user=user).delete()
    forget_roles(user)
    Lab.objects.filter(pk__in=empty).delete()


PART = Part(
    app="labs",
    forget=forget,
    obstacles=obstacles,
    gone=frozenset({"labs.Membership.user"}),
    kept={"labs.LabStatusChange.by": "The history of the lab"},
    words={
        "labs.Lab.email": "How the lab is reached, said by the lab",
        "labs.Lab.phone": "How the lab is reached, said by the lab",
        "labs.Lab.street": "Where the lab is, said by the lab",
        "labs.LabStatusChange.reason": "The history of the lab",
    },
)
