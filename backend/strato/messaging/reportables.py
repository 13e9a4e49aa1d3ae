"""Conversations and messages as they are reported: admins read the last messages, or the one at fault with those before it."""

from typing import Any
from uuid import UUID

from strato.messaging.models import Conversation, Message, Participant
from strato.messaging.policies import can_remove_reported
from strato.messaging.services import delete_message
from strato.moderation.reportables import Matter, Remedy, Said
from strato.moderation.states import RemedyCode, ReportKind

AROUND = 10
NAMED = 3


class ConversationReportable:
    """A conversation, by the last things said in it."""

    kind = ReportKind.CONVERSATION
    remedies: tuple[Remedy, ...] = ()

    def look(self, ref: UUID, *, user: Any) -> Matter | None:
        row = Conversation.objects.visible_to(user).filter(pk=ref).first()
        if row is None:
            return None
        other = (row.high_id if row.low_id == user.pk else row.low_id) if row.is_direct else None
        return Matter(
            label=row.title or names_in(row, user), about_id=other, messages=said_up_to(row, row.last_seq, user)
        )

    def row(self, ref: UUID) -> None:
        """Nothing is done to a conversation; its people have theirs."""


class MessageReportable:
    """One message with those before it."""

    kind = ReportKind.MESSAGE
    remedies = (
        Remedy(
            RemedyCode.REMOVE_MESSAGE,
            lambda message, by: can_remove_reported(by, message) and not message.is_deleted,
            lambda message, by, reason: delete_message(message, by=by),
        ),
    )

    def look(self, ref: UUID, *, user: Any) -> Matter | None:
        seen = Message.objects.visible_to(user).unmasked_for(user).select_related("conversation", "sender")
        message = seen.filter(pk=ref).first()
        if message is None:
            return None
        label = message.sender.display_name if message.sender else ""
        messages = said_up_to(message.conversation, message.seq, user)
        return Matter(label=label, about_id=message.sender_id, messages=messages)

    def row(self, ref: UUID) -> Message | None:
        return Message.objects.select_related("conversation").filter(pk=ref).first()


def names_in(conversation: Conversation, user: Any) -> str:
    """Who else takes part, the first few of them."""
    seats = Participant.objects.here().filter(conversation=conversation).exclude(user=user).select_related("user")
    return ", ".join(seat.user.display_name for seat in seats.order_by("id")[:NAMED])


def said_up_to(conversation: Conversation, seq: int, user: Any) -> tuple[Said, ...]:
    """The last things said up to this one, as this person sees them, the oldest first."""
    rows = Message.objects.visible_to(user).unmasked_for(user).filter(conversation=conversation, seq__lte=seq)
    last = rows.select_related("sender").order_by("-seq")[:AROUND]
    return tuple(
        Said(m.sender_id, m.sender.display_name if m.sender else "", m.body, m.created_at.isoformat())
        for m in reversed(last)
    )
