"""Answers to what strangers wrote. A no is not told."""

from typing import Any

from django.db import transaction

from strato.messaging.errors import NotARequest
from strato.messaging.models import Conversation, Participant
from strato.messaging.services.locks import lock_conversation
from strato.messaging.services.telling import tell_conversation
from strato.messaging.states import Standing


@transaction.atomic
def accept(conversation: Conversation, *, by: Any) -> Participant:
    """A part of it from now on: read marks and presence are shown. Raises ``NotARequest``."""
    seat = answer(conversation, Standing.ACCEPTED, by=by)
    tell_conversation(conversation, "request")
    return seat


@transaction.atomic
def decline(conversation: Conversation, *, by: Any) -> Participant:
    """Out of one's inbox; who asked is not told. Raises ``NotARequest``."""
    seat = answer(conversation, Standing.DECLINED, by=by)
    tell_conversation(conversation, "request", people=[by.pk])
    return seat


def answer(conversation: Conversation, standing: Standing, *, by: Any) -> Participant:
    lock_conversation(conversation)
    seat = Participant.objects.get(conversation=conversation, user=by)
    if seat.standing != Standing.REQUESTED:
        raise NotARequest
    seat.standing = standing
    seat.save(update_fields=["standing"])
    return seat


@transaction.atomic
def part_ways(one: Any, other: Any) -> None:
    """For a block between the two: a request that waits is declined. What was written stays with both."""
    low, high = sorted((one.pk, other.pk))
    waiting = Participant.objects.filter(conversation__low=low, conversation__high=high, standing=Standing.REQUESTED)
    waiting.update(standing=Standing.DECLINED)
