"""What administrators do to accounts; each act leaves an ``AccountChange``."""

from uuid import UUID

from django.db import transaction

from strato.accounts import signals
from strato.accounts.errors import AccountGone, LastAdmin, NotOnYourself
from strato.accounts.models import AccountAct, AccountChange, Departure, Role, User
from strato.accounts.services.sessions import end_all_sessions
from strato.core import realtime


@transaction.atomic
def change_role(user: User, role: Role, *, by: User, reason: str = "") -> User:
    """Give a person another platform role; never yourself, never the last admin."""
    user = _locked(user, by=by)
    before = user.role
    if before == role:
        return user
    if before == Role.ADMIN:
        _check_not_last_admin(user)
    user.role = role
    user.save(update_fields=["role", "updated_at"])
    record(user, AccountAct.ROLE, before, role, by=by, reason=reason)
    realtime.revoke(user)
    signals.role_changed.send(User, user=user, by=by)
    return user


@transaction.atomic
def deactivate(user: User, *, by: User, reason: str = "") -> User:
    """Close an account: no sign-in, every session ended; never your own, never the last admin's."""
    user = _locked(user, by=by)
    if not user.is_active:
        return user
    if user.role == Role.ADMIN:
        _check_not_last_admin(user)
    _set_active(user, AccountAct.DEACTIVATE, by=by, reason=reason)
    end_all_sessions(user)
    signals.user_deactivated.send(User, user=user, by=by, reason=reason)
    return user


@transaction.atomic
def reactivate(user: User, *, by: User, reason: str = "") -> User:
    """Open a closed account again; one that waits to be deleted is kept. Raises ``AccountGone``."""
    user = _locked(user, by=by)
    if user.is_active:
        return user
    Departure.objects.filter(user=user, begun_at=None).delete()
    if Departure.objects.filter(user=user).exists():
        raise AccountGone
    _set_active(user, AccountAct.REACTIVATE, by=by, reason=reason)
    signals.user_reactivated.send(User, user=user, by=by)
    return user


def _locked(user: User, *, by: User) -> User:
    """The person, who is somebody else and still there."""
    if user.pk == by.pk:
        raise NotOnYourself
    if user.is_gone:
        raise AccountGone
    return locked_with_admins(user)


def locked_with_admins(user: User) -> User:
    """The person and every active admin, locked in pk order: two admins cannot remove each other at once."""
    admins = User.objects.active_admins().values("pk")
    locked = User.objects.select_for_update().filter(pk__in={user.pk, *(row["pk"] for row in admins)}).order_by("pk")
    found: dict[UUID, User] = {row.pk: row for row in locked}
    return found[user.pk]


def _check_not_last_admin(user: User) -> None:
    if is_last_admin(user):
        raise LastAdmin


def is_last_admin(user: User) -> bool:
    """Would the platform be without an active administrator?"""
    admins = User.objects.active_admins()
    return admins.filter(pk=user.pk).exists() and not admins.exclude(pk=user.pk).exists()


def _set_active(user: User, act: AccountAct, *, by: User, reason: str) -> None:
    before = "active" if user.is_active else "inactive"
    user.is_active = act == AccountAct.REACTIVATE
    user.save(update_fields=["is_active", "updated_at"])
    record(user, act, before, "active" if user.is_active else "inactive", by=by, reason=reason)


def record(user: User, act: AccountAct, before: str, after: str, *, by: User | None, reason: str) -> None:
    """One line of the audit."""
    AccountChange.objects.create(user=user, act=act, before=before, after=after, by=by, reason=reason)
