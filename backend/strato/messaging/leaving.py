"""What leaving means to messaging: as messengers do it, what was said to others stays with them, under no name."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from strato.accounts.leaving import Part
from strato.accounts.models import GONE_DOMAIN
from strato.core.files import delete_after_commit
from strato.messaging.models import Attachment, Conversation, InboxSettings, Participant, Presence
from strato.messaging.services.members import leave
from strato.messaging.services.telling import tell_conversation
from strato.messaging.states import ConversationKind


def forget(user: Any) -> None:
    """Out of every group; talks that nobody else reads go with their files, and the rest of the people are told."""
    InboxSettings.objects.filter(user=user).delete()
    Presence.objects.filter(user=user).delete()
    drop_files(Attachment.objects.unsent().filter(owner=user))
    mine = Conversation.objects.filter(participants__user=user)
    lonely = mine.filter(~Exists(others_in(user)) | Q(last_seq=0))
    drop_files(Attachment.objects.filter(conversation__in=lonely.values("pk")))
    Conversation.objects.filter(pk__in=list(lonely.values_list("pk", flat=True))).delete()
    in_groups = Participant.objects.filter(user=user, left_at=None, conversation__kind=ConversationKind.GROUP)
    for seat in in_groups.select_related("conversation").order_by("conversation"):
        leave(seat.conversation, by=user)
    for conversation in mine.exclude(kind=ConversationKind.GROUP).order_by("pk"):
        tell_conversation(conversation, "people")


def others_in(user: Any) -> QuerySet[Participant]:
    """The other people of a conversation who are still there."""
    seats = Participant.objects.filter(conversation=OuterRef("pk"), left_at=None).exclude(user=user)
    return seats.exclude(user__email__endswith=f"@{GONE_DOMAIN}")


def drop_files(rows: QuerySet[Attachment]) -> None:
    for row in rows:
        delete_after_commit(row.file, row.thumbnail)
    rows.delete()


SAID = "Said to others, with whom it stays"
PART = Part(
    app="messaging",
    forget=forget,
    gone=frozenset({"messaging.InboxSettings.user", "messaging.Presence.user"}),
    kept={
        "messaging.Conversation.low": "Whom somebody else talked with, without a name",
        "messaging.Conversation.high": "Whom somebody else talked with, without a name",
        "messaging.Conversation.created_by": "Who began a group",
        "messaging.Participant.user": "That there was somebody to whom the others spoke",
        "messaging.Message.sender": SAID,
        "messaging.Reaction.user": SAID,
        "messaging.Attachment.owner": SAID,
    },
    words={
        "messaging.Message.body": SAID,
        "messaging.MessageWords.text": SAID,
        "messaging.WordIndex.asked": SAID,
        "messaging.Attachment.file": SAID,
        "messaging.Attachment.thumbnail": SAID,
        "messaging.Attachment.filename": SAID,
        "messaging.Conversation.title": "The name of a group",
        "messaging.Message.note": "The name of a group",
    },
)
