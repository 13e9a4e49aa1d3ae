"""What follows from the acts of accounts, as rows of the queue."""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY, user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from strato.accounts import services, signals, tasks
from strato.accounts.devices import DESK, read_device
from strato.accounts.models import DataExport, Departure, EmailChange, User
from strato.accounts.services.exports import note_job
from strato.accounts.states import SignInChange
from strato.core import files, queue

MAIL_PAUSE_SECONDS = 300  # whoever asks more often gets the mail that is on its way


@receiver(user_logged_in)
def on_logged_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """By a cookie, that is: to the Django admin."""
    session = getattr(request, "session", {})
    if SESSION_KEY in session and DESK not in session:
        device = read_device(request.META.get("HTTP_USER_AGENT", ""))
        session[DESK] = str(services.open_desk(user, device=device))


@receiver(user_logged_out)
def on_logged_out(sender: Any, request: HttpRequest, **_: Any) -> None:
    if desk := getattr(request, "session", {}).get(DESK):
        services.close_desk(desk)


@receiver(signals.guest_identified)
def on_guest_identified(sender: type[User], user: User, guest_key: str, **_: Any) -> None:
    files.hand_over(user, guest_key=guest_key)


@receiver([signals.user_registered, signals.confirmation_asked])
def on_confirmation_wanted(sender: type[User], user: User, **_: Any) -> None:
    queue.defer(tasks.mail_confirmation, key=_once("confirm", user), user=str(user.pk))


@receiver(signals.email_change_asked)
def on_email_change_asked(sender: type[EmailChange], change: EmailChange, **_: Any) -> None:
    queue.defer(tasks.mail_email_change, key=_once("change", change), change=str(change.pk))


@receiver(signals.email_changed)
def on_email_changed(sender: type[User], user: User, before: str, **_: Any) -> None:
    queue.defer(tasks.mail_email_changed, user=str(user.pk), before=before)


@receiver(signals.password_reset_asked)
def on_password_reset_asked(sender: type[User], user: User, **_: Any) -> None:
    queue.defer(tasks.mail_password_reset, key=_once("reset", user), user=str(user.pk))


@receiver(signals.mail_tried_again)
def on_mail_tried_again(sender: type[User], user: User, refused_at: datetime, **_: Any) -> None:
    queue.defer(tasks.mail_again, key=f"accounts-mail:again:{user.pk}:{refused_at.isoformat()}", user=str(user.pk))


@receiver(signals.sign_in_changed)
def on_sign_in_changed(sender: type[User], user: User, what: SignInChange, **_: Any) -> None:
    queue.defer(tasks.mail_sign_in_change, user=str(user.pk), what=what.value)


@receiver(signals.export_asked)
def on_export_asked(sender: type[DataExport], export: DataExport, by: User, **_: Any) -> None:
    note_job(export, queue.defer(tasks.make_export, export=str(export.pk), requested_by=by))


@receiver(signals.deletion_asked)
def on_deletion_asked(sender: type[Departure], departure: Departure, **_: Any) -> None:
    queue.defer(tasks.mail_deletion_asked, departure=str(departure.pk))


@receiver(signals.deletion_waits)
def on_deletion_waits(sender: type[Departure], departure: Departure, **_: Any) -> None:
    queue.defer(tasks.mail_deletion_waits, departure=str(departure.pk))


@receiver(signals.account_forgotten)
def on_account_forgotten(sender: type[Departure], departure: Departure, **_: Any) -> None:
    queue.defer(tasks.mail_account_deleted, departure=str(departure.pk))


def _once(what: str, row: User | EmailChange) -> str:
    """One mail of a sort per row and pause, however often it is asked for."""
    return f"accounts-mail:{what}:{row.pk}:{int(timezone.now().timestamp()) // MAIL_PAUSE_SECONDS}"
