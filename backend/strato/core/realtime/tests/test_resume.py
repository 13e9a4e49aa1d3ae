"""Who was away misses nothing, or is told to load the state anew."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from strato.accounts.models import User
from strato.core import realtime
from strato.core.realtime.models import UserEvent, UserStream
from strato.core.realtime.tests.clients import Client, token_of
from strato.core.realtime.tests.words import Counted
from strato.core.rows import new_id

pytestmark = pytest.mark.django_db(transaction=True)
Dial = Callable[..., Client]


def say_many(user: User, numbers: range) -> None:
    for n in numbers:
        realtime.push([user.pk], Counted(n=n))


def cursor(user: User, seq: int) -> dict[str, object]:
    return {"epoch": str(UserStream.objects.get(user=user).epoch), "seq": seq}


def test_what_happened_meanwhile_comes_first_and_in_order(dial: Dial, rosa: User) -> None:
    first = dial()
    at = first.hello(rosa)
    first.socket.close()
    say_many(rosa, range(20))
    second = dial()
    second.hello(rosa, resume=at)
    assert second.seqs == list(range(1, 21))


def test_a_newcomer_starts_at_the_head(dial: Dial, rosa: User) -> None:
    say_many(rosa, range(3))
    socket = dial()
    assert socket.hello(rosa)["seq"] == 3
    assert socket.seqs == []


def test_nothing_falls_between_the_log_and_the_live_frames(dial: Dial, rosa: User) -> None:
    say_many(rosa, range(100))
    at = cursor(rosa, 0)
    stop = threading.Event()

    def keep_saying() -> None:
        n = 100
        while not stop.is_set() and n < 400:
            realtime.push([rosa.pk], Counted(n=n))
            n += 1
        connection.close()

    speaker = threading.Thread(target=keep_saying)
    speaker.start()
    sockets = [dial() for _ in range(3)]
    for socket in sockets:
        socket.hello(rosa, resume=at)
    stop.set()
    speaker.join()
    head = UserStream.objects.get(user=rosa).last_seq
    for socket in sockets:
        while len(socket.seqs) < head:
            socket.hear()
        assert socket.seqs == list(range(1, head + 1))


@pytest.mark.parametrize(("seq", "other_epoch"), [(0, True), (99, False), (-1, False)])
def test_a_cursor_of_another_life_means_resync(dial: Dial, rosa: User, seq: int, other_epoch: bool) -> None:
    say_many(rosa, range(3))
    at = cursor(rosa, seq) | ({"epoch": str(new_id())} if other_epoch else {})
    socket = dial()
    socket.say("hello", token=token_of(rosa), resume=at)
    assert socket.hear()["data"] | {"epoch": ""} == {"reason": "epoch", "seq": 3, "epoch": ""}
    assert socket.hear()["data"]["seq"] == 3


def test_a_cursor_from_before_the_trim_means_resync(dial: Dial, rosa: User) -> None:
    say_many(rosa, range(5))
    UserEvent.objects.filter(user=rosa, seq__lte=2).delete()
    assert dial().hello(rosa, resume=cursor(rosa, 2))["seq"] == 5
    socket = dial()
    socket.say("hello", token=token_of(rosa), resume=cursor(rosa, 1))
    assert socket.hear()["data"]["reason"] == "too_old"


def test_a_trimmed_away_log_means_resync(dial: Dial, rosa: User) -> None:
    say_many(rosa, range(2))
    UserEvent.objects.all().delete()
    socket = dial()
    socket.say("hello", token=token_of(rosa), resume=cursor(rosa, 1))
    assert socket.hear()["data"]["reason"] == "too_old"


def test_too_much_at_once_means_resync(dial: Dial, rosa: User) -> None:
    realtime.push([rosa.pk], Counted(n=0))
    UserEvent.objects.bulk_create(
        UserEvent(user=rosa, seq=seq, type="test.counted", data={"n": seq}) for seq in range(2, 602)
    )
    UserStream.objects.filter(user=rosa).update(last_seq=601)
    socket = dial()
    socket.say("hello", token=token_of(rosa), resume=cursor(rosa, 100))
    assert socket.hear()["data"]["reason"] == "too_many"
    assert socket.until("ready")["data"]["seq"] == 601
    assert len(dial_and_resume(dial, rosa, 101)) == 500


def dial_and_resume(dial: Dial, user: User, seq: int) -> list[int]:
    socket = dial()
    socket.hello(user, resume=cursor(user, seq))
    return socket.seqs


def test_a_hole_is_filled_on_the_same_socket(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    say_many(rosa, range(4))
    socket.numbers(4)
    socket.say("resume", re="again", seq=1)
    assert socket.until("ack")["re"] == "again"
    assert socket.numbers(3) == [1, 2, 3]


def test_a_lost_hint_is_noticed_by_the_server_itself(dial: Dial, rosa: User) -> None:
    """Rows without a poke: a bus that lost its message, be it the last one."""
    socket = dial()
    socket.hello(rosa)
    UserStream.objects.filter(user=rosa).update(last_seq=2)
    UserEvent.objects.bulk_create(
        UserEvent(user=rosa, seq=seq, type="test.counted", data={"n": seq, "padding": ""}) for seq in (1, 2)
    )
    assert socket.numbers(2) == [1, 2]


def test_ping_carries_the_head(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    say_many(rosa, range(2))
    while (ping := socket.any()).get("type") != "ping" or ping["data"]["head"] != 2:
        pass


def test_frames_that_were_rolled_back_never_were(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    with transaction.atomic():
        realtime.push([rosa.pk], Counted(n=1))
        transaction.set_rollback(True)
    assert socket.silent(0.8)
    realtime.push([rosa.pk], Counted(n=2))
    assert socket.until("test.counted")["seq"] == 1
