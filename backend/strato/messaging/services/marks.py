"""How far people have read, and what has reached them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from strato.accounts.models import User
from strato.core import realtime
from strato.messaging.cards import hidden_from
from strato.messaging.frames import ConversationDelivered, ConversationRead, Typing
from strato.messaging.models import Conversation, Participant
from strato.messaging.reports import wishes_of
from strato.messaging.services.noticing import forget_notice
from strato.messaging.services.telling import readers_of, tell_conversation


@transaction.atomic
def mark_read(conversation: Conversation, *, seq: int, by: Any) -> Participant:
    """Read up to ``seq``; never less than before, never more than there is. One's other windows hear of it, and who may."""
    seat = Participant.objects.select_for_update().get(conversation=conversation, user=by)
    last = Conversation.objects.values_list("last_seq", flat=True).get(pk=conversation.pk)
    seq = min(seq, last)
    if seq <= seat.last_read_seq and not seat.is_marked_unread:
        return seat
    seat.last_read_seq = max(seq, seat.last_read_seq)
    seat.last_delivered_seq = max(seat.last_delivered_seq, seat.last_read_seq)
    seat.is_marked_unread = False
    seat.save(update_fields=["last_read_seq", "last_delivered_seq", "is_marked_unread"])
    tell_read(conversation, seat)
    forget_notice(seat)
    return seat


@transaction.atomic
def keep(conversation: Conversation, *, by: Any, **wishes: Any) -> Participant:
    """Mute, archive or mark as unread, for oneself: ``muted_until``, ``is_archived``, ``is_marked_unread``."""
    seat = Participant.objects.select_for_update().get(conversation=conversation, user=by)
    for name, value in wishes.items():
        setattr(seat, name, value)
    seat.save(update_fields=[*wishes])
    tell_conversation(conversation, "keeping", people=[by.pk])
    return seat


def tell_read(conversation: Conversation, seat: Participant) -> None:
    """To oneself always; to the others where both sides show what they read."""
    frame = ConversationRead(
        conversation=str(conversation.pk), user=str(seat.user_id), seq=seat.last_read_seq, is_marked_unread=False
    )
    told = {seat.user_id}
    if seat.has_accepted:
        others = readers_of(conversation) - told
        wishes = wishes_of([*others, seat.user_id])
        if wishes[seat.user_id].read_receipts:
            shown = {person for person in others if wishes[person].read_receipts}
            told |= shown - hidden_from(seat.user, shown)
    realtime.push(told, frame)


@transaction.atomic
def mark_delivered(conversation: Conversation, *, seq: int, by: Any) -> None:
    """A device of this person has the messages up to ``seq``."""
    mine = Participant.objects.filter(conversation=conversation, user=by, last_delivered_seq__lt=seq)
    if mine.update(last_delivered_seq=Greatest(F("last_delivered_seq"), seq)) and is_shown(conversation, by):
        frame = ConversationDelivered(conversation=str(conversation.pk), user=str(by.pk), seq=seq)
        realtime.publish(f"conversation:{conversation.pk}", frame)


def on_frames_received(user_id: UUID, frames: Sequence[dict[str, Any]]) -> None:
    """A device of this person acknowledged these ``message.new`` frames."""
    newest = {frame["conversation"]: frame["message"]["seq"] for frame in frames}
    by = User.objects.filter(pk=user_id).first()
    for conversation in Conversation.objects.filter(pk__in=newest) if by else ():
        mark_delivered(conversation, seq=newest[str(conversation.pk)], by=by)


def type_in(conversation: Conversation, *, is_typing: bool, by: Any) -> None:
    """Somebody is writing, or stopped; whoever has the conversation open sees it for six seconds."""
    if is_shown(conversation, by):
        frame = Typing(conversation=str(conversation.pk), user=str(by.pk), is_typing=is_typing)
        realtime.publish(f"conversation:{conversation.pk}", frame)


def is_shown(conversation: Conversation, by: User) -> bool:
    """Does this person take part, in the sight of everybody? Else what they do there is nobody's business."""
    seats = Participant.objects.here().filter(conversation=conversation)
    if not any(seat.user_id == by.pk and seat.has_accepted for seat in seats):
        return False
    return not hidden_from(by, [seat.user_id for seat in seats])
