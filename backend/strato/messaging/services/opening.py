"""Beginning a conversation, or finding the one that is there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from strato.core.errors import Missing
from strato.messaging import subjects
from strato.messaging.cards import hidden_from
from strato.messaging.errors import GroupFull, NobodyElse, NobodyToTalkTo, NoSuchSubject
from strato.messaging.models import Conversation, Participant
from strato.messaging.reports import know_each_other
from strato.messaging.services.locks import lock_people
from strato.messaging.services.sending import sync_people, write_note
from strato.messaging.services.telling import tell_conversation
from strato.messaging.states import ConversationKind, NoteAct, ParticipantRole, Standing

MOST_MEMBERS = 32


@transaction.atomic
def open_direct(person: Any, *, by: Any) -> Conversation:
    """The one conversation of the two; the other hears of it with its first message. Raises ``NobodyElse``, ``Missing`` (blocked)."""
    if person.pk == by.pk:
        raise NobodyElse
    lock_people(person.pk, by.pk)
    low, high = sorted((person.pk, by.pk))
    row, is_new = Conversation.objects.get_or_create(
        kind=ConversationKind.DIRECT, low_id=low, high_id=high, defaults={"created_by": by}
    )
    if is_new:
        if hidden_from(by, [person.pk]):
            raise Missing
        seats = [Participant(conversation=row, user=one, last_activity_at=row.last_activity_at) for one in (by, person)]
        seats[1].standing = Standing.UNOPENED
        Participant.objects.bulk_create(seats)
    else:
        welcome(row, by=by)
    return row


def welcome(conversation: Conversation, *, by: Any) -> None:
    """Who turns to somebody, takes part, whatever they said before."""
    mine = Participant.objects.filter(conversation=conversation, user=by)
    if mine.exclude(standing=Standing.ACCEPTED).update(standing=Standing.ACCEPTED):
        tell_conversation(conversation, "request")


@transaction.atomic
def open_about(subject_type: str, subject_id: UUID, *, by: Any) -> Conversation:
    """The one conversation about an order or a print job, with everybody who has to do with it now.

    Raises ``NoSuchSubject``, ``NobodyToTalkTo``.
    """
    subject = subjects.find(subject_type, subject_id, by)
    people = subject.people(subject_id) if subject else set()
    if subject is None or by.pk not in people:
        raise NoSuchSubject
    if len(people) < 2:
        raise NobodyToTalkTo
    row, _ = Conversation.objects.get_or_create(
        kind=ConversationKind.SUBJECT,
        subject_type=subject_type,
        subject_id=subject_id,
        defaults={"created_by": by},
    )
    sync_people(row)
    return row


@transaction.atomic
def open_group(title: str, people: Sequence[Any], *, by: Any) -> Conversation:
    """A new group; who does not know the one who makes it is asked first. Raises ``NobodyElse``, ``GroupFull``."""
    others = {person.pk: person for person in people if person.pk != by.pk}
    if not others:
        raise NobodyElse
    if len(others) >= MOST_MEMBERS:
        raise GroupFull(most=MOST_MEMBERS)
    row = Conversation.objects.create(kind=ConversationKind.GROUP, title=title, created_by=by)
    Participant.objects.create(conversation=row, user=by, role=ParticipantRole.ADMIN)
    Participant.objects.bulk_create(
        [
            Participant(conversation=row, user=person, standing=standing_of(person, invited_by=by))
            for person in others.values()
        ]
    )
    write_note(row, NoteAct.CREATED, by=by, people=sorted(others), title=title)
    tell_conversation(row, "people")
    return row


def standing_of(person: Any, *, invited_by: Any) -> Standing:
    """At once a part of it among friends and contacts; a request from a stranger."""
    return Standing.ACCEPTED if know_each_other(invited_by, person) else Standing.REQUESTED
