"""The words of community: how two people stand to each other, what lives with them, where they meet."""

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


class EventStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    CANCELLED = "cancelled", "Cancelled"


EVENT_TRANSITIONS = transitions(
    {
        EventStatus.DRAFT: [EventStatus.PUBLISHED],
        EventStatus.PUBLISHED: [EventStatus.CANCELLED],
        EventStatus.CANCELLED: [],
    }
)


class AttendanceStatus(models.TextChoices):
    INVITED = "invited", "Invited"
    GOING = "going", "Going"
    WAITING = "waiting", "Waiting for a seat"
    MAYBE = "maybe", "Maybe"
    NO = "no", "Not going"
    REMOVED = "removed", "Removed by the host"


COMING = (AttendanceStatus.GOING, AttendanceStatus.MAYBE)
CONCERNED = (AttendanceStatus.INVITED, AttendanceStatus.GOING, AttendanceStatus.WAITING, AttendanceStatus.MAYBE)

ATTENDANCE_TRANSITIONS = transitions(
    {
        AttendanceStatus.INVITED: [
            AttendanceStatus.GOING,
            AttendanceStatus.WAITING,
            AttendanceStatus.MAYBE,
            AttendanceStatus.NO,
            AttendanceStatus.REMOVED,
        ],
        AttendanceStatus.GOING: [AttendanceStatus.MAYBE, AttendanceStatus.NO, AttendanceStatus.REMOVED],
        AttendanceStatus.WAITING: [
            AttendanceStatus.GOING,
            AttendanceStatus.MAYBE,
            AttendanceStatus.NO,
            AttendanceStatus.REMOVED,
        ],
        AttendanceStatus.MAYBE: [
            AttendanceStatus.GOING,
            AttendanceStatus.WAITING,
            AttendanceStatus.NO,
            AttendanceStatus.REMOVED,
        ],
        AttendanceStatus.NO: [
            AttendanceStatus.GOING,
            AttendanceStatus.WAITING,
            AttendanceStatus.MAYBE,
            AttendanceStatus.REMOVED,
        ],
        AttendanceStatus.REMOVED: [AttendanceStatus.INVITED],
    }
)


class Answer(models.TextChoices):
    """What a person says to an event; who says "going" to a full one waits."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class Scope(models.TextChoices):
    """Which events."""

    ALL = "all"
    MINE = "mine", "I run them, am invited or answered"
    HOSTING = "hosting", "I run them"
    FRIENDS = "friends", "Given by friends"
