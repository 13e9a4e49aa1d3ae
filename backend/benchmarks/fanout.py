"""CPU per delivered frame: `python -m benchmarks.fanout`.

One frame of about 200 bytes goes to 200 and to 1,000 sockets of one server process, four broadcasts outstanding. The limit is a
bare picows broadcast (C, no protocol), the peer Channels with its in-memory layer on the same uvicorn; all in one run.
Goals: at most 4x picows, at least 8x less than the stock layer. Judged by the server's CPU, for the crowd shares the machine.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from importlib import import_module
from typing import Any

import uvloop

from benchmarks import world
from benchmarks.crowd import Member, Running, gather, hello

SIZES = (200, 1000)
OUTSTANDING = 4
DELIVERIES = {"picows": 100_000, "stock": 8_000, "ours: topic": 100_000, "ours: durable": 50_000}
PAYLOAD = json.dumps({"v": 1, "type": "bench", "topic": "bench:1", "data": {"text": "x" * 130}})
LIMIT_GOAL, STOCK_GOAL = 4.0, 8.0


class Counter:
    """How many deliveries there were, and who waits for the next."""

    def __init__(self) -> None:
        self.count = 0
        self.wanted = 0
        self.reached = asyncio.Event()

    def __call__(self, text: bytes) -> None:
        if b"bench" in text:
            self.count += 1
            if self.count >= self.wanted:
                self.reached.set()

    async def until(self, count: int) -> None:
        self.wanted = count
        if self.count < count:
            self.reached.clear()
            await asyncio.wait_for(self.reached.wait(), 120)


async def measure(
    server: Running, hellos: list[str], deliveries: int, broadcaster: Callable[..., Any], topic: str
) -> float:
    """CPU microseconds of the server per delivery."""
    heard = Counter()
    crowd = await gather(server.port, hellos, heard)
    if topic:
        for member in crowd:
            member.say(json.dumps({"v": 1, "type": "subscribe", "data": {"topic": topic}}))
        await heard.until(len(crowd))  # the acks name the topic
    broadcast, size = broadcaster(crowd), len(crowd)
    start = heard.count
    for _ in range(5):  # warm
        broadcast()
    await heard.until(start + 5 * size)
    start, cpu, sent = heard.count, server.cpu(), 0
    for sent in range(1, deliveries // size + 1):
        broadcast()
        await heard.until(start + max(sent - OUTSTANDING + 1, 0) * size)
    await heard.until(start + sent * size)
    used = (server.cpu() - cpu) / (sent * size) * 1e6
    for member in crowd:
        assert member.line is not None
        member.line.disconnect()
    return used


def by_the_first(crowd: list[Member]) -> Callable[[], None]:
    return lambda: crowd[0].say(PAYLOAD)


def on_the_topic(bus: Any, crowd: list[Member]) -> Callable[[], None]:
    header = bus.Publish(topic="bench:1", type="bench", key="", ttl=60, lasting=True)
    return lambda: bus.send(header, PAYLOAD.encode())


def to_each_person(bus: Any, people: list[uuid.UUID], crowd: list[Member]) -> Callable[[], None]:
    body, seq = PAYLOAD.encode()[:-1], 0

    def broadcast() -> None:
        nonlocal seq
        seq += 1
        bus.send(bus.Push(to=[(str(person), seq) for person in people]), body)

    return broadcast


async def run(people: list[Any], tokens: list[str]) -> bool:
    bus = import_module("strato.core.realtime.bus")
    good = True
    for size in SIZES:
        found: dict[str, float] = {}
        for name, deliveries in DELIVERIES.items():
            silent = name in {"picows", "stock"}
            hellos = [""] * size if silent else [hello(token) for token in tokens[:size]]
            broadcaster: Callable[[list[Member]], Callable[[], None]] = by_the_first
            if name == "ours: topic":
                broadcaster = lambda crowd: on_the_topic(bus, crowd)  # noqa: E731
            if name == "ours: durable":
                broadcaster = lambda crowd: to_each_person(bus, people[:size], crowd)  # noqa: B023, E731
            with Running("benchmarks.peers", name.partition(":")[0]) as server:
                found[name] = await measure(
                    server, hellos, deliveries, broadcaster, "bench:1" if name == "ours: topic" else ""
                )
            print(
                f"  {size:5d} sockets  {name:14s} {found[name]:8.1f} us/delivery  {found[name] / found['picows']:6.1f}x picows"
            )
        to_limit = found["ours: topic"] / found["picows"]
        to_stock = found["stock"] / found["ours: topic"]
        passed = to_limit <= LIMIT_GOAL and to_stock >= STOCK_GOAL
        good &= passed
        print(
            f"  {size:5d} sockets  {to_limit:.1f}x picows (goal {LIMIT_GOAL:.0f}), stock / ours {to_stock:.1f}x (goal {STOCK_GOAL:.0f})"
            f"  {'PASS' if passed else 'MISSED'}"
        )
    return good


def main() -> None:
    world.begin()
    people, tokens = sign_up(max(SIZES))
    uvloop.run(run(people, tokens))


def sign_up(count: int) -> tuple[list[Any], list[str]]:
    """That many people: their ids and their tokens."""
    users = import_module("strato.accounts.models").User
    issue = import_module("strato.accounts.tokens").issue
    rows = users.objects.bulk_create(users(email=f"crowd{n}@example.org") for n in range(count))
    return [row.pk for row in rows], [issue(row).access for row in rows]


if __name__ == "__main__":
    main()
