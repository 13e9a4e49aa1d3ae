"""Changing what was said: edits, deletions, reactions."""

import unicodedata
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.messaging.cards import hidden_from
from strato.messaging.errors import (
    CannotWrite,
    EmptyMessage,
    MessageDeleted,
    NotAnEmoji,
    TooLateToEdit,
    TooManyReactions,
)
from strato.messaging.models import Conversation, Message, Participant, Reaction
from strato.messaging.services.locks import lock_conversation
from strato.messaging.services.telling import tell_changed
from strato.messaging.services.words import index_words

EDITABLE_FOR = timedelta(hours=24)
MOST_REACTIONS = 6
JOINERS = {"\u200d", "\ufe0f", "\u20e3"}


@transaction.atomic
def edit_message(message: Message, *, body: str, by: Any) -> Message:
    """Other words in the same place. Raises ``MessageDeleted``, ``TooLateToEdit``, ``EmptyMessage``, ``CannotWrite``."""
    message = lock_message(message)
    refuse_blocked(message.conversation, by=by)
    if message.created_at < timezone.now() - EDITABLE_FOR:
        raise TooLateToEdit
    if not body and not message.attachments.exists():
        raise EmptyMessage
    if body != message.body:
        message.body, message.edited_at = body, timezone.now()
        message.save(update_fields=["body", "edited_at", "updated_at"])
        index_words(message)
        tell_changed(message)
    return message


@transaction.atomic
def delete_message(message: Message, *, by: Any) -> Message:
    """An empty place where it was, for everybody; its files are swept up. Twice is fine."""
    lock_conversation(message.conversation)
    message = Message.objects.select_for_update().select_related("conversation").get(pk=message.pk)
    if message.is_deleted:
        return message
    message.body, message.deleted_at, message.reply_to = "", timezone.now(), None
    message.save(update_fields=["body", "deleted_at", "reply_to", "updated_at"])
    message.attachments.all().delete()
    message.reactions.all().delete()
    index_words(message)
    tell_changed(message)
    return message


@transaction.atomic
def react(message: Message, *, emoji: str, is_on: bool, by: Any) -> Message:
    """One's sign at the message, or no longer; what is so already stays so. Raises ``NotAnEmoji``, ``TooManyReactions``, ``MessageDeleted``."""
    check_emoji(emoji)
    message = lock_message(message)
    refuse_blocked(message.conversation, by=by)
    mine = Reaction.objects.filter(message=message, user=by)
    if is_on == mine.filter(emoji=emoji).exists():
        return message
    if not is_on:
        mine.filter(emoji=emoji).delete()
    elif mine.count() >= MOST_REACTIONS:
        raise TooManyReactions(most=MOST_REACTIONS)
    else:
        Reaction.objects.create(message=message, user=by, emoji=emoji)
    Message.objects.filter(pk=message.pk).update(updated_at=timezone.now())
    tell_changed(message)
    return message


def lock_message(message: Message) -> Message:
    """The living message, with its conversation locked. Raises ``MessageDeleted``."""
    lock_conversation(message.conversation)
    message = Message.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=message.pk)
    if message.is_deleted:
        raise MessageDeleted
    return message


def refuse_blocked(conversation: Conversation, *, by: Any) -> None:
    """Between two, nothing is said over a block. Raises ``CannotWrite``."""
    if conversation.is_direct:
        others = Participant.objects.filter(conversation=conversation).exclude(user=by)
        if hidden_from(by, others.values_list("user_id", flat=True)):
            raise CannotWrite


def check_emoji(text: str) -> None:
    """One pictogram, with its modifiers; no letters, no words. Raises ``NotAnEmoji``."""
    marks = [c for c in text if c not in JOINERS]
    is_keycap = "\u20e3" in text and len(marks) == 1 and marks[0] in "0123456789#*"
    kinds = {unicodedata.category(c) for c in marks}
    if not is_keycap and ("So" not in kinds or not kinds <= {"So", "Sk", "Sm", "Po", "Cf", "Mn"} or len(text) > 16):
        raise NotAnEmoji
