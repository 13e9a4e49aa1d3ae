"""The acts of notifications."""

from strato.notifications.services.delivery import notify
from strato.notifications.services.mailing import send_by_mail
from strato.notifications.services.reading import bell_of, mark_all_read, mark_all_seen, mark_read, read_before
from strato.notifications.services.tidying import forget_notifications
from strato.notifications.services.wishes import set_wishes, unsubscribe, wanted_channels, wish_table

__all__ = [
    "bell_of",
    "forget_notifications",
    "mark_all_read",
    "mark_all_seen",
    "mark_read",
    "notify",
    "read_before",
    "send_by_mail",
    "set_wishes",
    "unsubscribe",
    "wanted_channels",
    "wish_table",
]
