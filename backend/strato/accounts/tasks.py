"""The mails of accounts, and their longer work. Links are made when the mail leaves: no token ever lies in the queue."""

from strato.accounts import links, services
from strato.accounts.models import DataExport, User
from strato.core import mail, queue
from strato.core.queue import Lane


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_confirmation(user: str) -> None:
    """Ask a person to confirm their address."""
    person = User.objects.get(pk=user)
    if person.email_confirmed_at is None:
        _send("confirm_email", person, links.confirm_link(person))


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_password_reset(user: str) -> None:
    """Send the link by which a person chooses another password."""
    person = User.objects.get(pk=user)
    if person.is_active:
        _send("reset_password", person, links.reset_link(person))


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_sign_in_change(user: str, what: str) -> None:
    """Tell a person what is different about signing in to their account: it may not have been them."""
    person = User.objects.get(pk=user)
    if person.is_active:
        _send("sign_in_changed", person, links.security_link(), what=what)


@queue.task(max_attempts=3, seconds=3600, backoff_seconds=30, lane=Lane.SLOW)
def make_export(export: str) -> None:
    """Write the copy of somebody's data."""
    services.make_export(DataExport.objects.select_related("user").get(pk=export))


@queue.every(hours=1)
def forget_exports() -> None:
    """Delete the copies that are past their time."""
    services.forget_exports()


@queue.every(hours=24)
def forget_sessions() -> None:
    """Delete dead tokens and old sign-ins."""
    services.forget_tokens()
    services.forget_sessions()
    services.forget_challenges()
    services.forget_sign_ins()


def _send(template: str, person: User, link: str, **more: str) -> None:
    context = {"name": person.display_name, "link": link, **more}
    mail.send(f"accounts/mail/{template}", to=person.email, language=person.language, context=context)
