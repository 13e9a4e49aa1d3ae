"""Writing into a conversation. The number is taken under the conversation's lock, so that numbers have no gaps and no reader
sees a later message before an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone

from strato.core.rows import new_id
from strato.messaging import signals, subjects
from strato.messaging.cards import hidden_from
from strato.messaging.errors import (
    CannotWrite,
    EmptyMessage,
    TakesNoStrangers,
    TooManyRequests,
    UnknownReply,
    WaitForAnswer,
    WrongAttachments,
)
from strato.messaging.models import Attachment, Conversation, InboxSettings, Message, Participant
from strato.messaging.reports import know_each_other
from strato.messaging.services.locks import lock_conversation, seat_of
from strato.messaging.services.telling import tell_conversation, tell_new
from strato.messaging.services.words import index_words
from strato.messaging.states import ConversationKind, MessageKind, NoteAct, Standing

MOST_ATTACHMENTS = 10
MOST_UNANSWERED = 10
MOST_REQUESTS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wants to say. ``client_id`` is theirs: the same draft sent again is still one message."""

    client_id: UUID
    body: str = ""
    reply_to: UUID | None = None
    attachments: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """The message, and whether it is new: False for one that was sent before."""

    message: Message
    is_new: bool


@transaction.atomic
def send_message(conversation: Conversation, draft: Draft, *, by: Any) -> Sent:
    """The message at the end of the conversation, told to everybody; the same draft again gives the same message.

    Raises ``CannotWrite`` (a block, somebody gone), ``TakesNoStrangers``, ``WaitForAnswer``, ``TooManyRequests``,
    ``EmptyMessage``, ``UnknownReply``, ``WrongAttachments``, ``Missing`` (no part in it).
    """
    conversation = lock_conversation(conversation)
    seat = seat_of(conversation, by)
    earlier = Message.objects.filter(conversation=conversation, sender=by, client_id=draft.client_id).first()
    if earlier is not None:
        return Sent(earlier, is_new=False)
    if not draft.body and not draft.attachments:
        raise EmptyMessage
    is_answer = seat.standing == Standing.REQUESTED
    if conversation.is_direct:
        refuse_unwelcome(conversation, by=by)
    sync_people(conversation)
    message = append(
        conversation,
        sender=by,
        client_id=draft.client_id,
        body=draft.body,
        reply_to=find_answered(conversation, seat, draft.reply_to),
    )
    attach(message, draft.attachments, by=by)
    index_words(message)
    tell_new(message)
    if is_answer:
        tell_conversation(conversation, "request")
    signals.message_sent.send(Message, message=message)
    return Sent(message, is_new=True)


def write_note(
    conversation: Conversation, act: NoteAct, *, by: Any, people: Sequence[UUID] = (), title: str = ""
) -> Message:
    """What somebody did to the group, in its place among the messages; the caller holds the lock."""
    note = {"act": act.value, "people": [str(person) for person in people], "title": title}
    message = append(conversation, kind=MessageKind.NOTE, sender=by, client_id=new_id(), note=note)
    tell_new(message)
    return message


def append(conversation: Conversation, *, sender: Any, **fields: Any) -> Message:
    """The next number, the row, and what follows for the seats."""
    conversation.last_seq += 1
    message = Message.objects.create(conversation=conversation, seq=conversation.last_seq, sender=sender, **fields)
    conversation.last_message, conversation.last_activity_at = message, message.created_at
    conversation.save(update_fields=["last_seq", "last_message", "last_activity_at", "updated_at"])
    move_seats(message)
    return message


def move_seats(message: Message) -> None:
    """The sender has read it and takes part; an archived conversation comes back, unless it is muted."""
    seats = Participant.objects.filter(conversation=message.conversation_id)
    is_muted = Q(muted_until__gt=timezone.now())
    seats.update(
        last_seq=message.seq,
        last_activity_at=message.created_at,
        is_archived=Case(When(is_muted, then=F("is_archived")), default=Value(False)),
    )
    read = {name: Greatest(F(name), message.seq) for name in ("last_read_seq", "last_delivered_seq", "told_seq")}
    seats.filter(user=message.sender_id).update(**read, is_marked_unread=False, standing=Standing.ACCEPTED)


def refuse_unwelcome(conversation: Conversation, *, by: Any) -> None:
    """Nobody is written to over a block; a stranger may say a little and waits."""
    other = Participant.objects.select_related("user").exclude(user=by).get(conversation=conversation)
    if not other.user.is_active or hidden_from(by, [other.user_id]):
        raise CannotWrite
    if other.standing == Standing.UNOPENED:
        other.standing = first_standing(other.user, by=by)
        other.save(update_fields=["standing"])
    said = Message.objects.filter(conversation=conversation, sender=by)
    if other.standing in (Standing.REQUESTED, Standing.DECLINED) and said.count() >= MOST_UNANSWERED:
        raise WaitForAnswer(most=MOST_UNANSWERED)


def first_standing(person: Any, *, by: Any) -> Standing:
    """How the first message of this person is received. Raises ``TakesNoStrangers``, ``TooManyRequests``."""
    if know_each_other(by, person):
        return Standing.ACCEPTED
    if InboxSettings.objects.filter(user=person, takes_requests=False).exists():
        raise TakesNoStrangers
    waiting = Participant.objects.filter(
        conversation__kind=ConversationKind.DIRECT, conversation__created_by=by, standing=Standing.REQUESTED
    )
    if waiting.exclude(user=by).count() >= MOST_REQUESTS:
        raise TooManyRequests(most=MOST_REQUESTS)
    return Standing.REQUESTED


def sync_people(conversation: Conversation) -> None:
    """About an order or a job: a seat for whoever joined the lab since; who left it hears nothing more."""
    subject = subjects.REGISTRY.get(conversation.subject_type)
    if subject is None or conversation.subject_id is None:
        return
    people = subject.people(conversation.subject_id)
    now = {"last_seq": conversation.last_seq, "last_activity_at": conversation.last_activity_at}
    seats = [Participant(conversation=conversation, user_id=person, **now) for person in sorted(people)]
    Participant.objects.bulk_create(seats, ignore_conflicts=True)


def find_answered(conversation: Conversation, seat: Participant, message_id: UUID | None) -> Message | None:
    """The message that is answered. Raises ``UnknownReply``."""
    if message_id is None:
        return None
    rows = Message.objects.filter(conversation=conversation, seq__gt=seat.from_seq, kind=MessageKind.TEXT)
    found: Message | None = rows.filter(pk=message_id, deleted_at=None).first()
    if found is None:
        raise UnknownReply
    return found


def attach(message: Message, ids: Sequence[UUID], *, by: Any) -> None:
    """The uploaded files as parts of the message, in this order. Raises ``WrongAttachments``."""
    if not ids:
        return
    rows = Attachment.objects.unsent().filter(conversation=message.conversation_id, owner=by, pk__in=ids)
    found = {row.pk: row for row in rows.select_for_update().order_by("pk")}
    if len(ids) > MOST_ATTACHMENTS or len(found) != len(ids):
        raise WrongAttachments
    for position, pk in enumerate(ids):
        found[pk].message, found[pk].position = message, position
    Attachment.objects.bulk_update(found.values(), ["message", "position"])
