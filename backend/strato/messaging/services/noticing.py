"""Telling people of messages they did not notice: after a while, and only what no device of theirs acknowledged while they
were there. An open socket is no person who looks at it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Greatest
from django.utils import timezone

from strato.messaging import notices
from strato.messaging.cards import masked_from
from strato.messaging.models import Conversation, Message, Participant, Presence
from strato.messaging.states import MessageKind, Standing
from strato.notifications.models import Notification
from strato.notifications.services import mark_read as mark_notification_read
from strato.notifications.services import notify

GRACE = timedelta(seconds=90)
STALE = timedelta(days=2)
AT_ONCE = 200
NAMED = 3


def tell_of_messages() -> int:
    """Everybody with messages older than GRACE that they have not noticed; gives how many were told. Safe to repeat, at once and by many."""
    told = 0
    while (found := _tell_some()) is not None:
        told += found
    return told


@transaction.atomic
def _tell_some() -> int | None:
    """One batch of seats that are behind; None when there is none left."""
    now = timezone.now()
    noticed = Greatest("last_read_seq", "told_seq")
    overdue = Message.objects.filter(
        conversation=OuterRef("conversation"), seq=OuterRef("noticed") + 1, created_at__lte=now - GRACE
    )
    seats = (
        Participant.objects.here()
        .select_for_update(of=("self",), skip_locked=True)
        .annotate(noticed=noticed)
        .filter(user__is_active=True, conversation__last_activity_at__gt=now - STALE)
        .filter(Exists(overdue), conversation__last_seq__gt=F("noticed"))
        .select_related("conversation", "user")
        .order_by("id")[:AT_ONCE]
    )
    rows = list(seats)
    told = sum(_tell(seat) for seat in rows)
    Participant.objects.bulk_update(rows, ["told_seq"])
    return told if rows else None


def _tell(seat: Participant) -> bool:
    """Tell one person of what is new in one conversation, unless they noticed; gives whether they were told."""
    conversation, person = seat.conversation, seat.user
    before = max(seat.last_read_seq, seat.told_seq)
    seat.told_seq = conversation.last_seq
    if seat.is_muted or not Conversation.objects.visible_to(person).filter(pk=conversation.pk).exists():
        return False
    rows = Message.objects.filter(
        conversation=conversation,
        seq__gt=before,
        seq__lte=conversation.last_seq,
        kind=MessageKind.TEXT,
        deleted_at=None,
    )
    new = list(rows.exclude(sender=person).select_related("sender").order_by("seq"))
    hidden = masked_from(person, conversation, {m.sender_id for m in new if m.sender_id})
    new = [message for message in new if message.sender_id not in hidden and not _noticed(seat, message)]
    if not new:
        return False
    names = list(dict.fromkeys(message.sender.display_name for message in new if message.sender))
    facts = {"by": ", ".join(names[:NAMED]), "title": conversation.title}
    is_request = seat.standing == Standing.REQUESTED
    kind = notices.MESSAGE_REQUESTED if is_request else notices.MESSAGE_RECEIVED
    notify([person], kind, subject=conversation, facts=facts, group_key=key_of(conversation), times=len(new))
    return True


def _noticed(seat: Participant, message: Message) -> bool:
    """Did it reach a device of theirs, and did they do something in the app since?"""
    if seat.last_delivered_seq < message.seq:
        return False
    return Presence.objects.filter(user=seat.user_id, seen_at__gte=message.created_at).exists()


def key_of(conversation: Conversation) -> str:
    return f"conversation:{conversation.pk}"


def forget_notice(seat: Participant) -> None:
    """Who has read the conversation needs its notification no more."""
    rows = Notification.objects.visible_to(seat.user).unread().filter(group_key=f"conversation:{seat.conversation_id}")
    for row in rows:
        mark_notification_read(row, by=seat.user)
