"""The life of a lab and of its memberships."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from strato.core import exchange, realtime, status
from strato.core.errors import WrongState
from strato.core.rows import new_id
from strato.labs import signals
from strato.labs.errors import AlreadyMember, CurrencyFixed, LastOwner, OwnersOnly
from strato.labs.hours import OpeningHours
from strato.labs.models import Lab, Membership
from strato.labs.policies import can_grant_owner
from strato.labs.rates import Rates
from strato.labs.states import LabRole, LabStatus

EDITABLE = frozenset(
    {
        "name", "description", "email", "phone", "website", "street", "postal_code", "city", "country", "lat", "lng",
        "timezone", "opening_hours", "currency", "payment_policy", "auto_accept", "rates",
    }
)  # fmt: skip


@transaction.atomic
def apply_for_lab(*, by: Any, **details: Any) -> Lab:
    """A new lab awaiting approval, owned by whoever asks for it. Raises ``CurrencyUnavailable``."""
    check_currency(details)
    lab = Lab(slug=free_slug(details["name"]), rates=Rates().to_json())
    _write(lab, details)
    lab.save(force_insert=True)
    Membership.objects.create(lab=lab, user=by, role=LabRole.OWNER)
    forget_roles(by)
    signals.lab_applied.send(Lab, lab=lab, by=by)
    return lab


@transaction.atomic
def edit_lab(lab: Lab, *, by: Any, **changes: Any) -> Lab:
    """The lab with other details; the currency stays once it is approved. Raises ``CurrencyFixed``, ``CurrencyUnavailable``."""
    lab = Lab.objects.select_for_update().get(pk=lab.pk)
    if changes.get("currency", lab.currency) != lab.currency and lab.status != LabStatus.PENDING:
        raise CurrencyFixed(fields={"currency": [CurrencyFixed.detail]}, currency=lab.currency)
    check_currency({name: value for name, value in changes.items() if value != lab.currency})
    _write(lab, changes)
    lab.save()
    return lab


def check_currency(details: Mapping[str, Any]) -> None:
    """A lab's prices can be converted: customers of other currencies buy from it. Raises ``CurrencyUnavailable``."""
    if "currency" in details:
        exchange.check_quoted(details["currency"], on=timezone.localdate())


@transaction.atomic
def approve_lab(lab: Lab, *, by: Any) -> Lab:
    """An active lab, open to the world."""
    _refuse_unless(lab, LabStatus.PENDING, to=LabStatus.ACTIVE)
    status.change(lab, LabStatus.ACTIVE, by=by)
    signals.lab_approved.send(Lab, lab=lab, by=by)
    return lab


@transaction.atomic
def reject_lab(lab: Lab, *, by: Any, reason: str) -> Lab:
    """A lab that was refused, with the reason its people read."""
    status.change(lab, LabStatus.REJECTED, by=by, reason=reason)
    signals.lab_rejected.send(Lab, lab=lab, by=by, reason=reason)
    return lab


@transaction.atomic
def suspend_lab(lab: Lab, *, by: Any, reason: str) -> Lab:
    """A lab that takes no new work until it is reactivated."""
    status.change(lab, LabStatus.SUSPENDED, by=by, reason=reason)
    signals.lab_suspended.send(Lab, lab=lab, by=by, reason=reason)
    return lab


@transaction.atomic
def reactivate_lab(lab: Lab, *, by: Any, reason: str = "") -> Lab:
    """A suspended lab, open again."""
    _refuse_unless(lab, LabStatus.SUSPENDED, to=LabStatus.ACTIVE)
    status.change(lab, LabStatus.ACTIVE, by=by, reason=reason)
    signals.lab_reactivated.send(Lab, lab=lab, by=by)
    return lab


@transaction.atomic
def reapply(lab: Lab, *, by: Any, reason: str = "") -> Lab:
    """A rejected lab before the judges again, with what was improved."""
    status.change(lab, LabStatus.PENDING, by=by, reason=reason)
    signals.lab_applied.send(Lab, lab=lab, by=by)
    return lab


