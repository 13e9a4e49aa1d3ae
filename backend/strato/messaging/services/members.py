"""Groups: their name, who comes and who goes."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.core import realtime
from strato.core.errors import Missing
from strato.messaging.errors import GroupFull, NotAGroup
from strato.messaging.models import Conversation, Participant
from strato.messaging.services.locks import lock_conversation
from strato.messaging.services.opening import MOST_MEMBERS, standing_of
from strato.messaging.services.sending import write_note
from strato.messaging.services.telling import readers_of, tell_conversation
from strato.messaging.states import HERE, NoteAct, ParticipantRole, Standing


def lock_group(conversation: Conversation) -> Conversation:
    conversation = lock_conversation(conversation)
    if not conversation.is_group:
        raise NotAGroup
    return conversation


@transaction.atomic
def rename(conversation: Conversation, *, title: str, by: Any) -> Conversation:
    """Another title, said in the conversation. Raises ``NotAGroup``."""
    conversation = lock_group(conversation)
    if title != conversation.title:
        conversation.title = title
        conversation.save(update_fields=["title", "updated_at"])
        write_note(conversation, NoteAct.RENAMED, by=by, title=title)
        tell_conversation(conversation, "title")
    return conversation


@transaction.atomic
def add_people(conversation: Conversation, people: Sequence[Any], *, by: Any) -> Conversation:
    """More members; they read what is written from now on. Who is there already stays. Raises ``NotAGroup``, ``GroupFull``."""
    conversation = lock_group(conversation)
    seats = {seat.user_id: seat for seat in conversation.participants.all()}
    fresh = [person for person in people if not (person.pk in seats and seats[person.pk].left_at is None)]
    here = sum(seat.left_at is None and seat.standing in HERE for seat in seats.values())
    if here + len(fresh) > MOST_MEMBERS:
        raise GroupFull(most=MOST_MEMBERS)
    if not fresh:
        return conversation
    start = conversation.last_seq
    for person in fresh:
        seat = seats.get(person.pk) or Participant(conversation=conversation, user=person)
        seat.standing, seat.role, seat.left_at = standing_of(person, invited_by=by), ParticipantRole.MEMBER, None
        seat.from_seq = seat.last_read_seq = seat.last_delivered_seq = seat.told_seq = start
        seat.joined_at, seat.is_archived, seat.muted_until = timezone.now(), False, None
        seat.save()
    write_note(conversation, NoteAct.ADDED, by=by, people=sorted(person.pk for person in fresh))
    tell_conversation(conversation, "people")
    return conversation


@transaction.atomic
def remove_person(conversation: Conversation, *, person_id: Any, by: Any) -> None:
    """One member less; the conversation is gone for them. Raises ``NotAGroup``, ``Missing``."""
    conversation = lock_group(conversation)
    part(conversation, person_id)
    write_note(conversation, NoteAct.REMOVED, by=by, people=[person_id])
    tell_parted(conversation, person_id)


@transaction.atomic
def make_admin(conversation: Conversation, *, person_id: Any, by: Any) -> None:
    """One more member who runs the group. Raises ``NotAGroup``; ``Missing`` for who takes no part."""
    conversation = lock_group(conversation)
    seat = conversation.participants.filter(user=person_id, left_at=None, standing=Standing.ACCEPTED).first()
    if seat is None:
        raise Missing
    if seat.role != ParticipantRole.ADMIN:
        seat.role = ParticipantRole.ADMIN
        seat.save(update_fields=["role"])
        tell_conversation(conversation, "people")


@transaction.atomic
def leave(conversation: Conversation, *, by: Any) -> None:
    """Go. The last admin hands over to who has been there longest. Raises ``NotAGroup``."""
    conversation = lock_group(conversation)
    part(conversation, by.pk)
    write_note(conversation, NoteAct.LEFT, by=by)
    tell_parted(conversation, by.pk)


def part(conversation: Conversation, person_id: Any) -> None:
    seat = conversation.participants.filter(user=person_id, left_at=None).first()
    if seat is None:
        raise Missing
    seat.left_at = timezone.now()
    seat.save(update_fields=["left_at"])
    rest = conversation.participants.filter(left_at=None, standing=Standing.ACCEPTED)
    if not rest.filter(role=ParticipantRole.ADMIN).exists() and (heir := rest.order_by("joined_at", "id").first()):
        heir.role = ParticipantRole.ADMIN
        heir.save(update_fields=["role"])


def tell_parted(conversation: Conversation, person_id: Any) -> None:
    tell_conversation(conversation, "people", people=[*readers_of(conversation), person_id])
    realtime.revoke(person_id, f"conversation:{conversation.pk}")
