"""The mails that follow notifications."""

from strato.core import queue
from strato.notifications import services
from strato.notifications.models import Notification


@queue.task(max_attempts=8, backoff_seconds=30)
def mail_notification(notification: str) -> None:
    """Send one notification by mail, unless something changed since."""
    row = Notification.objects.select_related("recipient", "by").filter(pk=notification).first()
    if row is not None:  # gathered into a later one, or its person is gone
        services.send_by_mail(row)


@queue.every(hours=24)
def forget_notifications() -> None:
    """Delete what was read long ago."""
    services.forget_notifications()
