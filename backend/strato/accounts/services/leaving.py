"""Asking that one's account be deleted, and keeping it after all.

Who asked is inactive at once: no key, no socket and no other session works, and nobody sees them. There is no half-open
account, so no door needs to know about leaving but the one of sign-in, which offers to keep it.
"""

from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from strato.accounts import challenges, leaving, signals
from strato.accounts.challenges import Purpose
from strato.accounts.errors import AccountGone, ChallengeRefused, DeletionBlocked, NotLeaving, NotOnYourself
from strato.accounts.models import AccountAct, Departure, User
from strato.accounts.services.people import locked_with_admins, record
from strato.accounts.services.sessions import end_all_sessions


@transaction.atomic
def ask_deletion(user: User, *, by: User, reason: str = "") -> Departure:
    """Close this account now, to be deleted in some days. Asked again, the same departure.

    Raises ``DeletionBlocked`` with what must be settled first, ``AccountGone``.
    """
    user = locked_with_admins(user)
    if user.is_gone:
        raise AccountGone
    if known := Departure.objects.filter(user=user).first():
        return known
    if obstacles := leaving.obstacles_of(user):
        raise DeletionBlocked(obstacles=[asdict(obstacle) for obstacle in obstacles])
    due_at = timezone.now() + timedelta(days=settings.DELETION_DAYS)
    departure = Departure.objects.create(user=user, due_at=due_at, was_active=user.is_active)
    before = "active" if user.is_active else "inactive"
    _set_active(user, to=False)
    record(user, AccountAct.LEAVE, before, "leaving", by=by, reason=reason)
    end_all_sessions(user)
    signals.deletion_asked.send(Departure, departure=departure)
    return departure


def delete_for(user: User, *, by: User) -> Departure:
    """An administrator does it for who asked by letter. Raises ``NotOnYourself`` and what ``ask_deletion`` raises."""
    if user.pk == by.pk:
        raise NotOnYourself
    return ask_deletion(user, by=by, reason="Asked for by the person")


def keep_by(challenge: str) -> User:
    """Keep the account of who just signed in. Raises ``ChallengeRefused``, ``NotLeaving``."""
    user = challenges.take(challenge, Purpose.KEEP, seconds=challenges.PROOF_SECONDS).user
    if user is None:
        raise ChallengeRefused
    return keep_account(user, by=user)


@transaction.atomic
def keep_account(user: User, *, by: User) -> User:
    """Open it again, as if nobody had asked. Raises ``NotLeaving`` also when the forgetting has begun."""
    user = User.objects.select_for_update().get(pk=user.pk)
    departure = Departure.objects.select_for_update().filter(user=user, begun_at=None).first()
    if departure is None:
        raise NotLeaving
    departure.delete()
    _set_active(user, to=departure.was_active)
    record(user, AccountAct.KEEP, "leaving", "active" if user.is_active else "inactive", by=by, reason="")
    signals.account_kept.send(User, user=user)
    return user


def _set_active(user: User, *, to: bool) -> None:
    user.is_active = to
    user.save(update_fields=["is_active", "updated_at"])
