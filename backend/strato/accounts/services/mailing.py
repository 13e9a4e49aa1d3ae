"""Mail to a person, and what is learned when their address takes none."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.accounts import signals
from strato.accounts.errors import EmailNotRefused
from strato.accounts.models import AccountAct, User
from strato.accounts.services.people import record
from strato.core import mail
from strato.core.mailboxes import MailboxRefused


def write_to(person: User, template: str, *, context: dict[str, Any], is_vital: bool = False, **more: Any) -> None:
    """Send this mail now. Raises ``MailboxRefused`` when the address takes no mail for good, which is remembered: then
    only what ``is_vital`` is tried, and whatever is taken shows that the address works again."""
    if person.email_refused_at and not is_vital:
        raise MailboxRefused(person.email_refusal)
    try:
        mail.send(template, to=person.email, language=person.language, context=context, **more)
    except MailboxRefused as refused:
        note_refusal(person, str(refused))
        raise
    if person.email_refused_at:
        clear_refusal(person)


@transaction.atomic
def note_refusal(person: User, said: str) -> None:
    """Remember that the address they have takes no mail; said once, also when it is another one by now."""
    now = timezone.now()
    mine = User.objects.filter(pk=person.pk, email=person.email, email_refused_at=None)
    is_news = mine.update(email_refused_at=now, email_refusal=said)
    if is_news:
        person.email_refused_at, person.email_refusal = now, said
        signals.email_refused.send(User, user=person)


def clear_refusal(person: User) -> None:
    """Nothing speaks against the address any more."""
    User.objects.filter(pk=person.pk).update(email_refused_at=None, email_refusal="")
    person.email_refused_at, person.email_refusal = None, ""


@transaction.atomic
def try_mail_again(user: User, *, by: User) -> User:
    """Write to this address again, beginning with a mail that says so. Raises ``EmailNotRefused``."""
    user = User.objects.select_for_update().get(pk=user.pk)
    refused_at = user.email_refused_at
    if refused_at is None:
        raise EmailNotRefused
    if user.pk != by.pk:
        record(user, AccountAct.MAIL_AGAIN, "refused", "tried", by=by, reason="")
    clear_refusal(user)
    signals.mail_tried_again.send(User, user=user, refused_at=refused_at)
    return user
