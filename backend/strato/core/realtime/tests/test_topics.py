"""Following topics: only what one may see, only as long as one may see it, only the newest."""

import time
from collections.abc import Callable

import pytest

from strato.accounts.models import User
from strato.core import realtime
from strato.core.realtime.tests.clients import Client
from strato.core.realtime.tests.words import Counted, Knock

pytestmark = pytest.mark.django_db(transaction=True)
Dial = Callable[..., Client]


def room(user: User) -> str:
    """The topic of the room that this person lives in."""
    return f"room:{user.location}"


def in_the_kitchen(dial: Dial, rosa: User) -> Client:
    """Rosa follows her kitchen."""
    socket = dial()
    socket.hello(rosa)
    socket.say("subscribe", re="1", topic=room(rosa))
    assert socket.until("ack")["re"] == "1"
    assert socket.until("test.knock")["data"]["who"] == f"snapshot of {rosa.location}"
    return socket


def test_a_follower_hears_the_topic(dial: Dial, rosa: User) -> None:
    socket = in_the_kitchen(dial, rosa)
    realtime.publish(room(rosa), Knock(who="tom"))
    heard = socket.hear()
    assert (heard["topic"], heard["data"]["who"]) == (room(rosa), "tom")
    assert "seq" not in heard


@pytest.mark.parametrize("topic", ["room:cellar", "attic:1", "room:", "room", "", "user", "job:no-uuid", "x" * 300])
def test_what_one_may_not_see_is_not_found(dial: Dial, rosa: User, topic: str) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("subscribe", re="1", topic=topic)
    heard = socket.hear()
    assert (heard["type"], heard["re"], heard["data"]["code"]) == ("error", "1", "not_found")
    realtime.publish(topic, Knock(who="tom"))
    assert socket.silent()


def test_after_unsubscribing_it_is_quiet(dial: Dial, rosa: User) -> None:
    socket = in_the_kitchen(dial, rosa)
    socket.say("unsubscribe", re="2", topic=room(rosa))
    socket.until("ack")
    realtime.publish(room(rosa), Knock(who="tom"))
    assert socket.silent()


def test_a_revoked_right_ends_the_topic_at_once(dial: Dial, rosa: User) -> None:
    socket = in_the_kitchen(dial, rosa)
    User.objects.filter(pk=rosa.pk).update(location="garden")
    realtime.revoke(rosa.pk, room(rosa))
    assert socket.until("topic.closed")["data"]["topic"] == room(rosa)
    realtime.publish(room(rosa), Knock(who="tom"))
    assert socket.silent()


def test_revoking_without_a_topic_asks_for_all(dial: Dial, rosa: User) -> None:
    socket = in_the_kitchen(dial, rosa)
    realtime.revoke(rosa.pk)
    realtime.publish(room(rosa), Knock(who="still here"))
    assert socket.hear()["data"]["who"] == "still here"
    User.objects.filter(pk=rosa.pk).update(location="garden")
    realtime.revoke(rosa.pk)
    assert socket.until("topic.closed")


def test_closing_a_person_closes_every_socket_of_theirs(dial: Dial, rosa: User, hugo: User) -> None:
    sockets, other = [dial(), dial()], dial()
    for socket in sockets:
        socket.hello(rosa)
    other.hello(hugo)
    realtime.close(rosa.pk)
    assert [socket.close_code()[0] for socket in sockets] == [4403, 4403]
    realtime.push([hugo.pk], Counted(n=1))
    assert other.until("test.counted")


def test_many_values_become_the_first_and_the_last(dial: Dial, rosa: User) -> None:
    socket = in_the_kitchen(dial, rosa)
    for n in range(1, 201):
        realtime.publish(room(rosa), Knock(who="tom", n=n))
    heard: list[int] = []
    while not heard or heard[-1] < 200:
        heard.append(socket.until("test.knock")["data"]["n"])
    assert heard[0] == 1
    assert heard == sorted(set(heard))
    assert len(heard) < 100


def test_values_of_different_keys_do_not_replace_each_other(dial: Dial, rosa: User) -> None:
    socket = in_the_kitchen(dial, rosa)
    for who in ("tom", "tim", "tam"):
        realtime.publish(room(rosa), Knock(who=who))
    assert {socket.hear()["data"]["who"] for _ in range(3)} == {"tom", "tim", "tam"}


def test_who_comes_late_gets_the_present_value_but_no_stale_one(dial: Dial, rosa: User) -> None:
    in_the_kitchen(dial, rosa)  # the server listens
    realtime.publish(room(rosa), Knock(who="tom", n=5))
    time.sleep(1)
    late = in_the_kitchen(dial, rosa)
    assert late.hear()["data"] == {"who": "tom", "n": 5}
    time.sleep(2)
    later = in_the_kitchen(dial, rosa)
    assert later.silent()


def test_a_durable_kind_of_frame_on_a_topic_is_not_conflated(dial: Dial, rosa: User) -> None:
    socket = in_the_kitchen(dial, rosa)
    for n in range(50):
        realtime.publish(room(rosa), Counted(n=n))
    assert socket.numbers(50) == list(range(50))


def test_one_socket_follows_only_so_many_topics(dial: Dial, rosa: User) -> None:
    socket = in_the_kitchen(dial, rosa)
    for _ in range(3):  # the same topic again is no new one
        socket.say("subscribe", topic=room(rosa))
        socket.until("ack")
    socket.say("subscribe", re="2", topic="room:cellar")
    assert socket.until("error")["data"]["code"] == "not_found"
