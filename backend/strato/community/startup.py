"""What community makes known to the rest of the house when it starts."""

from strato.accounts.sight import barriers
from strato.community import notices
from strato.community.models import Block
from strato.notifications import kinds


def register() -> None:
    """Its kinds of notifications, and its blocks, which take people out of each other's sight everywhere."""
    kinds.register(*notices.KINDS)
    barriers.append(Block.objects.ends_of)
