"""What notifications do about news from below, and about their own."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from strato.accounts import signals as accounts
from strato.accounts.models import ApiKey, DataExport, User
from strato.accounts.services.exports import KEPT_FOR
from strato.core import queue
from strato.notifications import notices, services, signals, tasks
from strato.notifications.models import Notification, PushDevice


@receiver(signals.notified)
def on_notified(sender: type[Notification], to_mail: list[Notification], to_push: list[Notification], **_: Any) -> None:
    queue.defer_each(tasks.mail_person, {f"notification-mail:{row.pk}": of(row.recipient_id) for row in to_mail})
    queue.defer_each(tasks.push_person, {f"notification-push:{row.pk}": of(row.recipient_id) for row in to_push})


def of(person: UUID) -> dict[str, str]:
    return {"person": str(person)}


@receiver(signals.push_ready)
def on_push_ready(sender: type[PushDevice], device: PushDevice, notifications: list[Notification], **_: Any) -> None:
    rows = [str(row.pk) for row in notifications]
    queue.defer(tasks.push, key=f"push:{device.pk}:{rows[-1]}", device=str(device.pk), notifications=rows)


@receiver(signals.device_tested)
def on_device_tested(sender: type[PushDevice], device: PushDevice, **_: Any) -> None:
    queue.defer(tasks.push_test, device=str(device.pk))


@receiver(accounts.password_changed)
def on_password_changed(sender: type[User], user: User, **_: Any) -> None:
    services.remove_devices_of(user)  # they were signed out; who signs in there again is asked again
    services.notify([user], notices.PASSWORD_CHANGED)


@receiver(accounts.email_changed)
def on_email_changed(sender: type[User], user: User, **_: Any) -> None:
    services.remove_devices_of(user)  # as with another password
    services.notify([user], notices.EMAIL_CHANGED)


@receiver(accounts.email_refused)
def on_email_refused(sender: type[User], user: User, **_: Any) -> None:
    services.notify([user], notices.MAIL_REFUSED, group_key=f"mail_refused:{user.pk}")


@receiver(accounts.role_changed)
def on_role_changed(sender: type[User], user: User, by: User, **_: Any) -> None:
    services.notify([user], notices.ROLE_CHANGED, facts={"role": user.role}, by=by)


@receiver(accounts.user_deactivated)
def on_user_deactivated(sender: type[User], user: User, by: User, reason: str, **_: Any) -> None:
    services.notify([user], notices.ACCOUNT_DEACTIVATED, facts={"reason": reason}, by=by)


@receiver(accounts.user_reactivated)
def on_user_reactivated(sender: type[User], user: User, by: User, **_: Any) -> None:
    services.notify([user], notices.ACCOUNT_REACTIVATED, by=by)


@receiver(accounts.api_key_created)
def on_api_key_created(sender: type[ApiKey], key: ApiKey, **_: Any) -> None:
    services.notify([key.user], notices.API_KEY_CREATED, facts={"name": key.name, "prefix": key.prefix})


@receiver(accounts.api_key_revoked)
def on_api_key_revoked(sender: type[ApiKey], key: ApiKey, **_: Any) -> None:
    services.notify([key.user], notices.API_KEY_REVOKED, facts={"name": key.name, "prefix": key.prefix})


@receiver(accounts.export_ready)
def on_export_ready(sender: type[DataExport], export: DataExport, **_: Any) -> None:
    services.notify([export.user], notices.EXPORT_READY, facts={"days": KEPT_FOR.days})
