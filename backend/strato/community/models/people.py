"""People among people: profiles, friendships, blocks."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from strato.accounts.models import Visibility
from strato.community.states import FRIENDSHIP_TRANSITIONS, FriendshipStatus
from strato.core.rows import Row
from strato.core.status import Stateful, StatusChange


class Profile(Row):
    """What a person says to the community beyond their account; made when it is first written."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    headline = models.CharField(max_length=120, blank=True)
    website = models.URLField(blank=True)
    friends_visibility = models.CharField(
        max_length=8, choices=Visibility.choices, default=Visibility.FRIENDS, help_text="Who may see the friends"
    )
    takes_requests = models.BooleanField(default=True, help_text="Others may ask to be friends")
    feed_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Calendar addresses of others are dead"
    )

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"profile of {self.user}"


class FriendshipQuerySet(models.QuerySet["Friendship"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, while there is no block between the two; nobody else's, not even for admins."""
        if not user.is_authenticated:
            return self.none()
        hidden = Q(pk__in=())
        for people in Block.objects.ends_of(user):
            hidden |= Q(low__in=people) | Q(high__in=people)
        return self.of(user).exclude(hidden)

    def of(self, user: Any) -> Self:
        return self.filter(Q(low=user) | Q(high=user))

    def between(self, one: Any, other: Any) -> Self:
        return self.filter(**ends(one.pk, other.pk))

    def accepted(self) -> Self:
        return self.filter(status=FriendshipStatus.ACCEPTED)

    def pending(self) -> Self:
        return self.filter(status=FriendshipStatus.PENDING)

    def friends_of(self, user: Any, field: str = "pk") -> Q:
        """The condition that ``field`` names a friend of this person."""
        low, high = self.ids_of_friends(user)
        return Q(**{f"{field}__in": low}) | Q(**{f"{field}__in": high})

    def ids_of_friends(self, user: Any) -> tuple[Any, ...]:
        """Queries of the ids of this person's friends, whichever end they are."""
        mine = self.accepted()
        return mine.filter(low=user.pk).values("high"), mine.filter(high=user.pk).values("low")


class Friendship(Stateful):
    """How two people stand to each other: one row per pair, whoever asked first."""

    TRANSITIONS = FRIENDSHIP_TRANSITIONS
    FRAME_KIND = "friendship"

    low = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    high = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", help_text="Who asked last"
    )
    status = models.CharField(max_length=10, choices=FriendshipStatus.choices, default=FriendshipStatus.PENDING)

    objects = FriendshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="one_friendship_per_pair"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="friendship_ends_in_order"),
            models.CheckConstraint(
                condition=Q(requester=F("low")) | Q(requester=F("high")), name="friendship_asked_by_one_of_both"
            ),
        ]
        indexes = [
            models.Index(fields=["low", "status"], name="friendship_low"),
            models.Index(fields=["high", "status"], name="friendship_high"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.low} and {self.high}: {self.status}"

    def watchers(self) -> set[Any]:
        """Both; of a no only the one who said it."""
        both = {self.low_id, self.high_id}
        return both - {self.requester_id} if self.status == FriendshipStatus.DECLINED else both

    def other_than(self, user: Any) -> Any:
        """The one at the other end."""
        return self.high if self.low_id == user.pk else self.low

    @property
    def asked(self) -> Any:
        """Whose answer counts."""
        return self.high if self.requester_id == self.low_id else self.low


class FriendshipStatusChange(StatusChange):
    """One step of two people towards or away from each other."""

    row = models.ForeignKey(Friendship, on_delete=models.CASCADE, related_name="status_changes")


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, user: Any) -> Self:
        """Those that this person set; who is blocked is not told."""
        return self.filter(blocker=user) if user.is_authenticated else self.none()

    def ends_of(self, user: Any) -> tuple[Any, ...]:
        """Queries of the ids of everybody on the other side of a block, whichever of both set it."""
        return self.filter(blocker=user.pk).values("blocked"), self.filter(blocked=user.pk).values("blocker")

    def between(self, one: Any, other: Any) -> Self:
        return self.filter(Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one))


class Block(Row):
    """One person who wants nothing to do with another; it counts in both directions and above everything else."""

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_per_direction"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="nobody_blocks_oneself"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.blocker} blocks {self.blocked}"


def ends(one: UUID, other: UUID) -> dict[str, UUID]:
    """The two ends of a pair, in order."""
    low, high = sorted((one, other))
    return {"low_id": low, "high_id": high}
