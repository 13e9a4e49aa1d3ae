"""Messages as frames and the API give them: one shape for both, so that a client merges what it hears with what it loads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from strato.accounts.models import User
from strato.accounts.sight import out_of_sight
from strato.messaging.models import Attachment, Conversation, Message

EXCERPT = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentCard:
    """One file of a message. Frames carry no links: they are made for one person, for minutes, by the API."""

    id: str
    kind: str  # "image", "model", "document"
    filename: str
    content_type: str
    size_bytes: int
    width: int | None
    height: int | None
    url: str | None
    thumbnail_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionCard:
    """One emoji and who said it, in the order they did."""

    emoji: str
    people: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCard:
    """The message that is answered, in short."""

    id: str
    seq: int
    sender: str | None
    excerpt: str
    is_deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCard:
    """What was done to the group, and to whom."""

    act: str  # "created", "added", "removed", "left", "renamed"
    people: list[str]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCard:
    """One message. Deleted ones and those of people out of sight keep their place and say nothing."""

    id: str
    conversation: str
    seq: int
    kind: str  # "text", "note"
    sender: str | None
    client_id: str
    body: str
    reply_to: QuoteCard | None
    attachments: list[AttachmentCard]
    reactions: list[ReactionCard]
    note: NoteCard | None
    created_at: str
    edited_at: str | None
    deleted_at: str | None
    is_hidden: bool  # written by somebody out of sight


def iso(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def attachment_card(row: Attachment) -> AttachmentCard:
    return AttachmentCard(
        id=str(row.pk), kind=row.kind, filename=row.filename, content_type=row.content_type,
        size_bytes=row.size_bytes, width=row.width, height=row.height, url=None, thumbnail_url=None,
    )  # fmt: skip


def message_card(message: Message) -> MessageCard:
    """The message as anybody reads it who is in sight of everybody in it."""
    answered = message.reply_to
    people: dict[str, list[str]] = defaultdict(list)
    for reaction in message.reactions.all():
        people[reaction.emoji].append(str(reaction.user_id))
    return MessageCard(
        id=str(message.pk),
        conversation=str(message.conversation_id),
        seq=message.seq,
        kind=message.kind,
        sender=id_text(message.sender_id),
        client_id=str(message.client_id),
        body=message.body,
        reply_to=quote_card(answered) if answered else None,
        attachments=[attachment_card(row) for row in message.attachments.all()],
        reactions=[ReactionCard(emoji=emoji, people=who) for emoji, who in people.items()],
        note=NoteCard(**message.note) if message.note else None,
        created_at=iso(message.created_at) or "",
        edited_at=iso(message.edited_at),
        deleted_at=iso(message.deleted_at),
        is_hidden=False,
    )


def quote_card(message: Message) -> QuoteCard:
    return QuoteCard(
        id=str(message.pk),
        seq=message.seq,
        sender=id_text(message.sender_id),
        excerpt=message.body[:EXCERPT],
        is_deleted=message.is_deleted,
    )


def id_text(key: Any) -> str | None:
    return str(key) if key else None


def cards_of(messages: Iterable[Message], *, hidden: set[UUID]) -> list[MessageCard]:
    """Cards as somebody reads them out of whose sight the people ``hidden`` are."""
    masked = {str(person) for person in hidden}
    return [mask(message_card(message), masked) for message in messages]


def mask(card: MessageCard, hidden: set[str]) -> MessageCard:
    """The card without what people out of sight wrote, answered or showed."""
    reactions = [replace(r, people=[p for p in r.people if p not in hidden]) for r in card.reactions]
    card = replace(card, reactions=[reaction for reaction in reactions if reaction.people])
    if card.reply_to and card.reply_to.sender in hidden:
        card = replace(card, reply_to=replace(card.reply_to, excerpt=""))
    if card.kind == "text" and card.sender in hidden:
        card = replace(card, body="", reply_to=None, attachments=[], reactions=[], is_hidden=True)
    return card


def hidden_from(user: Any, people: Iterable[UUID]) -> set[UUID]:
    """Which of these people are out of this one's sight; the same asked from either end."""
    rows = User.objects.filter(out_of_sight(user), pk__in=set(people))
    return set(rows.values_list("pk", flat=True))


def masked_from(user: Any, conversation: Conversation, people: Iterable[UUID]) -> set[UUID]:
    """Whose words are masked: in groups those out of sight; between two, and about a job, history stays as it was."""
    return hidden_from(user, people) if conversation.is_group else set()
