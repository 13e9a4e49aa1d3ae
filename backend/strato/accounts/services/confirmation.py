"""Proving that an e-mail address is one's own."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from strato.accounts import links, signals
from strato.accounts.errors import AlreadyConfirmed
from strato.accounts.models import EmailChange, User
from strato.accounts.services.emails import settle_new_email
from strato.accounts.services.mailing import clear_refusal


@transaction.atomic
def ask_confirmation(user: User, *, by: User) -> None:
    """Have the confirmation mail sent again."""
    if user.email_confirmed_at:
        raise AlreadyConfirmed
    signals.confirmation_asked.send(User, user=user)


@transaction.atomic
def confirm_email(*, uid: UUID, token: str) -> User:
    """Take the link of a confirmation mail; doing it twice changes nothing."""
    user = links.person_of_confirmation(uid, token)
    User.objects.filter(pk=user.pk, email_confirmed_at=None).update(email_confirmed_at=timezone.now())
    clear_refusal(user)
    user.refresh_from_db()
    return user


@transaction.atomic
def note_new_email(user: User, *, before: str, by: User) -> None:
    """An administrator gave this person another address: nothing that was known of the old one counts, what they asked
    for themselves is called off, and it wants to be confirmed."""
    clear_refusal(user)
    EmailChange.objects.filter(user=user).delete()
    was_confirmed, user.email_confirmed_at = user.email_confirmed_at is not None, None
    User.objects.filter(pk=user.pk).update(email_confirmed_at=None)
    settle_new_email(user, before=before, was_confirmed=was_confirmed, by=by)
    signals.confirmation_asked.send(User, user=user)
