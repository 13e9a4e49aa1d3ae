"""Forgetting a person when their days are over: app by app, each in its own transaction, so that a death in between costs
nothing but doing the rest later. What was begun is finished, and nobody can keep the account any more."""

from uuid import UUID

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from strato.accounts import leaving, signals
from strato.accounts.leaving import Obstacle, Part
from strato.accounts.models import (
    GONE_DOMAIN,
    AccountAct,
    Address,
    ApiKey,
    Departure,
    DeviceSession,
    EmailChange,
    Passkey,
    RecoveryCode,
    Theme,
    Totp,
    User,
    Visibility,
)
from strato.accounts.services.exports import drop_exports
from strato.accounts.services.people import is_last_admin, record
from strato.core.files import delete_after_commit
from strato.core.files.uploads import forget_uploads_of
from strato.core.realtime.models import UserEvent, UserStream

OWN = (Address, ApiKey, DeviceSession, EmailChange, Passkey, RecoveryCode, Totp, UserEvent, UserStream)


def due_departures() -> list[UUID]:
    """Whose days are over."""
    return list(Departure.objects.due().order_by("due_at").values_list("pk", flat=True))


def forget(departure_id: UUID) -> bool:
    """Forget this person, if they are due and nothing stands in the way; gives whether it is done. Safe to call again."""
    if not _begin(departure_id):
        return False
    for part in reversed(leaving.PARTS):
        with transaction.atomic():
            departure = Departure.objects.select_for_update(of=("self",)).select_related("user").get(pk=departure_id)
            if departure.done_at is not None:
                return False
            part.forget(departure.user)
    return _finish(departure_id)


@transaction.atomic
def _begin(departure_id: UUID) -> bool:
    """May it be done? From here on it cannot be taken back. Something new that must be settled is told once."""
    asked = Departure.objects.due().filter(pk=departure_id).first()
    if asked is None:
        return False
    user = User.objects.select_for_update().get(pk=asked.user_id)
    departure = Departure.objects.due().select_for_update().filter(pk=departure_id).first()
    if departure is None:  # kept a moment ago
        return False
    if departure.begun_at is not None:
        return True
    codes = sorted({obstacle.code for obstacle in leaving.obstacles_of(user)})
    if not codes:
        departure.begun_at = timezone.now()
        departure.save(update_fields=["begun_at", "updated_at"])
        return True
    if codes != departure.waits_for:
        departure.waits_for = codes
        departure.save(update_fields=["waits_for", "updated_at"])
        signals.deletion_waits.send(Departure, departure=departure)
    return False


@transaction.atomic
def _finish(departure_id: UUID) -> bool:
    """The last of it: the row itself becomes nobody's, and the last mail leaves."""
    departure = Departure.objects.select_for_update(of=("self",)).select_related("user").get(pk=departure_id)
    if departure.done_at is not None:
        return False
    user = departure.user
    departure.email, departure.language, departure.done_at = user.email, user.language, timezone.now()
    departure.save(update_fields=["email", "language", "done_at", "updated_at"])
    _empty(user)
    record(user, AccountAct.FORGET, "leaving", "deleted", by=None, reason="")
    signals.account_forgotten.send(Departure, departure=departure)
    return True


def _empty(user: User) -> None:
    """Nobody's row: it signs in nowhere, is found by nobody, and only what points at it knows that there was somebody."""
    delete_after_commit(user.avatar)
    _forget_signs_ins(user.email)
    user.email, user.username = f"deleted-{user.pk.hex}@{GONE_DOMAIN}", None
    user.name = user.bio = user.location = ""
    user.avatar = ""
    user.theme, user.visibility, user.role = Theme.AUTO, Visibility.PRIVATE, "user"
    user.is_active = user.is_superuser = False
    user.email_confirmed_at = user.email_refused_at = user.last_login = None
    user.email_refusal = ""
    user.set_unusable_password()
    user.save()


def _forget_signs_ins(email: str) -> None:
    """From where somebody signed in, or tried to."""
    for log in (AccessAttempt, AccessFailureLog, AccessLog):
        log.objects.filter(username=email).delete()


def _forget_own(user: User) -> None:
    """Keys, sessions, addresses, what was on its way in or out, and the person's name in the log of the Django admin."""
    for model in OWN:
        model.objects.filter(user=user).delete()
    drop_exports(user)
    OutstandingToken.objects.filter(user=user).delete()
    forget_uploads_of(user)
    user.groups.clear()
    user.user_permissions.clear()
    about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    about.update(object_repr="", change_message="")


def _obstacles(user: User) -> list[Obstacle]:
    if not is_last_admin(user):
        return []
    return [Obstacle("last_admin", "You are the only administrator. Make somebody else one first.", "/platform/users")]


PART = Part(
    app="accounts",
    forget=_forget_own,
    obstacles=_obstacles,
    gone=frozenset(
        {
            *(f"{model._meta.label}.user" for model in OWN),
            "accounts.DataExport.user",
            "core.Upload.owner",
            "token_blacklist.OutstandingToken.user",
            "accounts.User_groups.user",
            "accounts.User_user_permissions.user",
        }
    ),
    kept={
        "accounts.AccountChange.user": "The audit of what was done to accounts",
        "accounts.AccountChange.by": "The audit of what administrators did",
        "accounts.ApiKey.revoked_by": "Who revoked somebody else's key",
        "accounts.Departure.user": "That it was asked for, and when it was done",
        "core.Job.requested_by": "Work that was asked for; finished jobs go after days",
        "admin.LogEntry.user": "The audit of the Django admin",
    },
    words={
        "accounts.AccountChange.reason": "What administrators wrote into the audit",
        "accounts.Departure.email": "Until the last mail left",
    },
)
