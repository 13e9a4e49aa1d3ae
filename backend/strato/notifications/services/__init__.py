"""The acts of notifications."""

from strato.notifications.services.delivery import notify
from strato.notifications.services.reading import mark_all_read, mark_read
from strato.notifications.services.wishes import set_wishes, wanted_channels

__all__ = ["mark_all_read", "mark_read", "notify", "set_wishes", "wanted_channels"]
