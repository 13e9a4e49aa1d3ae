"""Messaging as a client hears it, from a server process of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.community.services import block
from strato.community.tests.factories import friends
from strato.core.realtime.tests.clients import Client, token_of
from strato.messaging import services
from strato.messaging.models import Conversation
from strato.messaging.tests.factories import direct, group, say

pytestmark = pytest.mark.django_db(transaction=True)
Dial = Callable[..., Client]
Door = Callable[[User], APIClient]


@pytest.fixture
def writer(transactional_db: None) -> User:
    return UserFactory(name="Wanda")


@pytest.fixture
def reader(writer: User) -> User:
    person: User = UserFactory(name="Rudi")
    friends(writer, person)
    return person


def follow(dial: Dial, user: User, row: Conversation) -> tuple[Client, str]:
    """A socket that asked for the conversation, and the answer: "ack" or "error"."""
    socket = dial()
    socket.hello(user)
    socket.say("subscribe", re="1", topic=f"conversation:{row.pk}")
    while (answer := socket.hear()).get("re") != "1":
        pass
    return socket, answer["type"]


def heard_before_ready(socket: Client, user: User, cursor: dict[str, Any]) -> list[dict[str, Any]]:
    """Come back with a cursor: what was missed, as it came."""
    socket.say("hello", token=token_of(user), resume=cursor)
    missed = []
    while (frame := socket.hear())["type"] != "ready":
        missed.append(frame)
    return missed


def test_typing_is_heard_by_who_takes_part_and_by_nobody_else(
    dial: Dial, client_of: Door, writer: User, reader: User
) -> None:
    row, stranger = direct(writer, reader), UserFactory()
    place = f"/api/conversations/{row.pk}/typing/"
    socket, answer = follow(dial, reader, row)
    outside, refused = follow(dial, stranger, row)
    assert (answer, refused) == ("ack", "error")
    assert client_of(stranger).post(place).status_code == 404
    assert client_of(writer).post(place).status_code == 204
    frame = socket.until("typing")
    assert (frame["data"]["user"], frame["data"]["is_typing"], "seq" in frame) == (str(writer.pk), True, False)
    client_of(writer).post(place, {"is_typing": False})
    assert socket.until("typing")["data"]["is_typing"] is False
    assert outside.silent()


def test_of_a_nervous_typist_the_first_and_the_last_word_are_told(dial: Dial, writer: User, reader: User) -> None:
    row = direct(writer, reader)
    socket, _ = follow(dial, reader, row)
    for n in range(101):
        services.type_in(row, is_typing=n % 2 == 0, by=writer)
    told = [socket.until("typing")["data"]["is_typing"]]
    while not socket.silent(1.0):
        told.append(True)
    assert told[0] is True
    assert len(told) < 30, "a hundred and one frames went out as they came"


def test_two_who_type_in_a_group_do_not_replace_each_other(dial: Dial, writer: User, reader: User) -> None:
    third = UserFactory()
    row = group(writer, reader, third)
    socket, _ = follow(dial, third, row)
    for person in (writer, reader):
        services.type_in(row, is_typing=True, by=person)
    assert {socket.until("typing")["data"]["user"] for _ in range(2)} == {str(writer.pk), str(reader.pk)}


def test_a_block_ends_typing_at_once_and_both_ways(dial: Dial, client_of: Door, writer: User, reader: User) -> None:
    row = direct(writer, reader)
    sockets = [follow(dial, person, row)[0] for person in (writer, reader)]
    block(writer, by=reader)
    for socket in sockets:
        assert socket.until("topic.closed")["data"]["topic"] == f"conversation:{row.pk}"
    for person in (writer, reader):
        assert client_of(person).post(f"/api/conversations/{row.pk}/typing/").status_code == 204
    assert all(socket.silent(0.5) for socket in sockets)
    assert [follow(dial, person, row)[1] for person in (writer, reader)] == ["error", "error"]


def test_who_was_offline_hears_it_all_in_order_and_once(dial: Dial, writer: User, reader: User) -> None:
    row = direct(writer, reader)
    ready = dial().hello(reader)
    cursor = {"epoch": ready["epoch"], "seq": ready["seq"]}
    kept, gone = say(row, writer, "kept"), say(row, writer, "gone")
    services.edit_message(kept, body="kept, better", by=writer)
    services.react(kept, emoji="👍", is_on=True, by=writer)
    services.delete_message(gone, by=writer)
    services.mark_read(row, seq=1, by=reader)  # on another device
    missed = heard_before_ready(dial(), reader, cursor)
    told = [(frame["type"], frame["data"].get("message", frame["data"])) for frame in missed]
    assert [(type_, said["seq"], said.get("body")) for type_, said in told] == [
        ("message.new", 1, "kept"),
        ("message.new", 2, "gone"),
        ("message.changed", 1, "kept, better"),
        ("message.changed", 1, "kept, better"),
        ("message.changed", 2, ""),
        ("conversation.read", 1, None),
    ]
    assert told[3][1]["reactions"] == [{"emoji": "👍", "people": [str(writer.pk)]}]
    assert [frame["seq"] for frame in missed] == list(range(cursor["seq"] + 1, cursor["seq"] + 7))
    again = heard_before_ready(dial(), reader, {**cursor, "seq": missed[-1]["seq"]})
    assert again == []


def test_a_message_is_heard_once_though_it_was_sent_three_times(
    dial: Dial, client_of: Door, writer: User, reader: User
) -> None:
    row, socket = direct(writer, reader), dial()
    socket.hello(reader)
    said = {"client_id": "0190b5a4-0000-7000-8000-00000000000a", "body": "once"}
    codes = [client_of(writer).post(f"/api/conversations/{row.pk}/messages/", said).status_code for _ in range(3)]
    assert codes == [201, 200, 200]
    assert socket.until("message.new")["data"]["message"]["client_id"] == said["client_id"]
    assert socket.silent(0.5)
