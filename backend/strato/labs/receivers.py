"""Whom the news of a lab concerns."""

from typing import Any

from django.dispatch import receiver

from strato.accounts.models import Role, User
from strato.labs import notices, signals
from strato.labs.models import Lab, Membership
from strato.labs.policies import MANAGERS
from strato.labs.reports import people_of
from strato.notifications.kinds import Kind
from strato.notifications.services import notify


@receiver(signals.lab_applied)
def on_lab_applied(sender: type[Lab], lab: Lab, by: User, **_: Any) -> None:
    """Admins hear of a lab that waits for them."""
    admins = User.objects.filter(role=Role.ADMIN, is_active=True).values_list("pk", flat=True)
    facts = {"lab": lab.name, "city": lab.city, "by": by.display_name}
    notify(list(admins), notices.LAB_APPLIED, subject=lab, facts=facts, by=by, group_key=f"lab-applied:{lab.pk}")


@receiver(signals.lab_approved)
def on_lab_approved(sender: type[Lab], lab: Lab, by: User, **_: Any) -> None:
    tell_managers(lab, notices.LAB_APPROVED, by=by)


@receiver(signals.lab_rejected)
def on_lab_rejected(sender: type[Lab], lab: Lab, by: User, reason: str, **_: Any) -> None:
    tell_managers(lab, notices.LAB_REJECTED, by=by, reason=reason)


@receiver(signals.lab_suspended)
def on_lab_suspended(sender: type[Lab], lab: Lab, by: User, reason: str, **_: Any) -> None:
    tell_managers(lab, notices.LAB_SUSPENDED, by=by, reason=reason)


@receiver(signals.lab_reactivated)
def on_lab_reactivated(sender: type[Lab], lab: Lab, by: User, **_: Any) -> None:
    tell_managers(lab, notices.LAB_REACTIVATED, by=by)


@receiver(signals.member_joined)
def on_member_joined(sender: type[Membership], membership: Membership, by: User, **_: Any) -> None:
    tell_member(membership.user, membership.lab, notices.MEMBER_JOINED, by=by, role=membership.role)


@receiver(signals.role_changed)
def on_role_changed(sender: type[Membership], membership: Membership, by: User, before: str, **_: Any) -> None:
    facts = {"role": membership.role, "before": before}
    tell_member(membership.user, membership.lab, notices.MEMBER_ROLE_CHANGED, by=by, **facts)


@receiver(signals.member_left)
def on_member_left(sender: type[Membership], lab: Lab, user: User, by: User, **_: Any) -> None:
    """Somebody who was removed hears of it; who left knows."""
    tell_member(user, lab, notices.MEMBER_REMOVED, by=by)


def tell_managers(lab: Lab, kind: Kind, *, by: User, **facts: Any) -> None:
    notify(people_of(lab, *MANAGERS), kind, subject=lab, facts={"lab": lab.name} | facts, by=by)


def tell_member(user: User, lab: Lab, kind: Kind, *, by: User, **facts: Any) -> None:
    notify([user], kind, subject=lab, facts={"lab": lab.name, "by": by.display_name} | facts, by=by)
