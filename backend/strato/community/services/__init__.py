"""What is done in the community."""

from strato.community.services.blocks import block, unblock
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
    "ask_friend",
    "block",
    "cancel_request",
    "decline_request",
    "describe_photo",
    "edit_pet",
    "edit_profile",
    "order_photos",
    "profile_of",
    "remove_friend",
    "remove_pet",
    "remove_photo",
    "set_avatar",
    "unblock",
]
