"""Blocks: they end what is between two people and keep each out of the other's sight."""

from typing import Any

from django.db import transaction

from strato.community import signals
from strato.community.models import Block
from strato.community.services.attending import part_ways
from strato.community.services.friends import end_all_between
from strato.community.services.pairs import lock_pair
from strato.core import realtime
from strato.messaging import services as messaging


@transaction.atomic
def block(person: Any, *, by: Any) -> Block:
    """The person out of sight, both ways, and no longer a friend; doing it twice changes nothing. Raises ``NotOneself``."""
    lock_pair(person, by)
    row, is_new = Block.objects.get_or_create(blocker=by, blocked=person)
    if is_new:
        end_all_between(person, by=by)
        part_ways(by, person)
        messaging.part_ways(by, person)
        signals.person_blocked.send(Block, block=row)
        for user in (person, by):
            realtime.revoke(user)
    return row


@transaction.atomic
def unblock(person: Any, *, by: Any) -> None:
    """The block is gone, if there was one; what it ended stays ended."""
    lock_pair(person, by)
    Block.objects.filter(blocker=by, blocked=person).delete()
