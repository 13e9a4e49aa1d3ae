"""The words of community: how two people stand to each other, what lives with them."""

from django.db import models

from strato.core.status import transitions


class FriendshipStatus(models.TextChoices):
    PENDING = "pending", "Asked"
    ACCEPTED = "accepted", "Friends"
    DECLINED = "declined", "Declined"
    CANCELLED = "cancelled", "Taken back"
    REMOVED = "removed", "No longer friends"


FRIENDSHIP_TRANSITIONS = transitions(
    {
        FriendshipStatus.PENDING: [
            FriendshipStatus.ACCEPTED,
            FriendshipStatus.DECLINED,
            FriendshipStatus.CANCELLED,
        ],
        FriendshipStatus.ACCEPTED: [FriendshipStatus.REMOVED],
        FriendshipStatus.DECLINED: [FriendshipStatus.PENDING],
        FriendshipStatus.CANCELLED: [FriendshipStatus.PENDING],
        FriendshipStatus.REMOVED: [FriendshipStatus.PENDING],
    }
)


class Relation(models.TextChoices):
    """How somebody stands to the person who looks."""

    SELF = "self"
    FRIEND = "friend"
    ASKED = "asked", "I asked them"
    ASKS = "asks", "They ask me"
    NONE = "none"


class Species(models.TextChoices):
    DOG = "dog"
    CAT = "cat"
    RABBIT = "rabbit"
    RODENT = "rodent"
    BIRD = "bird"
    HORSE = "horse"
    REPTILE = "reptile"
    OTHER = "other"


class LengthUnit(models.TextChoices):
    MM = "mm"
    CM = "cm"
    INCH = "in"


class WeightUnit(models.TextChoices):
    GRAM = "g"
    KILOGRAM = "kg"
    POUND = "lb"
