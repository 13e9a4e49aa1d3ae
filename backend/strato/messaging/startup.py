"""What messaging makes known to the rest of the house when it starts."""

from strato.core import realtime
from strato.messaging import topics


def register() -> None:
    """Its live topics."""
    realtime.topic("conversation", visible=topics.can_follow_conversation)
    realtime.topic("presence", visible=topics.can_follow_presence, snapshot=topics.presence_now)
