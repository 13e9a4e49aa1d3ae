"""Who knows whom: community registers its friendships here, so that messaging need not know them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q

# Each gives, for a person, queries of the ids of their friends.
friendships: list[Callable[[Any], Iterable[Any]]] = []


def friends_of(user: Any, field: str = "pk") -> Q:
    """The condition that ``field`` names a friend of this person."""
    known = Q(**{f"{field}__in": ()})
    for friendship in friendships:
        for people in friendship(user):
            known |= Q(**{f"{field}__in": people})
    return known
