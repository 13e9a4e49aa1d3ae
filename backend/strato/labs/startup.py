"""What labs make known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.accounts.profile import profile_parts
from strato.core import realtime
from strato.labs import notices, portable, reports, topics
from strato.labs.leaving import PART
from strato.notifications import kinds


def register() -> None:
    """Their kinds of notifications, their live topic, and the memberships in "who am I", and their part in the copy of a person's data; what leaving means here."""
    kinds.register(*notices.KINDS)
    realtime.topic("lab", visible=topics.can_follow_lab)
    profile_parts["memberships"] = reports.memberships_of
    portability.register(portable.PORTION)
    register_leaving(PART)
