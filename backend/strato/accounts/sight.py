"""Who is out of whose sight: community registers its blocks here, so that accounts need not know them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q

# Each gives, for a person, queries of the ids of people whom this person does not see.
barriers: list[Callable[[Any], Iterable[Any]]] = []


def out_of_sight(user: Any) -> Q:
    """The people whom this person does not see, whatever else they might."""
    hidden = Q(pk__in=())
    for barrier in barriers:
        for people in barrier(user):
            hidden |= Q(pk__in=people)
    return hidden
