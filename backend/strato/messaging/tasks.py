"""Messaging's work in the background."""

from uuid import UUID

from strato.core import queue
from strato.messaging.services.attaching import sweep_unsent
from strato.messaging.services.noticing import tell_of_messages
from strato.messaging.services.telling import tell_conversations_of


@queue.task()
def tell_of_standing(person: str) -> None:
    """Whoever talks with this person learns that they can be written to no more, or again."""
    tell_conversations_of(UUID(person))


@queue.every(minutes=1)
def tell_of_unnoticed() -> None:
    tell_of_messages()


@queue.every(hours=6)
def sweep_unsent_attachments() -> None:
    sweep_unsent()
