"""Answers about people that are no queryset of one model."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Subquery, Value, When
from django.db.models import OuterRef as Outer

from strato.accounts.models import User, Visibility
from strato.community.models import Friendship
from strato.community.states import FriendshipStatus, Relation

SHORTEST_SEARCH = 2


def people(user: Any) -> QuerySet[User]:
    """Everybody whom this person may see, each with how they stand to each other."""
    rows: QuerySet[User] = User.objects.visible_to(user)
    return with_relation(rows, user)


def with_relation(rows: QuerySet[User], user: Any) -> QuerySet[User]:
    """Adds what ``relation_of`` and ``request_of`` read, without a query per row."""
    me = user.pk
    pair = Friendship.objects.filter(Q(low=Outer("pk"), high=me) | Q(low=me, high=Outer("pk"))).order_by()
    relation = Case(
        When(status=FriendshipStatus.ACCEPTED, then=Value(Relation.FRIEND)),
        When(status=FriendshipStatus.PENDING, requester=me, then=Value(Relation.ASKED)),
        When(status=FriendshipStatus.PENDING, then=Value(Relation.ASKS)),
        default=Value(Relation.NONE),
    )
    asked = pair.filter(status=FriendshipStatus.PENDING)
    return rows.select_related("profile").annotate(
        relation=Case(When(pk=me, then=Value(Relation.SELF)), default=Subquery(pair.values(found=relation)[:1])),
        request_id=Subquery(asked.values("pk")[:1]),
    )


def relation_of(person: Any, user: Any) -> Relation:
    """How this person stands to the one who looks: as read with the row, or asked now."""
    if not hasattr(person, "relation"):
        person = with_relation(User.objects.filter(pk=person.pk), user).get()
    return Relation(person.relation or Relation.NONE)


def found_people(rows: QuerySet[User], text: str, *, by: Any) -> QuerySet[User]:
    """By name or username; somebody private is found by their friends, and by who knows the exact username."""
    named = Q(name__icontains=text) | Q(username__icontains=text)
    if by.is_admin:
        return rows.filter(named)
    known = ~Q(visibility=Visibility.PRIVATE) | Friendship.objects.friends_of(by) | Q(pk=by.pk)
    return rows.filter((named & known) | Q(username__iexact=text))


def friends_of(person: Any, *, seen_by: Any) -> QuerySet[User]:
    """A person's friends, as far as the one who looks may see them; those with a private profile only by their friends."""
    rows = people(seen_by).filter(Friendship.objects.friends_of(person))
    if person.pk == seen_by.pk or seen_by.is_admin:
        return rows
    return rows.filter(~Q(visibility=Visibility.PRIVATE) | Q(pk=seen_by.pk) | Friendship.objects.friends_of(seen_by))


def requests_of(user: Any, direction: str = "") -> QuerySet[Friendship]:
    """Requests that wait for an answer: "in" for mine to give, "out" for theirs."""
    rows = Friendship.objects.visible_to(user).pending().select_related("low", "high")
    if direction == "in":
        return rows.exclude(requester=user)
    return rows.filter(requester=user) if direction else rows
