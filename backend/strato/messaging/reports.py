"""Answers about conversations that are no queryset of one model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BooleanField, Count, F, Func, Prefetch, Q, QuerySet, Sum, UUIDField, Value
from django.utils import timezone

from strato.accounts.models import User
from strato.core.words import CONFIG, words_of
from strato.messaging import circles, subjects
from strato.messaging.cards import hidden_from
from strato.messaging.models import (
    Conversation,
    InboxSettings,
    Message,
    MessageWords,
    Participant,
    Presence,
    WordIndex,
)
from strato.messaging.states import Box, PresenceAudience, Standing

MESSAGE_PARTS = ("reply_to", "attachments", "reactions")
ONLINE_FOR = timedelta(seconds=120)
SEATS_OF_BOX: dict[Box, dict[str, Any]] = {
    Box.INBOX: {"standing": Standing.ACCEPTED, "is_archived": False},
    Box.REQUESTS: {"standing": Standing.REQUESTED},
    Box.ARCHIVED: {"standing": Standing.ACCEPTED, "is_archived": True},
}


@dataclass(frozen=True, slots=True)
class View:
    """One conversation as one person sees it: their seat, everybody's, and what they may know of the others."""

    me: Participant
    seats: list[Participant]
    hidden: set[UUID]
    """Out of sight."""
    receipts: set[UUID]
    """Whose read marks are shown."""
    presences: dict[UUID, Presence | None]
    """Of those whose presence is shown."""
    others_here: list[Participant] = field(default_factory=list)

    @property
    def other(self) -> Participant | None:
        """Of a conversation between two: the one at the other end."""
        return next((seat for seat in self.seats if seat.user_id != self.me.user_id), None)


def in_box(rows: QuerySet[Conversation], user: Any, box: str) -> QuerySet[Conversation]:
    """One part of the inbox, the liveliest first, in the order of an index: a page reads no more than itself."""
    seat: dict[str, Any] = {"user": user, "left_at": None, **SEATS_OF_BOX[Box(box)]}
    mine = rows.filter(**{f"participants__{name}": value for name, value in seat.items()})
    return mine.annotate(lively_at=F("participants__last_activity_at")).order_by("-lively_at", "-id")


def unread_only(rows: QuerySet[Conversation], user: Any) -> QuerySet[Conversation]:
    """Those with something new, or marked to be come back to."""
    fresh = Q(last_seq__gt=F("last_read_seq")) | Q(is_marked_unread=True)
    mine = Participant.objects.here().filter(fresh, user=user)
    return rows.filter(pk__in=mine.values("conversation"))


def named(rows: QuerySet[Conversation], user: Any, text: str) -> QuerySet[Conversation]:
    """By title, or by the name of somebody who takes part."""
    people = Participant.objects.here().exclude(user=user)
    people = people.filter(Q(user__name__icontains=text) | Q(user__username__icontains=text))
    return rows.filter(Q(title__icontains=text) | Q(pk__in=people.values("conversation")))


