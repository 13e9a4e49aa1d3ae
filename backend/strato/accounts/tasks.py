"""The mails of accounts, and their longer work. Links are made when the mail leaves: no token ever lies in the queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils import timezone

from strato.accounts import links, services
from strato.accounts.models import DataExport, Departure, EmailChange, User
from strato.core import mail, queue
from strato.core.mailboxes import MailboxRefused
from strato.core.queue import Lane


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_confirmation(user: str) -> None:
    """Ask a person to confirm their address."""
    person = User.objects.get(pk=user)
    if person.email_confirmed_at is None:
        _send("confirm_email", person, links.confirm_link(person))


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_email_change(change: str) -> None:
    """Ask whether the new address is theirs. One that somebody has is not asked: its owner is told that it was tried."""
    row = EmailChange.objects.living().select_related("user").filter(pk=change, user__is_active=True).first()
    if row is None:
        return
    if owner := User.objects.filter(email=row.email).first():
        if owner.is_active:
            _send("email_wanted", owner, links.sign_in_link())
        return
    context = {"name": row.user.display_name, "link": links.change_link(row)}
    with refusal_ends_it():
        mail.send("accounts/mail/confirm_new_email", to=row.email, language=row.user.language, context=context)


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_email_changed(user: str, before: str) -> None:
    """Tell the old address, where whoever it was taken from reads it. The job alone knows it, and goes within days."""
    person = User.objects.get(pk=user)
    with refusal_ends_it():
        mail.send(
            "accounts/mail/email_changed", to=before, language=person.language, context={"name": person.display_name}
        )


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_password_reset(user: str) -> None:
    """Send the link by which a person chooses another password."""
    person = User.objects.expected().filter(pk=user).first()
    if person is not None:
        _send("reset_password", person, links.reset_link(person))


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_sign_in_change(user: str, what: str) -> None:
    """Tell a person what is different about signing in to their account: it may not have been them."""
    person = User.objects.get(pk=user)
    if person.is_active:
        _send("sign_in_changed", person, links.security_link(), what=what)


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_again(user: str) -> None:
    """Try an address that refused mail before; what comes of it is seen in the account."""
    person = User.objects.get(pk=user)
    if person.is_active:
        _send("mail_again", person, links.notification_link())


@queue.task(max_attempts=3, seconds=3600, backoff_seconds=30, lane=Lane.SLOW)
def make_export(export: str) -> None:
    """Write the copy of somebody's data."""
    services.make_export(DataExport.objects.select_related("user").get(pk=export))


@queue.every(hours=1)
def forget_exports() -> None:
    """Delete the copies that are past their time."""
    services.forget_exports()


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_deletion_asked(departure: str) -> None:
    """Say until when the account can be kept, and how."""
    row = Departure.objects.select_related("user").filter(pk=departure, begun_at=None).first()
    if row is not None:
        _send("deletion_asked", row.user, links.sign_in_link(), due_at=row.due_at)


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_deletion_waits(departure: str) -> None:
    """Say what keeps the account from being deleted, and that it is done by itself once that is settled."""
    row = Departure.objects.select_related("user").filter(pk=departure, begun_at=None).first()
    if row is not None and row.waits_for:
        _send("deletion_waits", row.user, links.sign_in_link(), codes=row.waits_for)


def forget_address(departure: str, **_: Any) -> None:
    """Also when the last mail could not be sent."""
    Departure.objects.filter(pk=departure).update(email="")


@queue.task(max_attempts=8, backoff_seconds=30, on_failure=forget_address)
def mail_account_deleted(departure: str) -> None:
    """The last mail; after it the address is forgotten too."""
    row = Departure.objects.exclude(done_at=None).filter(pk=departure).first()
    if row is not None and row.email:
        with refusal_ends_it():
            mail.send("accounts/mail/account_deleted", to=row.email, language=row.language, context={})
        forget_address(departure)


@queue.every(hours=1)
def forget_leavers() -> None:
    """Have those forgotten whose days are over; once an hour each, until it is done."""
    hour = timezone.now().strftime("%Y%m%d%H")
    for departure in services.due_departures():
        queue.defer(forget_person, key=f"forget:{departure}:{hour}", departure=str(departure))


@queue.task(max_attempts=5, backoff_seconds=60)
def forget_person(departure: str) -> None:
    """Forget one person; what was cut off goes on where it stopped."""
    services.forget(UUID(departure))


@queue.every(hours=24)
def forget_sessions() -> None:
    """Delete dead tokens and old sign-ins."""
    services.forget_tokens()
    services.forget_sessions()
    services.forget_challenges()
    services.forget_email_changes()
    services.forget_sign_ins()


@contextmanager
def refusal_ends_it() -> Iterator[None]:
    """An address that takes no mail is not tried again by this job; its row says why."""
    try:
        yield
    except MailboxRefused as refused:
        raise queue.GiveUp(str(refused), code="mailbox_refused") from refused


def _send(template: str, person: User, link: str, **more: Any) -> None:
    """What an account tells by mail cannot be read elsewhere: it is tried whatever is known of the address."""
    context = {"name": person.display_name, "link": link, **more}
    with refusal_ends_it():
        services.write_to(person, f"accounts/mail/{template}", context=context, is_vital=True)
