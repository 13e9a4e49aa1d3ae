"""What the bell hears live."""

from dataclasses import dataclass
from typing import Any

from strato.core.realtime.frames import Frame, frame


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationCreated(Frame):
    """Somebody was told something (durable): the notification as the API gives it, and the new count."""

    TYPE = "notification.created"
    notification: dict[str, Any]
    unread: int


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsRead(Frame):
    """Notifications were read in another window (durable); no ids means all of them."""

    TYPE = "notification.read"
    ids: list[str]
    unread: int
