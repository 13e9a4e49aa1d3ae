"""Counts never drift: whatever two people and a group do, the numbers are those that counting every row would give."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from strato.accounts.tests.factories import UserFactory
from strato.messaging import services
from strato.messaging.models import Conversation, Message, Participant
from strato.messaging.reports import summary
from strato.messaging.tests.factories import direct, group, say

pytestmark = pytest.mark.django_db
ACTS = st.lists(
    st.tuples(
        st.integers(0, 2),  # who
        st.integers(0, 1),  # in which conversation
        st.sampled_from(["say", "read", "read_some", "delete", "edit", "react", "archive"]),
        st.integers(0, 12),
    ),
    max_size=14,
)


def counted(seat: Participant) -> int:
    """Unread, by counting: messages after the mark, whoever wrote them."""
    rows = Message.objects.filter(conversation=seat.conversation_id, seq__gt=seat.last_read_seq)
    return rows.count()


def act(row: Conversation, person: Any, what: str, number: int) -> None:
    row.refresh_from_db()
    own = Message.objects.filter(conversation=row, sender=person, kind="text", deleted_at=None).last()
    match what:
        case "say":
            say(row, person)
        case "read":
            services.mark_read(row, seq=row.last_seq, by=person)
        case "read_some":
            services.mark_read(row, seq=number, by=person)
        case "delete" if own:
            services.delete_message(own, by=person)
        case "edit" if own:
            services.edit_message(own, body=f"No {number}", by=person)
        case "react" if own:
            services.react(own, emoji="🎉", is_on=bool(number % 2), by=person)
        case "archive":
            services.keep(row, by=person, is_archived=bool(number % 2))


class TestCounts(TestCase):
    @settings(max_examples=25)
    @given(ACTS)
    def test_unread_is_what_counting_gives(self, acts: list[tuple[int, int, str, int]]) -> None:
        people = UserFactory.create_batch(3)
        rows = [direct(people[0], people[1]), group(*people)]
        for who, which, what, number in acts:
            if which == 1 or who < 2:
                act(rows[which], people[who], what, number)
        for person in people:
            seats = Participant.objects.filter(user=person).select_related("conversation")
            assert summary(person).unread == sum(counted(seat) for seat in seats)
            for seat in seats:
                assert seat.last_read_seq <= seat.last_delivered_seq <= seat.conversation.last_seq
                kept = (seat.last_seq, seat.last_activity_at)
                assert kept == (seat.conversation.last_seq, seat.conversation.last_activity_at)
        for row in rows:
            seqs = list(Message.objects.filter(conversation=row).order_by("seq").values_list("seq", flat=True))
            assert seqs == list(range(1, len(seqs) + 1))
