"""Changing, forgetting and resetting a password."""

from uuid import UUID

from django.db import transaction

from strato.accounts import links, signals, tokens
from strato.accounts.errors import WrongPassword
from strato.accounts.models import DeviceSession, EmailChange, User
from strato.accounts.services.checks import check_password_strength
from strato.accounts.services.sessions import end_all_sessions, revoke_other_sessions
from strato.accounts.tokens import TokenPair


@transaction.atomic
def change_password(user: User, *, current: str, new: str, session: DeviceSession | None = None, by: User) -> TokenPair:
    """Set another password; every session ends except this one (None: all do), which gets new tokens."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.check_password(current):
        raise WrongPassword(fields={"current": [WrongPassword.detail]})
    check_password_strength(new, user=user, field="new")
    _set(user, new)
    if session is None:
        end_all_sessions(user)
        return tokens.issue(user)
    revoke_other_sessions(user, keep=session.pk, by=by)
    return tokens.issue_for(session, user)


@transaction.atomic
def ask_password_reset(email: str) -> None:
    """Have a link mailed if somebody may come in with this address; the caller learns nothing either way."""
    user = User.objects.expected().filter(email=email.strip().lower()).first()
    if user:
        signals.password_reset_asked.send(User, user=user)


@transaction.atomic
def reset_password(*, uid: UUID, token: str, new: str) -> User:
    """Set another password by the link of a mail, which also proves the address."""
    user: User = User.objects.select_for_update().get(pk=links.person_of_reset(uid, token).pk)
    links.person_of_reset(uid, token)  # again under the lock: the link works once
    check_password_strength(new, user=user)
    _set(user, new)
    end_all_sessions(user)
    return user


def _set(user: User, password: str) -> None:
    """Also calls off another address that was asked for: it may have been by who knew the old password."""
    EmailChange.objects.filter(user=user).delete()
    user.set_password(password)
    user.save(update_fields=["password", "updated_at"])
    signals.password_changed.send(User, user=user)
