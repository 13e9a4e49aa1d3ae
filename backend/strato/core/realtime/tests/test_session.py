"""One socket's order: whatever a bus does to hints, the client sees every number once and in order."""

import asyncio
import uuid
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from strato.core.realtime.limits import Limits
from strato.core.realtime.line import Line
from strato.core.realtime.session import Session
from strato.core.realtime.wire import Packet

SMALL = Limits(outbox_frames=8, outbox_bytes=4096, slow_seconds=0.05, stall_seconds=0.05, hang_up_seconds=0.01)


class Wire:
    """The ASGI server's end: takes what the session sends, at the pace of the test."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.said: list[dict[str, Any]] = []
        self.closed_with: int | None = None

    async def send(self, message: dict[str, Any]) -> None:
        await self.open.wait()
        if message["type"] == "websocket.close":
            self.closed_with = message["code"]
        else:
            self.said.append(orjson.loads(message["text"]))

    @property
    def seqs(self) -> list[int]:
        return [frame["seq"] for frame in self.said if "seq" in frame]


class Log:
    """The database's end."""

    def __init__(self) -> None:
        self.head = 0

    def after(self, seq: int, most: int = 500) -> list[tuple[int, str]]:
        return [(n, text(n)) for n in range(seq + 1, min(self.head, seq + most) + 1)]


def text(seq: int) -> str:
    return f'{{"seq":{seq}}}'


async def settle() -> None:
    for _ in range(30):
        await asyncio.sleep(0)


def session_on(wire: Wire, behind: list[Session], limits: Limits = SMALL) -> Session:
    session = Session(Line(wire.send), uuid.uuid4(), limits, want_catch_up=behind.append, on_close=lambda session: None)
    session.sent = 0
    session.catching_up = False
    return session


hint = st.tuples(st.just("hint"), st.integers(min_value=-6, max_value=2))
acts = st.lists(
    st.one_of(hint, st.sampled_from([("write", 1), ("write", 5), ("stall", 0), ("flow", 0), ("heal", 0)])), max_size=60
)


@given(acts)
@settings(max_examples=150, deadline=None)
def test_every_number_once_and_in_order(script: list[tuple[str, int]]) -> None:
    """Hints are lost, repeated and reordered; the reader stalls and flows; the log is read now and then."""

    async def run() -> None:
        wire, log = Wire(), Log()
        behind: list[Session] = []
        limits = Limits(outbox_frames=8, outbox_bytes=4096)
        session = session_on(wire, behind, limits)

        async def heal() -> None:
            while behind:
                asked = behind.pop()
                if asked.begin_catch_up():
                    await asked.catch_up(log.after(asked.sent, 5))

        for act, number in script:
            match act:
                case "write":  # committed, and the hint may or may not come
                    log.head += number
                case "hint" if 1 <= log.head + number <= log.head:
                    session.durable(log.head + number, Packet(text(log.head + number)))
                case "stall":
                    wire.open.clear()
                case "flow":
                    wire.open.set()
                case "heal" if wire.open.is_set():
                    await heal()
            await settle()
        wire.open.set()
        await settle()
        while session.needs(log.head):  # the watch of the hub
            behind.append(session)
            await heal()
            await settle()
        assert wire.seqs == list(range(1, log.head + 1))
        session.gone()

    asyncio.run(run())


def test_a_client_that_reads_nothing_is_closed() -> None:
    async def run() -> None:
        wire = Wire()
        session = session_on(wire, [])
        wire.open.clear()
        for seq in range(1, 50):
            session.durable(seq, Packet(text(seq)))
        await asyncio.sleep(0.1)
        wire.open.set()
        await asyncio.sleep(0.02)
        assert session.closed

    asyncio.run(run())


def test_memory_is_bounded_while_the_client_does_not_read() -> None:
    async def run() -> None:
        wire = Wire()
        session = session_on(wire, [], Limits(outbox_frames=8, outbox_bytes=4096, slow_seconds=60, stall_seconds=60))
        wire.open.clear()
        for seq in range(1, 2000):
            session.durable(seq, Packet(text(seq)))
            session.ephemeral(("t", "x", ""), Packet("{}"), 60)
        assert len(session._outbox) <= 8
        assert len(session.early) <= 8
        session.gone()
        await settle()

    asyncio.run(run())


def test_only_the_newest_ephemeral_value_waits() -> None:
    async def run() -> None:
        wire = Wire()
        session = session_on(wire, [])
        wire.open.clear()
        for n in range(100):
            session.ephemeral(("room", "knock", "tom"), Packet(f'{{"n":{n}}}'), 60)
            await asyncio.sleep(0)
        session.ephemeral(("room", "knock", "old"), Packet('{"n":-1}'), 0.001)
        await asyncio.sleep(0.01)
        wire.open.set()
        await settle()
        assert [frame["n"] for frame in wire.said] == [0, 99]

    asyncio.run(run())
