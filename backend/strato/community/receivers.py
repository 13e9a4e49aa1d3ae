"""Whom the news of the community concerns."""

from typing import Any

from django.dispatch import receiver

from strato.accounts.models import User
from strato.community import notices, signals
from strato.community.models import Friendship
from strato.notifications.services import notify


@receiver(signals.friend_asked)
def on_friend_asked(sender: type[Friendship], friendship: Friendship, by: User, **_: Any) -> None:
    facts, key = {"by": by.display_name}, f"friend-asked:{by.pk}"
    notify([friendship.asked], notices.FRIEND_ASKED, subject=by, facts=facts, by=by, group_key=key)


@receiver(signals.friendship_accepted)
def on_friendship_accepted(sender: type[Friendship], friendship: Friendship, by: User, **_: Any) -> None:
    """Who asked hears the answer; a no is not told."""
    notify([friendship.requester], notices.FRIEND_ACCEPTED, subject=by, facts={"by": by.display_name}, by=by)