def with_parts(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """All that ``look`` and a card read, in a fixed number of queries."""
    seats = Participant.objects.select_related("user").order_by("id")
    return rows.select_related("last_message__reply_to").prefetch_related(
        Prefetch("participants", seats, to_attr="seats"), "last_message__attachments", "last_message__reactions"
    )


def look(conversations: Sequence[Conversation], user: Any) -> dict[UUID, View]:
    """Each of these conversations (of ``with_parts``) as this person sees it; four queries however many there are."""
    people = {seat.user_id for row in conversations for seat in seats_of(row)}
    hidden, wishes = hidden_from(user, people), wishes_of(people)
    presences = {row.user_id: row for row in Presence.objects.filter(user__in=people - hidden)}
    friends = set(User.objects.filter(circles.friends_of(user), pk__in=people).values_list("pk", flat=True))
    views = {}
    for row in conversations:
        seats = seats_of(row)
        me = next(seat for seat in seats if seat.user_id == user.pk)
        known = {s.user_id for s in seats if s is not me and s.has_accepted and me.has_accepted} - hidden
        views[row.pk] = View(
            me=me,
            seats=seats,
            hidden=hidden,
            receipts={user.pk, *(p for p in known if wishes[p].read_receipts and wishes[user.pk].read_receipts)},
            presences={
                p: presences.get(p) for p in known if shows_presence(wishes[p], wishes[user.pk], is_friend=p in friends)
            },
            others_here=[seat for seat in seats if seat is not me and seat.is_here],
        )
    return views


def seats_of(conversation: Conversation) -> list[Participant]:
    """Everybody who ever took part, as prefetched or read now."""
    seats: list[Participant] | None = getattr(conversation, "seats", None)
    if seats is None:
        seats = list(conversation.participants.select_related("user").order_by("id"))
    return seats


def wishes_of(people: Iterable[UUID]) -> dict[UUID, InboxSettings]:
    """Each person's settings, the defaults for those who never wrote any."""
    said = {row.user_id: row for row in InboxSettings.objects.filter(user__in=people)}
    return {person: said.get(person) or InboxSettings(user_id=person) for person in people}


def wish_of(user: Any) -> InboxSettings:
    """One person's settings."""
    return wishes_of([user.pk])[user.pk]


def shows_presence(theirs: InboxSettings, mine: InboxSettings, *, is_friend: bool) -> bool:
    """Of a contact; who shows themselves to nobody sees nobody."""
    if mine.presence == PresenceAudience.NOBODY or theirs.presence == PresenceAudience.NOBODY:
        return False
    return is_friend or theirs.presence == PresenceAudience.CONTACTS


def is_online(presence: Presence | None) -> bool:
    return bool(presence and presence.is_active and presence.seen_at > timezone.now() - ONLINE_FOR)


def sees_presence(user: Any, person: Any) -> bool:
    """May this person know whether the other is here? Friends and contacts, as the other wishes; never over a block."""
    if not user.is_authenticated or person.pk == user.pk or hidden_from(user, [person.pk]):
        return bool(user.is_authenticated and person.pk == user.pk)
    wishes = wishes_of([user.pk, person.pk])
    is_friend = User.objects.filter(circles.friends_of(user), pk=person.pk).exists()
    shown = shows_presence(wishes[person.pk], wishes[user.pk], is_friend=is_friend)
    return shown and (is_friend or are_contacts(user, person))


def are_contacts(user: Any, person: Any) -> bool:
    """Do both take part in one conversation?"""
    theirs = Participant.objects.filter(user=person, left_at=None, standing=Standing.ACCEPTED)
    mine = Participant.objects.filter(user=user, left_at=None, standing=Standing.ACCEPTED)
    shared = Conversation.objects.visible_to(user).filter(pk__in=mine.values("conversation"))
    return shared.filter(pk__in=theirs.values("conversation")).exists()


def contacts_of(user: Any) -> set[UUID]:
    """The ids of everybody who takes part in one of this person's conversations, and of their friends."""
    mine = Participant.objects.filter(user=user, left_at=None, standing=Standing.ACCEPTED).values("conversation")
    seats = Participant.objects.here().filter(conversation__in=mine).exclude(user=user)
    friends = User.objects.filter(circles.friends_of(user)).values_list("pk", flat=True)
    return {*seats.values_list("user_id", flat=True), *friends}


def know_each_other(user: Any, person: Any) -> bool:
    """Friends, or in one conversation already: neither is a stranger to the other."""
    return User.objects.filter(circles.friends_of(user), pk=person.pk).exists() or are_contacts(user, person)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the badge shows."""

    unread: int
    conversations: int
    requests: int


def summary(user: Any) -> Summary:
    """Unread messages and conversations, without the muted, and waiting requests: from one's own seats alone.

    Only of conversations about something it is asked whether that is still in sight.
    """
    fresh = Q(last_seq__gt=F("last_read_seq"))
    counted = Q(standing=Standing.ACCEPTED) & (Q(muted_until=None) | Q(muted_until__lte=timezone.now()))
    mine = Participant.objects.here().filter(
        fresh | Q(is_marked_unread=True) | Q(standing=Standing.REQUESTED), user=user
    )
    rows: list[Any] = list(
        mine.order_by()
        .values(kind=F("conversation__subject_type"), about=F("conversation__subject_id"))
        .annotate(
            unread=Sum(F("last_seq") - F("last_read_seq"), filter=counted & fresh, default=0),
            conversations=Count("pk", filter=counted),
            requests=Count("pk", filter=Q(standing=Standing.REQUESTED)),
        )
    )
    seen = subjects.seen_among({(row["kind"], row["about"]) for row in rows}, user)
    names = ("unread", "conversations", "requests")
    return Summary(**{name: sum(row[name] for row in rows if (row["kind"], row["about"]) in seen) for name in names})


def found_messages(user: Any, text: str, *, conversation: UUID | None = None, most: int = 50) -> list[Message]:
    """Messages of one's conversations with all the words (the last may be unfinished), newest first."""
    words = words_of(text)
    talks = Conversation.objects.visible_to(user)
    if conversation is not None:
        talks = talks.filter(pk=conversation)
    if not words or not (mine := {row.pk: row for row in talks.only("id", "kind").order_by()}):
        return []
    rows = matching(readable_words(user, mine), words).order_by("-message_id")
    found = list(rows.values_list("message_id", flat=True)[:most])
    messages = Message.objects.visible_to(user).filter(pk__in=found).order_by("-id")
    return list(messages.prefetch_related(*MESSAGE_PARTS))


def readable_words(user: Any, talks: dict[UUID, Conversation]) -> QuerySet[MessageWords]:
    """The words of these conversations, from when one joined, without those of people out of sight in groups.

    The conversations are named one by one: a join over a million messages is planned as if it found few.
    """
    rows = MessageWords.objects.filter(among(talks))
    late = Participant.objects.here().filter(user=user, conversation__in=list(talks), from_seq__gt=0)
    for seat in late:
        rows = rows.exclude(conversation=seat.conversation_id, message__seq__lte=seat.from_seq)
    groups = [row.pk for row in talks.values() if row.is_group]
    seats = Participant.objects.filter(conversation__in=groups).values_list("user_id", flat=True) if groups else ()
    if hidden := hidden_from(user, seats):
        rows = rows.exclude(conversation__in=groups, message__sender__in=hidden)
    return rows


class AnyOf(Func):
    """Equal to one of an array: one value to send however long it is, and the planner counts what is in it."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def among(talks: Iterable[UUID]) -> Q | AnyOf:
    """The condition to be of one of these conversations."""
    if connection.vendor == "postgresql":
        return AnyOf(F("conversation"), Value(list(talks), output_field=ArrayField(UUIDField())))
    return Q(conversation__in=list(talks))


def matching(rows: QuerySet[MessageWords], words: Sequence[str]) -> QuerySet[MessageWords]:
    """Those with all the words, by the index of the database where it has one."""
    if connection.vendor == "postgresql":
        query = SearchQuery(" & ".join([*words[:-1], f"{words[-1]}:*"]), config=CONFIG, search_type="raw")
        return rows.filter(vector=query)
    if has_word_index():
        return rows.filter(index__asked=" ".join([*words[:-1], f"{words[-1]}*"]))
    for word in words:
        rows = rows.filter(text__contains=f" {word}")
    return rows


@cache
def has_word_index() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [WordIndex._meta.db_table])
        return cursor.fetchone() is not None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Messages in order, and whether there are more at either end."""

    messages: list[Message]
    has_before: bool
    has_after: bool


def stretch(
    rows: QuerySet[Message],
    *,
    limit: int,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
) -> Stretch:
    """``limit`` messages of one conversation: the newest, before or after a number, or around one. By number, never by offset."""
    rows = rows.prefetch_related(*MESSAGE_PARTS)
    if around is not None:
        older = older_than(rows, around, limit // 2)
        newer = newer_than(rows, around - 1, limit - limit // 2)
        return Stretch(older.messages + newer.messages, older.has_before, newer.has_after)
    if after is not None:
        return newer_than(rows, after, limit)
    return older_than(rows, before, limit)


def older_than(rows: QuerySet[Message], seq: int | None, limit: int) -> Stretch:
    """Numbers have no gaps: whether there is more at the other end, the message of that number itself tells."""
    until = rows if seq is None else rows.filter(seq__lte=seq)
    found = list(until.order_by("-seq")[: limit + 1 if seq is None else limit + 2])
    if not found:
        return Stretch([], has_before=False, has_after=rows.exists())
    has_after = found[0].seq == seq
    older = found[1:] if has_after else found
    return Stretch(older[:limit][::-1], has_before=len(older) > limit, has_after=has_after)


def newer_than(rows: QuerySet[Message], seq: int, limit: int) -> Stretch:
    found = list(rows.filter(seq__gte=seq).order_by("seq")[: limit + 2])
    if not found:
        return Stretch([], has_before=rows.exists(), has_after=False)
    has_before = found[0].seq == seq
    newer = found[1:] if has_before else found
    return Stretch(newer[:limit], has_before=has_before, has_after=len(newer) > limit)


def people_in(messages: Iterable[Message]) -> set[UUID]:
    """Everybody who wrote, was answered or reacted in these."""
    people: set[UUID | None] = set()
    for message in messages:
        people |= {message.sender_id, message.reply_to.sender_id if message.reply_to else None}
        people |= {reaction.user_id for reaction in message.reactions.all()}
    return {person for person in people if person}
