"""Asking, answering and parting. Each act locks the pair, so that two who do it at once end in one agreed state."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.community import signals
from strato.community.errors import AlreadyFriends, DeclinedLately, NotFriends, TakesNoRequests, TooManyRequests
from strato.community.models import Friendship, Profile
from strato.community.models.people import ends
from strato.community.services.pairs import lock_pair, refuse_blocked
from strato.community.states import FriendshipStatus
from strato.core import realtime, status

PATIENCE = timedelta(days=30)  # after a no, before the same person may ask again
MOST_WAITING = 200


@transaction.atomic
def ask_friend(person: Any, *, by: Any) -> Friendship:
    """A request that waits, or the friendship at once where the other has asked too; asking twice changes nothing.

    Raises ``AlreadyFriends``, ``DeclinedLately``, ``TakesNoRequests``, ``TooManyRequests``, ``NotOneself``, ``Missing`` (blocked).
    """
    lock_pair(person, by)
    refuse_blocked(person, by)
    row = Friendship.objects.between(person, by).first()
    if row is not None and row.status == FriendshipStatus.PENDING:
        return row if row.requester_id == by.pk else _accept(row, by=by)
    if row is not None and row.status == FriendshipStatus.ACCEPTED:
        raise AlreadyFriends
    _refuse_unwelcome(person, row, by=by)
    if row is None:
        row = Friendship.objects.create(**ends(person.pk, by.pk), requester=by)
    else:
        row.requester = by
        row.save(update_fields=["requester", "updated_at"])
        status.change(row, FriendshipStatus.PENDING, by=by)
    signals.friend_asked.send(Friendship, friendship=row, by=by)
    return row


@transaction.atomic
def accept_request(friendship: Friendship, *, by: Any) -> Friendship:
    """Two friends more."""
    lock_pair(friendship.low, friendship.high)
    return _accept(friendship, by=by)


@transaction.atomic
def decline_request(friendship: Friendship, *, by: Any) -> Friendship:
    """No; the one who asked may ask again after PATIENCE."""
    lock_pair(friendship.low, friendship.high)
    return status.change(friendship, FriendshipStatus.DECLINED, by=by)


@transaction.atomic
def cancel_request(friendship: Friendship, *, by: Any) -> Friendship:
    """The request is taken back."""
    lock_pair(friendship.low, friendship.high)
    return status.change(friendship, FriendshipStatus.CANCELLED, by=by)


@transaction.atomic
def remove_friend(person: Any, *, by: Any) -> Friendship:
    """No longer friends; what only friends see is out of sight at once. Raises ``NotFriends``."""
    lock_pair(person, by)
    row = Friendship.objects.between(person, by).accepted().first()
    if row is None:
        raise NotFriends
    return _part(row, by=by)


def end_all_between(person: Any, *, by: Any) -> None:
    """Nothing is open between the two any more: for a block, which holds the lock of the pair."""
    row = Friendship.objects.between(person, by).first()
    if row is None:
        return
    if row.status == FriendshipStatus.ACCEPTED:
        _part(row, by=by)
    elif row.status == FriendshipStatus.PENDING:
        is_mine = row.requester_id == by.pk
        status.change(row, FriendshipStatus.CANCELLED if is_mine else FriendshipStatus.DECLINED, by=by)


def _accept(row: Friendship, *, by: Any) -> Friendship:
    status.change(row, FriendshipStatus.ACCEPTED, by=by)
    signals.friendship_accepted.send(Friendship, friendship=row, by=by)
    return row


def _part(row: Friendship, *, by: Any) -> Friendship:
    status.change(row, FriendshipStatus.REMOVED, by=by)
    for user in row.watchers():
        realtime.revoke(user)
    return row


def _refuse_unwelcome(person: Any, row: Friendship | None, *, by: Any) -> None:
    """Nobody is pestered: not against their wish, not soon after a no, not by somebody who asks everybody."""
    if Profile.objects.filter(user=person, takes_requests=False).exists():
        raise TakesNoRequests
    has_declined = row is not None and row.status == FriendshipStatus.DECLINED and row.requester_id == by.pk
    if row is not None and has_declined and row.status_changed_at > timezone.now() - PATIENCE:
        raise DeclinedLately(until=(row.status_changed_at + PATIENCE).isoformat())
    if Friendship.objects.pending().filter(requester=by)[:MOST_WAITING].count() >= MOST_WAITING:
        raise TooManyRequests(most=MOST_WAITING)
