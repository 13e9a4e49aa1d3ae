"""The acts of notifications."""

from strato.notifications.services.claiming import due
from strato.notifications.services.delivery import notify
from strato.notifications.services.devices import (
    add_device,
    forget_devices,
    remove_device,
    remove_devices_of,
    send_test_push,
)
from strato.notifications.services.mailing import mail_person
from strato.notifications.services.pushing import push, push_person, push_test
from strato.notifications.services.reading import (
    bell_of,
    mark_all_read,
    mark_all_seen,
    mark_read,
    mark_unread,
    read_before,
    undo_reading,
)
from strato.notifications.services.tidying import forget_notifications
from strato.notifications.services.timing import set_timing, timing_of
from strato.notifications.services.unnaming import unname
from strato.notifications.services.wishes import set_wishes, unsubscribe, wanted_channels, wish_table

__all__ = [
    "add_device",
    "bell_of",
    "due",
    "forget_devices",
    "forget_notifications",
    "mail_person",
    "mark_all_read",
    "mark_all_seen",
    "mark_read",
    "mark_unread",
    "notify",
    "push",
    "push_person",
    "push_test",
    "read_before",
    "remove_device",
    "remove_devices_of",
    "send_test_push",
    "set_timing",
    "set_wishes",
    "timing_of",
    "undo_reading",
    "unname",
    "unsubscribe",
    "wanted_channels",
    "wish_table",
]
