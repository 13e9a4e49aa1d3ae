"""Who may do what in a conversation. What somebody may see lives on the querysets."""

from typing import Any

from strato.core.policies import closed_to_guests, is_admin, signed_in
from strato.messaging.models import Attachment, Conversation, Message
from strato.messaging.reports import View, look
from strato.messaging.states import MessageKind, ParticipantRole, Standing


def view_of(user: Any, conversation: Conversation) -> View:
    """The conversation as this person sees it: as looked at with the page, or now."""
    view: View | None = getattr(conversation, "view", None)
    if view is None or view.me.user_id != user.pk:
        view = look([conversation], user)[conversation.pk]
    return view


@closed_to_guests
def can_send(user: Any, conversation: Conversation | None = None) -> bool:
    """Who takes part; between two while both are in each other's sight."""
    if conversation is None or not signed_in(user):
        return signed_in(user)
    view = view_of(user, conversation)
    if not conversation.is_direct:
        return view.me.has_accepted
    other = view.other
    return other is not None and other.user.is_active and other.user_id not in view.hidden


@closed_to_guests
def can_answer_request(user: Any, conversation: Conversation | None = None) -> bool:
    """Whom a stranger wrote to, or added to a group."""
    if conversation is None or not signed_in(user):
        return signed_in(user)
    return view_of(user, conversation).me.standing == Standing.REQUESTED


@closed_to_guests
def can_leave(user: Any, conversation: Conversation | None = None) -> bool:
    """Members of groups."""
    return signed_in(user) and (conversation is None or conversation.is_group)


@closed_to_guests
def can_run_group(user: Any, conversation: Conversation | None = None) -> bool:
    """The group's admins."""
    if conversation is None or not signed_in(user):
        return signed_in(user)
    me = view_of(user, conversation).me
    return conversation.is_group and me.has_accepted and me.role == ParticipantRole.ADMIN


@closed_to_guests
def can_edit_message(user: Any, message: Message | None = None) -> bool:
    """Who wrote it."""
    if message is None or not signed_in(user):
        return signed_in(user)
    return message.sender_id == user.pk and message.kind == MessageKind.TEXT


@closed_to_guests
def can_delete_message(user: Any, message: Message | None = None) -> bool:
    """Who wrote it, and the admins of the group."""
    if message is None or can_edit_message(user, message):
        return signed_in(user)
    return message.kind == MessageKind.TEXT and can_run_group(user, message.conversation)


@closed_to_guests
def can_remove_reported(user: Any, message: Message | None = None) -> bool:
    """Platform admins, to whom it was reported, though they take no part; notes say nothing of anybody's own."""
    return is_admin(user) and (message is None or message.kind == MessageKind.TEXT)


@closed_to_guests
def can_react(user: Any, message: Message | None = None) -> bool:
    """Who may write there."""
    return signed_in(user) and (message is None or can_send(user, message.conversation))


@closed_to_guests
def can_drop_attachment(user: Any, attachment: Attachment | None = None) -> bool:
    """Who uploaded it, before it is sent."""
    return signed_in(user) and (
        attachment is None or (attachment.owner_id == user.pk and attachment.message_id is None)
    )
