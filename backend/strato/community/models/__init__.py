"""The rows of community."""

from strato.community.models.people import Block, Friendship, FriendshipStatusChange, Profile
from strato.community.models.pets import Pet, PetPhoto

__all__ = ["Block", "Friendship", "FriendshipStatusChange", "Pet", "PetPhoto", "Profile"]
