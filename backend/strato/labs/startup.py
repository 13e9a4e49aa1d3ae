"""What labs make known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.profile import profile_parts
from strato.core import realtime
from strato.labs import notices, portable, reports, topics
from strato.notifications import kinds


def register() -> None:
    """Their kinds of notifications, their live topic, and the memberships in "who am I", and their part in the copy of a person's data."""
    kinds.register(*notices.KINDS)
    realtime.topic("lab", visible=topics.can_follow_lab)
    profile_parts["memberships"] = reports.memberships_of
    portability.register(portable.PORTION)
