"""Who is hung up on for being silent (4408): whoever says nothing, never whom a busy server kept waiting."""

import asyncio
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import pytest

from strato.core.realtime import limits as budget
from strato.core.realtime.background import EXECUTOR
from strato.core.realtime.consumers import RealtimeConsumer
from strato.core.realtime.limits import Limits
from strato.core.realtime.line import Line
from strato.core.realtime.protocol import Close
from strato.core.realtime.session import PATIENT_PINGS, Session

HELLO_SECONDS = 0.2
HELLO = {"type": "websocket.receive", "text": orjson.dumps({"v": 1, "type": "hello", "data": {}}).decode()}
PROGRAM = {"headers": [(b"authorization", b"Bearer eyJ.no.no")], "client": ("127.0.0.1", 1)}


class Visit:
    """One socket at its consumer, without a network between."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.task = asyncio.create_task(RealtimeConsumer()(PROGRAM, self.said.get, self.heard.put))
        self.said.put_nowait({"type": "websocket.connect"})

    async def accepted(self) -> "Visit":
        assert (await self.heard.get())["type"] == "websocket.accept"
        return self

    async def close_code(self) -> int:
        """Why the server hung up, as soon as it did."""
        while (message := await self.heard.get())["type"] != "websocket.close":
            pass
        self.said.put_nowait({"type": "websocket.disconnect"})
        await self.task
        code: int = message["code"]
        return code


@pytest.fixture
def in_a_hurry(settings: Any) -> Iterator[None]:
    settings.WS_LIMITS = {"hello_seconds": str(HELLO_SECONDS)}
    budget.limits.cache_clear()
    yield
    budget.limits.cache_clear()


@contextmanager
def all_threads_busy() -> Iterator[None]:
    """While this lasts nobody is recognized."""
    gate = threading.Event()
    busy = [EXECUTOR.submit(gate.wait) for _ in range(EXECUTOR._max_workers)]
    try:
        yield
    finally:
        gate.set()
        for one in busy:
            one.result()


def test_who_says_nothing_is_hung_up_on(in_a_hurry: None) -> None:
    async def visit() -> int:
        return await (await Visit().accepted()).close_code()

    assert asyncio.run(visit()) == Close.TIMEOUT


def test_who_said_hello_in_time_waits_until_the_server_knows_them(in_a_hurry: None) -> None:
    async def visit() -> int:
        with all_threads_busy():
            greeter = await Visit().accepted()
            greeter.said.put_nowait(HELLO)
            silent = await Visit().accepted()
            assert await silent.close_code() == Close.TIMEOUT  # it came later: the greeter's time is over, too
            assert greeter.heard.empty()
        return await greeter.close_code()

    assert asyncio.run(visit()) == Close.UNAUTHENTICATED  # recognized at last: the token is none


def test_a_hello_that_lay_unread_while_the_server_was_busy_is_in_time(in_a_hurry: None) -> None:
    async def visit() -> int:
        greeter = await Visit().accepted()
        await asyncio.sleep(0)  # its consumer waits for what it says
        asyncio.get_running_loop().call_soon(greeter.said.put_nowait, HELLO)  # it lies in the socket
        time.sleep(2 * HELLO_SECONDS)
        return await greeter.close_code()

    assert asyncio.run(visit()) == Close.UNAUTHENTICATED


def test_only_who_was_asked_three_times_and_said_nothing_is_silent() -> None:
    async def ask() -> list[bool]:
        async def send(message: dict[str, Any]) -> None:
            assert message["type"] == "websocket.send"

        session = Session(
            Line(send),
            uuid.uuid4(),
            Limits(silence_seconds=0),
            want_catch_up=lambda session: None,
            on_close=lambda session: None,
        )
        found = [session.is_silent()]  # long unheard, but nobody asked
        for _ in range(PATIENT_PINGS):
            found.append(session.is_silent())
            session.ping(0)
        found.append(session.is_silent())
        session.heard()
        return [*found, session.is_silent()]

    assert asyncio.run(ask()) == [False] * (1 + PATIENT_PINGS) + [True, False]