@transaction.atomic
def add_member(lab: Lab, *, user: Any, role: str, by: Any) -> Membership:
    """Somebody's new role in the lab."""
    _only_owners_touch_owners(lab, role, by=by)
    membership, is_new = Membership.objects.get_or_create(lab=lab, user=user, defaults={"role": role})
    if not is_new:
        raise AlreadyMember(role=membership.role)
    forget_roles(user)
    signals.member_joined.send(Membership, membership=membership, by=by)
    return membership


@transaction.atomic
def change_role(membership: Membership, *, role: str, by: Any) -> Membership:
    """The membership with another role; the last owner stays one."""
    membership = _locked(membership)
    before = membership.role
    _only_owners_touch_owners(membership.lab, before, role, by=by)
    if before == role:
        return membership
    _refuse_last_owner(membership)
    membership.role = role
    membership.save(update_fields=["role", "updated_at"])
    forget_roles(by)
    realtime.revoke(membership.user_id)
    signals.role_changed.send(Membership, membership=membership, by=by, before=before)
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, by: Any) -> None:
    """One member less, by a manager or by the person themselves; the last owner stays."""
    membership = _locked(membership)
    if membership.user_id != by.pk:
        _only_owners_touch_owners(membership.lab, membership.role, by=by)
    _refuse_last_owner(membership)
    lab, user = membership.lab, membership.user
    membership.delete()
    forget_roles(by)
    realtime.revoke(user.pk)
    signals.member_left.send(Membership, lab=lab, user=user, by=by)


def _locked(membership: Membership) -> Membership:
    """The membership as it is now, under the lock of its lab: owners are counted by one person at a time."""
    Lab.objects.select_for_update().get(pk=membership.lab_id)
    return Membership.objects.select_related("lab", "user").get(pk=membership.pk)


def _only_owners_touch_owners(lab: Lab, *roles: str, by: Any) -> None:
    if LabRole.OWNER in roles and not can_grant_owner(by, lab):
        raise OwnersOnly


def _refuse_last_owner(membership: Membership) -> None:
    if membership.is_last_owner:
        raise LastOwner


@transaction.atomic
def set_cover(lab: Lab, *, cover: File[bytes] | None, by: Any) -> Lab:
    """The lab with this picture on its card, or with none; the old file goes after the commit."""
    before = lab.cover.name
    if cover is None:
        lab.cover = None
        lab.save(update_fields=["cover", "updated_at"])
    else:
        lab.cover.save(cover.name or "cover.jpg", cover, save=False)
        lab.save(update_fields=["cover", "updated_at"])
    if before:
        transaction.on_commit(partial(lab.cover.storage.delete, before))
    return lab


def free_slug(name: str) -> str:
    """A slug that no other lab has."""
    stem = slugify(name)[:120] or "lab"
    taken = set(Lab.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, 50))
    return next((slug for slug in (stem, *numbered) if slug not in taken), f"{stem}-{new_id().hex[-12:]}")


def forget_roles(user: Any) -> None:
    """Memberships changed: the next question of ``in_lab`` about this person reads them again."""
    user.__dict__.pop("_lab_roles", None)


def _refuse_unless(lab: Lab, source: LabStatus, *, to: LabStatus) -> None:
    """Two acts lead to one status: each begins at its own."""
    current = Lab.objects.select_for_update().only("status").get(pk=lab.pk)
    if current.status != source:
        raise WrongState(from_status=current.status, to_status=to)


def _write(lab: Lab, details: Mapping[str, Any]) -> None:
    """Put checked details onto the row; hours and rates are normalized."""
    for name in (EDITABLE - {"rates"}) & details.keys():
        setattr(lab, name, details[name])
    OpeningHours.from_json(lab.opening_hours, lab.timezone)
    lab.rates = Rates.from_json(lab.rates).changed(details.get("rates", {})).to_json()
