"""The lock that whatever two people do to each other takes first: a block and a request never pass each other unseen."""

from typing import Any

from strato.accounts.models import User
from strato.community.errors import NotOneself
from strato.community.models import Block
from strato.core.errors import Missing


def lock_pair(one: Any, other: Any) -> None:
    """Both people, locked in pk order until the transaction ends. Raises ``NotOneself``."""
    if one.pk == other.pk:
        raise NotOneself
    lock_people(one, other)


def lock_people(*people: Any) -> None:
    """All of them, locked in pk order until the transaction ends; before events, which come after people."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in={person.pk for person in people}).order_by("pk")
    list(rows.values_list("pk", flat=True))


def refuse_blocked(one: Any, other: Any) -> None:
    """Who is blocked finds nobody there."""
    if Block.objects.between(one, other).exists():
        raise Missing
