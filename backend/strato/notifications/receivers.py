"""What notifications do about news from below, and about their own."""

from typing import Any

from django.dispatch import receiver

from strato.accounts import signals as accounts
from strato.accounts.models import ApiKey, User
from strato.core import queue
from strato.notifications import notices, services, signals, tasks
from strato.notifications.models import Notification


@receiver(signals.notified)
def on_notified(sender: type[Notification], to_mail: list[Notification], **_: Any) -> None:
    mails = {f"notification-mail:{row.pk}": {"notification": str(row.pk)} for row in to_mail}
    queue.defer_each(tasks.mail_notification, mails)


@receiver(accounts.password_changed)
def on_password_changed(sender: type[User], user: User, **_: Any) -> None:
    services.notify([user], notices.PASSWORD_CHANGED)


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
