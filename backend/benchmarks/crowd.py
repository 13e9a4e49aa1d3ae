"""A crowd of sockets, and the servers they go to: each server is a process of its own, so that its CPU and memory are its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

BACKEND = Path(__file__).parents[1]
ORIGIN = {"Origin": "http://localhost:8000"}
TICKS = os.sysconf("SC_CLK_TCK")
ROOMY = "sockets_per_user=100000,sockets_per_ip=100000,pending_per_ip=100000,hello_seconds=60"


class Member(WSListener):  # type: ignore[misc]
    """One socket: says hello when it is open, counts what it hears."""

    def __init__(self, hello: str, heard: Callable[[bytes], None]) -> None:
        self.hello, self.heard = hello, heard
        self.ready = asyncio.get_running_loop().create_future()
        self.line: WSTransport | None = None

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.line = transport
        if self.hello:
            self.say(self.hello)
        else:
            self.ready.set_result(None)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            return
        text = frame.get_payload_as_bytes()
        if not self.ready.done() and b'"ready"' in text:
            self.ready.set_result(None)
        else:
            self.heard(text)

    def say(self, text: str) -> None:
        assert self.line is not None
        self.line.send(WSMsgType.TEXT, text.encode())


async def gather(port: int, hellos: list[str], heard: Callable[[bytes], None]) -> list[Member]:
    """Open that many sockets, and wait until each is ready."""
    crowd: list[Member] = []
    for start in range(0, len(hellos), 50):
        more = [Member(hello, heard) for hello in hellos[start : start + 50]]
        await asyncio.gather(*(join(member, port) for member in more))
        crowd += more
    return crowd


async def join(member: Member, port: int) -> None:
    await ws_connect(lambda: member, f"ws://127.0.0.1:{port}/ws/", extra_headers=ORIGIN)
    await asyncio.wait_for(member.ready, 60)


def hello(token: str) -> str:
    return json.dumps({"v": 1, "type": "hello", "data": {"token": token}})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Running:
    """A server process; ``cpu`` and ``memory`` tell what it used."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.port = free_port()
        self._command = [sys.executable, "-W", "ignore", "-m", *arguments, str(self.port)]
        self._environment = {**os.environ, "STRATO_WS_LIMITS": ROOMY, **environment}
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, cwd=BACKEND, env=self._environment)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("the server did not start")

    def ensure(self) -> None:
        """Start it again if it is dead."""
        if self._process.poll() is not None:
            self.start()

    def cpu(self) -> float:
        """CPU seconds so far."""
        after_name = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / TICKS

    def memory(self) -> int:
        """Memory that is this process's own, in bytes."""
        lines = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
