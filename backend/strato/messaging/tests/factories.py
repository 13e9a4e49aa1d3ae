"""Conversations for tests."""

from typing import Any

from strato.core.rows import new_id
from strato.messaging import services
from strato.messaging.models import Conversation, Message, Participant
from strato.messaging.states import Standing


def direct(one: Any, other: Any) -> Conversation:
    """A conversation between two who know each other."""
    row = services.open_direct(other, by=one)
    Participant.objects.filter(conversation=row).update(standing=Standing.ACCEPTED)
    return row


def group(*people: Any, title: str = "Club") -> Conversation:
    """A group of the first one, in which everybody takes part."""
    row = services.open_group(title, people[1:], by=people[0])
    Participant.objects.filter(conversation=row).update(standing=Standing.ACCEPTED)
    row.refresh_from_db()
    return row


def say(conversation: Conversation, by: Any, body: str = "Hello", **more: Any) -> Message:
    """One message more."""
    draft = services.Draft(client_id=new_id(), body=body, **more)
    return services.send_message(conversation, draft, by=by).message
