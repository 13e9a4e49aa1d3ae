"""What is done in the community."""

from strato.community.services.attending import answer_event, invite, remove_attendee
from strato.community.services.blocks import block, unblock
from strato.community.services.events import (
    cancel_event,
    delete_draft,
    draft_event,
    edit_event,
    publish_event,
    set_event_cover,
)
from strato.community.services.feeds import feed_url, reader_of, renew_feed
from strato.community.services.friends import (
    accept_request,
    ask_friend,
    cancel_request,
    decline_request,
    remove_friend,
)
from strato.community.services.pets import add_pet, edit_pet, remove_pet, set_avatar
from strato.community.services.photos import add_photo, describe_photo, order_photos, remove_photo
from strato.community.services.profiles import edit_profile, profile_of

__all__ = [
    "accept_request",
    "add_pet",
    "add_photo",
    "answer_event",
    "ask_friend",
    "block",
    "cancel_event",
    "cancel_request",
    "decline_request",
    "delete_draft",
    "describe_photo",
    "draft_event",
    "edit_event",
    "edit_pet",
    "edit_profile",
    "feed_url",
    "invite",
    "order_photos",
    "profile_of",
    "publish_event",
    "reader_of",
    "remove_attendee",
    "remove_friend",
    "remove_pet",
    "remove_photo",
    "renew_feed",
    "set_avatar",
    "set_event_cover",
    "unblock",
]
