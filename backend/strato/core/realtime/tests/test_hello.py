"""The greeting: who comes in, and who does not."""

from collections.abc import Callable
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from strato.accounts.models import User
from strato.core import realtime
from strato.core.realtime import identity
from strato.core.realtime.protocol import Close
from strato.core.realtime.tests.clients import Client, token_of
from strato.core.realtime.tests.servers import Server
from strato.core.realtime.tests.words import Counted

pytestmark = pytest.mark.django_db(transaction=True)
Dial = Callable[..., Client]


def test_hello_is_answered_by_ready(dial: Dial, rosa: User) -> None:
    assert dial().hello(rosa)["seq"] == 0


def test_frames_arrive_after_ready(dial: Dial, rosa: User, hugo: User) -> None:
    socket = dial()
    socket.hello(rosa)
    realtime.push([rosa.pk, hugo.pk], Counted(n=7))
    frame = socket.until("test.counted")
    assert (frame["seq"], frame["topic"], frame["data"]["n"]) == (1, "user", 7)


def test_frames_of_others_do_not_arrive(dial: Dial, rosa: User, hugo: User) -> None:
    socket = dial()
    socket.hello(rosa)
    realtime.push([hugo.pk], Counted(n=7))
    assert socket.silent()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"v":1,"type":"subscribe","data":{"topic":"room:kitchen"}}', Close.BAD_FRAME),
        ('{"v":1,"type":"future","data":{}}', Close.BAD_FRAME),
        ('{"v":2,"type":"hello","data":{}}', Close.BAD_FRAME),
        ('{"v":1,"type":"hello","data":{"resume":{"seq":"no"}}}', Close.BAD_FRAME),
        ("no json", Close.BAD_FRAME),
        (b"binary", Close.BAD_FRAME),
        ('{"v":1,"type":"hello","data":{}}', Close.UNAUTHENTICATED),
        ('{"v":1,"type":"hello","data":{"token":"eyJ.no.no"}}', Close.UNAUTHENTICATED),
        ('{"v":1,"type":"hello","data":{"token":"' + "x" * 9000 + '"}}', Close.TOO_LARGE),
    ],
)
def test_anything_but_a_good_hello_is_refused(dial: Dial, text: str | bytes, code: Close) -> None:
    socket = dial()
    socket.socket.send(text)
    assert socket.close_code()[0] == code


def test_an_expired_token_is_refused(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.say("hello", token=token_of(rosa, seconds=-1))
    assert socket.close_code()[0] == Close.UNAUTHENTICATED


def test_an_inactive_person_is_refused(dial: Dial, rosa: User) -> None:
    token = token_of(rosa)
    User.objects.filter(pk=rosa.pk).update(is_active=False)
    socket = dial()
    socket.say("hello", token=token)
    assert socket.close_code()[0] == Close.UNAUTHENTICATED


def test_a_bad_token_costs_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert identity.verify("eyJ.no.no") is None


def test_a_second_hello_is_a_bad_frame(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("hello", token=token_of(rosa))
    assert socket.close_code()[0] == Close.BAD_FRAME


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example:8000", "null", None])
def test_foreign_pages_and_programs_without_a_token_are_refused(dial: Dial, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        dial(origin=origin)
    assert refused.value.response.status_code == 403


def test_the_page_served_by_this_very_host_may_connect(dial: Dial, server: Server, rosa: User) -> None:
    socket = dial(origin=f"http://127.0.0.1:{server.port}")
    assert socket.hello(rosa)


def test_a_program_brings_its_token_in_the_header(dial: Dial, rosa: User) -> None:
    socket = dial(origin=None, additional_headers={"Authorization": f"Bearer {token_of(rosa)}"})
    socket.say("hello")
    assert socket.until("ready")


def test_the_header_of_a_program_is_verified_too(dial: Dial) -> None:
    socket = dial(origin=None, additional_headers={"Authorization": "Bearer eyJ.no.no"})
    socket.say("hello")
    assert socket.close_code()[0] == Close.UNAUTHENTICATED


def test_only_so_many_may_wait_at_the_door(dial: Dial, rosa: User) -> None:
    waiting = [dial() for _ in range(5)]
    with pytest.raises(InvalidStatus):
        dial()
    waiting[0].hello(rosa)
    assert dial().hello(rosa)


def test_a_person_has_only_so_many_sockets(dial: Dial, rosa: User) -> None:
    for _ in range(3):
        dial().hello(rosa)
    fourth = dial()
    fourth.say("hello", token=token_of(rosa))
    assert fourth.close_code()[0] == Close.TOO_MANY
