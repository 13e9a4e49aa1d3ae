"""Who follows a conversation, and who learns whether somebody is here."""

from typing import Any

from strato.accounts.models import User
from strato.messaging.frames import PresenceChanged
from strato.messaging.models import Conversation, Presence
from strato.messaging.policies import can_send
from strato.messaging.reports import sees_presence
from strato.messaging.services.presence import presence_frame


def can_follow_conversation(user: Any, conversation_id: str) -> bool:
    """Who may write there: a block, or a request not answered yet, ends typing and delivery marks."""
    row = Conversation.objects.visible_to(user).filter(pk=conversation_id).first()
    return row is not None and can_send(user, row)


def can_follow_presence(user: Any, person_id: str) -> bool:
    person = User.objects.visible_to(user).filter(pk=person_id, is_active=True).first()
    return person is not None and sees_presence(user, person)


def presence_now(user: Any, person_id: str) -> list[PresenceChanged]:
    return [presence_frame(person_id, Presence.objects.filter(user_id=person_id).first())]
