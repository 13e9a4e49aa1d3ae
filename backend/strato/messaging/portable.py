"""What messaging keeps of a person: what they wrote, and what they were written as far as they may still read it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from strato.accounts.models import User
from strato.accounts.portability import (
    Fact,
    Piece,
    Portion,
    Record,
    Records,
    Stored,
    each,
    file_name,
    named,
    picked,
    stored,
)
from strato.accounts.sight import out_of_sight
from strato.messaging.models import (
    Attachment,
    Conversation,
    InboxSettings,
    Message,
    Participant,
    Presence,
    Reaction,
)

ABOUT = {
    "en": "Your conversations: what you wrote, what you were written and may still read, and the files that you sent.",
    "de": "Deine Unterhaltungen: was du geschrieben hast, was dir geschrieben wurde und du noch lesen darfst, und die Dateien, die du geschickt hast.",
    "es": "Tus conversaciones: lo que escribiste, lo que te escribieron y aún puedes leer, y los archivos que enviaste.",
}
FILES = "attachments"


def gives(person: User) -> Iterator[Piece]:
    seats = Prefetch("participants", Participant.objects.select_related("user").order_by("id"), to_attr="seats")
    rows = Conversation.objects.visible_to(person).prefetch_related(seats).order_by("id")
    hidden = set(User.objects.filter(out_of_sight(person)).values_list("pk", flat=True))
    yield Records("conversations.json", (conversation_of(row, person, hidden) for row in each(rows)))
    readable = Message.objects.visible_to(person).unmasked_for(person)
    yield Records("messages.json", (message_of(row, person) for row in each(in_full(readable))))
    elsewhere = Message.objects.filter(sender=person).exclude(pk__in=readable.values("pk"))
    yield Records("sent-where-you-left.json", (message_of(row, person) for row in each(in_full(elsewhere))))
    reactions = Reaction.objects.filter(user=person).select_related("message").order_by("id")
    yield Records("reactions.json", map(reaction_of, each(reactions)))
    sent = Attachment.objects.filter(owner=person).order_by("id")
    yield Records("attachments.json", map(attachment_of, each(sent)))
    for row in each(sent):
        yield from files_of(row)
    wishes = InboxSettings.objects.filter(user=person).first() or InboxSettings(user=person)
    seen = Presence.objects.filter(user=person).first()
    yield Fact("settings.json", {**settings_of(wishes), "last_seen_at": seen.seen_at if seen else None})


def in_full(rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.select_related("sender", "reply_to").prefetch_related("attachments").order_by("conversation", "seq")


def conversation_of(row: Conversation, person: User, hidden: set[Any]) -> Record:
    """Who is out of sight is not named in a group, as in the inbox."""
    seats = row.seats  # type: ignore[attr-defined]  # prefetched
    mine = next(seat for seat in seats if seat.user_id == person.pk)
    others = [seat for seat in seats if seat.is_here and seat is not mine]
    return {
        **picked(row, "id", "kind", "title", "subject_type", "subject_id", "created_at", "last_activity_at"),
        "people": [named(seat.user) for seat in others if row.is_direct or seat.user_id not in hidden],
        **picked(mine, "role", "standing", "joined_at", "is_archived", "muted_until"),
        "read_up_to": mine.last_read_seq,
    }


def message_of(row: Message, person: User) -> Record:
    return {
        **picked(row, "conversation_id", "seq", "kind", "body"),
        "from": named(row.sender),
        "by_yourself": row.sender_id == person.pk,
        "act": row.note.get("act"),
        "answers": row.reply_to.seq if row.reply_to else None,
        "files": [file.filename for file in row.attachments.all()],
        **picked(row, "created_at", "edited_at", "deleted_at"),
    }


def reaction_of(row: Reaction) -> Record:
    return {"conversation_id": row.message.conversation_id, "seq": row.message.seq, **picked(row, "emoji", "at")}


def attachment_of(row: Attachment) -> Record:
    names = ("conversation_id", "kind", "filename", "content_type", "size_bytes", "uploaded_at")
    return {**picked(row, *names), "file": f"{FILES}/{file_name(row, row.filename)}"}


def files_of(row: Attachment) -> Iterator[Stored]:
    return stored(FILES, row, row.file, row.filename)


def settings_of(row: InboxSettings) -> Record:
    return picked(row, "read_receipts", "presence", "takes_requests")


PORTION = Portion(
    folder="messages",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Conversation, Participant, Message, Reaction, Attachment, InboxSettings, Presence}),
)
