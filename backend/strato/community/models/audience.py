"""For whom something is, when its owner chose between everybody, friends and nobody; blocks count above that."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from strato.accounts.models import Visibility
from strato.community.models.people import Block, Friendship

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


def open_to(user: Any, owner: str = "owner") -> Q:
    """What is public, what is one's own, what one's friends show to friends."""
    public = Q(visibility=Visibility.PUBLIC)
    if not user.is_authenticated:
        return public
    friends = Friendship.objects.friends_of(user, owner)
    return public | Q(**{owner: user.pk}) | (Q(visibility=Visibility.FRIENDS) & friends)


def in_sight(rows: Rows, user: Any, owner: str = "owner") -> Rows:
    """Rows of active people with no block between them and this person."""
    rows = rows.filter(**{f"{owner}__is_active": True})
    if user.is_authenticated:
        for people in Block.objects.ends_of(user):
            rows = rows.exclude(**{f"{owner}__in": people})
    return rows
