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
    unseen: int


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsRead(Frame):
    """Notifications were read or seen in another window (durable); null means all of them."""

    TYPE = "notification.read"
    ids: list[str] | None
    unread: int
    unseen: int


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsUnread(Frame):
    """Reading was undone in another window (durable)."""

    TYPE = "notification.unread"
    unread: int
    unseen: int
