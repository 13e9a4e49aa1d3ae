"""Frames about conversations, to everybody whom they concern, masked where somebody is out of sight."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from strato.accounts.models import User
from strato.core import realtime
from strato.core.realtime.frames import Frame
from strato.messaging import subjects
from strato.messaging.cards import MessageCard, hidden_from, mask, message_card
from strato.messaging.frames import ConversationChanged, MessageChanged, MessageNew
from strato.messaging.models import Conversation, Message, Participant


def readers_of(conversation: Conversation) -> set[UUID]:
    """The ids of the active people who read it now: whoever has a seat and still sees what it is about."""
    seats = Participant.objects.here().filter(conversation=conversation, user__is_active=True)
    people = set(seats.values_list("user_id", flat=True))
    if subject := subjects.REGISTRY.get(conversation.subject_type):
        people &= subject.people(conversation.subject_id) if conversation.subject_id else set()
    return people


def tell_new(message: Message) -> None:
    tell(message, lambda card: MessageNew(conversation=card.conversation, message=card))


def tell_changed(message: Message) -> None:
    """Only whose time in the conversation began before it."""
    tell(message, lambda card: MessageChanged(conversation=card.conversation, message=card))


def tell(message: Message, frame_of: Callable[[MessageCard], Frame]) -> None:
    conversation, card = message.conversation, message_card(message)
    later = Participant.objects.filter(conversation=conversation, from_seq__gte=message.seq)
    people = readers_of(conversation) - set(later.values_list("user_id", flat=True))
    plain = frame_of(card)
    frames: dict[UUID, Frame] = dict.fromkeys(people, plain)
    if conversation.is_group:
        frames |= masked_frames(message, card, people, frame_of)
    realtime.push_each(frames)


def masked_frames(
    message: Message, card: MessageCard, people: set[UUID], frame_of: Callable[[MessageCard], Frame]
) -> dict[UUID, Frame]:
    """Frames of their own for those who do not see everybody who appears in the card."""
    named = {UUID(who) for reaction in card.reactions for who in reaction.people}
    named |= {UUID(who) for who in (card.sender, card.reply_to.sender if card.reply_to else None) if who}
    apart: dict[UUID, set[str]] = {}
    for person in named:
        for reader in hidden_from(User(pk=person), people):
            apart.setdefault(reader, set()).add(str(person))
    return {reader: frame_of(mask(card, hidden)) for reader, hidden in apart.items()}


def tell_conversation(conversation: Conversation, what: str, *, people: Iterable[Any] | None = None) -> None:
    """Something about the conversation is new, for these people (ids), or for all who read it."""
    told = readers_of(conversation) if people is None else people
    realtime.push(told, ConversationChanged(conversation=str(conversation.pk), what=what))


def tell_conversations_of(person: UUID) -> None:
    """Something about this person is new to everybody who talks with them: whether they are there."""
    theirs = Participant.objects.here().filter(user=person).values("conversation")
    for conversation in Conversation.objects.filter(pk__in=theirs, last_seq__gt=0).order_by("pk").iterator():
        tell_conversation(conversation, "people")
