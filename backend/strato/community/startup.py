"""What community makes known to the rest of the house when it starts."""

from strato.accounts.sight import barriers
from strato.community import notices, topics
from strato.community.models import Block
from strato.core import realtime
from strato.notifications import kinds


def register() -> None:
    """Its kinds of notifications, its live topic, and its blocks, which take people out of each other's sight everywhere."""
    kinds.register(*notices.KINDS)
    realtime.topic("event", visible=topics.can_follow_event)
    barriers.append(Block.objects.ends_of)
