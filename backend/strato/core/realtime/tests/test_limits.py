"""What one client may do to the server, and what it may not."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction
from websockets.exceptions import ConnectionClosed

from strato.accounts.models import User
from strato.core import realtime
from strato.core.realtime.doorway import Bucket, Crowd
from strato.core.realtime.limits import limits
from strato.core.realtime.tests.clients import Client, client_at
from strato.core.realtime.tests.servers import Server
from strato.core.realtime.tests.words import Counted

pytestmark = pytest.mark.django_db(transaction=True)
Dial = Callable[..., Client]


def test_too_many_frames_per_second(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    with suppress(ConnectionClosed):  # the server may hang up before all are said
        for _ in range(400):
            socket.say("pong")
    assert socket.close_code()[0] == 4429


def test_a_frame_over_32_kib(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("subscribe", topic="x" * 33_000)
    assert socket.close_code()[0] == 4413


def test_a_frame_far_over_it_is_not_even_read(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("subscribe", topic="x" * 2_000_000)
    assert socket.close_code()[0] == 1009


@pytest.mark.parametrize("text", ["{", "[]", '{"v":1,"type":"subscribe","data":{}}', '{"v":1,"type":"pong","id":7}'])
def test_a_bad_frame(dial: Dial, rosa: User, text: str) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.socket.send(text)
    assert socket.close_code()[0] == 4400


def test_an_unknown_type_is_ignored_and_answered_if_it_asks(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("dance")
    socket.say("dance", re="9")
    heard = socket.hear()
    assert (heard["type"], heard["re"], heard["data"]["code"]) == ("error", "9", "unknown_type")
    assert socket.silent()


def test_unknown_fields_are_ignored(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("subscribe", topic=f"room:{rosa.location}", since="ever")
    assert socket.until("ack")


def test_a_burst_of_a_thousand_arrives_whole(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    with transaction.atomic():
        for n in range(1000):
            realtime.push([rosa.pk], Counted(n=n, padding="x" * 500))
    assert socket.numbers(1000) == list(range(1000))
    assert socket.seqs == list(range(1, 1001))


def test_a_reader_that_does_not_read_is_closed_and_hurts_nobody(dial: Dial, rosa: User, hugo: User) -> None:
    slow, quick = dial(max_queue=1), dial()
    for client, person in ((slow, rosa), (quick, hugo)):
        client.hello(person)
    for n in range(300):
        realtime.push([rosa.pk, hugo.pk], Counted(n=n, padding="x" * 50_000))
    assert quick.numbers(300) == list(range(300))
    time.sleep(3)
    assert slow.close_code()[0] == 4409


def test_who_does_not_pong_is_gone(rosa: User) -> None:
    limits = {"ping_seconds": 0.5, "head_check_seconds": 0.5, "silence_seconds": 1.2}
    with Server(limits=limits) as server, client_at(server.port) as socket:
        socket.hello(rosa)
        assert socket.close_code(seconds=30)[0] == 4408


def test_the_bucket_refills() -> None:
    bucket = Bucket(rate=20, burst=40, now=0)
    assert [bucket.take(0) for _ in range(41)] == [True] * 40 + [False]
    assert bucket.take(0.05)
    assert not bucket.take(0.05)
    assert [bucket.take(100) for _ in range(41)].count(True) == 40


def test_a_crowd_counts_who_comes_and_goes() -> None:
    crowd = Crowd()
    assert [crowd.enter("a", 2) for _ in range(3)] == [True, True, False]
    assert crowd.enter("b", 2)
    crowd.leave("a")
    assert crowd.enter("a", 2)
    for key in ("a", "a", "b"):
        crowd.leave(key)
    assert not crowd._here


def test_limits_are_what_the_protocol_says() -> None:
    told = limits()
    assert (told.hello_seconds, told.hello_bytes, told.pending_per_ip) == (5, 8192, 20)
    assert (told.sockets_per_user, told.sockets_per_ip, told.topics_per_socket) == (10, 50, 200)
    assert (told.inbound_bytes, told.inbound_per_second, told.inbound_burst) == (32768, 20, 40)
    assert (told.outbox_frames, told.outbox_bytes, told.ping_seconds) == (256, 1024 * 1024, 25)
