"""What moderation makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.moderation import notices, portable
from strato.moderation.leaving import PART
from strato.notifications import kinds


def register() -> None:
    """Its kinds of notifications, and its part in the copy of a person's data; what leaving means here."""
    kinds.register(*notices.KINDS)
    portability.register(portable.PORTION)
    register_leaving(PART)
