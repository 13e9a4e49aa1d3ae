"""What messaging makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.core import realtime
from strato.messaging import notices, portable, topics
from strato.messaging.frames import MessageNew
from strato.messaging.leaving import PART
from strato.messaging.reportables import ConversationReportable, MessageReportable
from strato.messaging.services.marks import on_frames_received
from strato.moderation import reportables
from strato.notifications import kinds


def register() -> None:
    """Its kinds of notifications, its live topics, that what is said can be reported, and their part in the copy of a person's data; what leaving means here."""
    kinds.register(*notices.KINDS)
    reportables.register(ConversationReportable(), MessageReportable())
    realtime.on_received(MessageNew.TYPE, on_frames_received)
    realtime.topic("conversation", visible=topics.can_follow_conversation)
    realtime.topic("presence", visible=topics.can_follow_presence, snapshot=topics.presence_now)
    portability.register(portable.PORTION)
    register_leaving(PART)
