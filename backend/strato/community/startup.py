"""What community makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.accounts.sight import barriers
from strato.community import notices, portable, topics
from strato.community.leaving import PART
from strato.community.models import Block, Friendship
from strato.community.reportables import EventReportable, PersonReportable, PetReportable
from strato.core import realtime
from strato.messaging.circles import friendships
from strato.moderation import reportables
from strato.notifications import kinds


def register() -> None:
    """Its kinds of notifications, its live topic, what can be reported, who are friends, its blocks, which take people out of
    sight, and their part in the copy of a person's data; what leaving means here."""
    kinds.register(*notices.KINDS)
    reportables.register(PersonReportable(), EventReportable(), PetReportable())
    realtime.topic("event", visible=topics.can_follow_event)
    barriers.append(Block.objects.ends_of)
    friendships.append(Friendship.objects.ids_of_friends)
    portability.register(portable.PORTION)
    register_leaving(PART)
