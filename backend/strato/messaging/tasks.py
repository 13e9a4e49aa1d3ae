"""Messaging's work in the background."""

from strato.core import queue
from strato.messaging.services.attaching import sweep_unsent
from strato.messaging.services.noticing import tell_of_messages


@queue.every(minutes=1)
def tell_of_unnoticed() -> None:
    tell_of_messages()


@queue.every(hours=6)
def sweep_unsent_attachments() -> None:
    sweep_unsent()
