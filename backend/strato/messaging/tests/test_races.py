"""Many hands at once, on a real PostgreSQL: one conversation per pair, numbers without gaps, nothing doubled, nothing over a block."""

import random
from uuid import uuid4

import pytest

from strato.accounts.tests.factories import UserFactory
from strato.accounts.tests.test_races import at_once
from strato.community.services import block
from strato.community.tests.factories import friends
from strato.core.errors import DomainError
from strato.core.realtime.models import UserEvent
from strato.messaging import services
from strato.messaging.models import Conversation, Message, Participant
from strato.messaging.reports import summary
from strato.messaging.tests.factories import direct, group

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_pair_has_one_conversation_whoever_begins_it() -> None:
    people = UserFactory.create_batch(4)
    pairs = [(one, other) for one in people for other in people if one is not other]
    at_once(*[lambda pair=pair: services.open_direct(pair[1], by=pair[0]).pk for pair in pairs])
    assert Conversation.objects.count() == 6
    assert Participant.objects.count() == 12


def test_numbers_have_no_gaps_and_resends_no_doubles() -> None:
    people = UserFactory.create_batch(3)
    row = group(*people)
    start = row.last_seq
    drafts = [(person, uuid4()) for person in people for _ in range(4)]

    def send(person: object, client_id: object) -> int:
        draft = services.Draft(client_id=client_id, body=str(client_id))  # type: ignore[arg-type]
        return services.send_message(row, draft, by=person).message.seq

    acts = [lambda d=d: send(*d) for d in drafts] * 2  # each is sent twice, at once
    random.Random(4).shuffle(acts)
    at_once(*acts)
    rows = Message.objects.filter(conversation=row, seq__gt=start).order_by("seq")
    assert [message.seq for message in rows] == list(range(start + 1, start + 1 + len(drafts)))
    assert {message.client_id for message in rows} == {client_id for _, client_id in drafts}
    row.refresh_from_db()
    assert (row.last_seq, row.last_message_id) == (rows[len(drafts) - 1].seq, rows[len(drafts) - 1].pk)
    for person in people:
        told = UserEvent.objects.filter(user=person, type="message.new", data__message__kind="text").order_by("seq")
        assert [event.data["message"]["seq"] for event in told] == [message.seq for message in rows]


def test_reading_while_others_write_never_miscounts() -> None:
    alice, mona = UserFactory.create_batch(2)
    friends(alice, mona)
    row = direct(alice, mona)

    def write() -> int:
        return services.send_message(row, services.Draft(client_id=uuid4(), body="x"), by=alice).message.seq

    def read() -> int:
        return services.mark_read(row, seq=5, by=mona).last_read_seq

    at_once(*[write] * 8, *[read] * 4)
    services.mark_read(row, seq=5, by=mona)
    assert summary(mona).unread == 3
    assert services.mark_read(row, seq=2, by=mona).last_read_seq == 5
    assert services.mark_read(row, seq=99, by=mona).last_read_seq == 8
    assert summary(mona).unread == 0


def test_nothing_is_written_after_a_block() -> None:
    for _ in range(4):
        alice, mona = UserFactory.create_batch(2)
        row = direct(alice, mona)

        def write(person: object = alice, row: Conversation = row) -> str:
            try:
                return str(
                    services.send_message(row, services.Draft(client_id=uuid4(), body="x"), by=person).message.pk
                )
            except DomainError as error:
                return error.code

        made = at_once(*[write] * 5, lambda alice=alice, mona=mona: str(block(alice, by=mona).pk))
        blocked_at = made.pop()
        sent = [text for text in made if text != "cannot_write"]
        rows = Message.objects.filter(conversation=row)
        assert sorted(str(pk) for pk in rows.values_list("pk", flat=True)) == sorted(sent)
        assert blocked_at
        assert write() == "cannot_write"
        assert write(mona) == "cannot_write"


def test_a_group_and_its_members_agree_however_they_come_and_go() -> None:
    people = UserFactory.create_batch(5)
    row = group(*people)

    def act(n: int) -> str:
        try:
            if n % 3:
                services.leave(row, by=people[n % 4 + 1])
            else:
                services.add_people(row, people[1:], by=people[0])
        except DomainError as error:
            return error.code
        return "done"

    assert set(at_once(*[lambda n=n: act(n) for n in range(9)])) <= {"done", "not_found"}
    row.refresh_from_db()
    seqs = list(Message.objects.filter(conversation=row).order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, row.last_seq + 1))
    assert Participant.objects.filter(conversation=row, left_at=None, role="admin").count() == 1
