"""The rows of messaging."""

from strato.messaging.models.attachments import Attachment
from strato.messaging.models.conversations import Conversation, Participant
from strato.messaging.models.messages import Message, MessageWords, Reaction, WordIndex
from strato.messaging.models.people import InboxSettings, Presence

__all__ = [
    "Attachment",
    "Conversation",
    "InboxSettings",
    "Message",
    "MessageWords",
    "Participant",
    "Presence",
    "Reaction",
    "WordIndex",
]
