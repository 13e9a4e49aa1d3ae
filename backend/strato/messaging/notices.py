"""What people are told about messages that they did not notice."""

from typing import Any

from django.apps import apps

from strato.accounts.models import User
from strato.accounts.sight import out_of_sight
from strato.notifications.kinds import Kind

CATEGORY = "messages"


def sees_conversation(user: User, conversation_id: str) -> bool:
    """Do they take part, and, between two, with no block since?"""
    conversations: Any = apps.get_model("messaging", "Conversation")
    apart = User.objects.filter(out_of_sight(user)).values("pk")
    rows = conversations.objects.visible_to(user).exclude(low__in=apart).exclude(high__in=apart)
    return bool(rows.filter(pk=conversation_id).exists())


def about_conversation(code: str) -> Kind:
    return Kind(code, CATEGORY, visible=sees_conversation, link="/inbox/{id}", has_waited=True)


MESSAGE_RECEIVED = about_conversation("message.received")
MESSAGE_REQUESTED = about_conversation("message.requested")
KINDS = (MESSAGE_RECEIVED, MESSAGE_REQUESTED)
