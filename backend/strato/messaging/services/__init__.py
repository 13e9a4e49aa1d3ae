"""The acts of messaging."""

from strato.messaging.services.attaching import attach_file, drop_attachment, room_of, sweep_unsent
from strato.messaging.services.editing import delete_message, edit_message, react
from strato.messaging.services.marks import keep, mark_delivered, mark_read, type_in
from strato.messaging.services.members import add_people, leave, make_admin, remove_person, rename
from strato.messaging.services.opening import open_about, open_direct, open_group
from strato.messaging.services.presence import be_here, set_inbox
from strato.messaging.services.requests import accept, decline, part_ways
from strato.messaging.services.sending import Draft, Sent, send_message

__all__ = [
    "Draft",
    "Sent",
    "accept",
    "add_people",
    "attach_file",
    "be_here",
    "decline",
    "delete_message",
    "drop_attachment",
    "edit_message",
    "keep",
    "leave",
    "make_admin",
    "mark_delivered",
    "mark_read",
    "open_about",
    "open_direct",
    "open_group",
    "part_ways",
    "react",
    "remove_person",
    "rename",
    "room_of",
    "send_message",
    "set_inbox",
    "sweep_unsent",
    "type_in",
]
