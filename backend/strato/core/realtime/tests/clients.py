"""A client as others would write it: real sockets, and every frame it hears is held against its schema."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rest_framework_simplejwt.tokens import AccessToken
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from strato.accounts import tokens
from strato.accounts.models import DeviceSession
from strato.core.realtime.frames import REGISTRY, Frame
from strato.core.realtime.schemas import all_schemas, envelope_schema
from strato.core.realtime.tests.words import Counted, Knock

ORIGIN = "http://localhost:8000"


def token_of(user: Any, seconds: float | None = None) -> str:
    """An access token of this person's one session."""
    session = DeviceSession.objects.living().filter(user=user).first()
    pair = tokens.issue_for(session, user) if session else tokens.issue(user)
    token = AccessToken(pair.access)  # type: ignore[arg-type]  # the stub wants a Token, the code takes its text
    if seconds is not None:
        token["exp"] = time.time() + seconds
    return str(token)


@cache
def validators() -> dict[str, Draft202012Validator]:
    schemas = all_schemas()
    known: dict[str, type[Frame]] = {**REGISTRY, Counted.TYPE: Counted, Knock.TYPE: Knock}
    for cls in (Counted, Knock):
        schemas[cls.__name__] = {"type": "object"}
    return {
        name: Draft202012Validator({**envelope_schema(cls), "components": {"schemas": schemas}})
        for name, cls in known.items()
    }


class Client:
    """One socket in a test's hand."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.seqs: list[int] = []

    def say(self, type_: str, *, re: str | None = None, **data: Any) -> None:
        self.socket.send(json.dumps({"v": 1, "type": type_, "data": data} | ({"id": re} if re else {})))

    def hello(self, user: Any, *, resume: dict[str, Any] | None = None, token: str | None = None) -> dict[str, Any]:
        """Sign in and wait until ready; gives the data of ``ready``."""
        self.say("hello", token=token or token_of(user), resume=resume)
        return self.until("ready")["data"]

    def any(self, seconds: float = 5.0) -> dict[str, Any]:
        """The next frame, whatever it is; pings are answered."""
        heard: dict[str, Any] = json.loads(self.socket.recv(timeout=max(seconds, 0.001)))
        validators()[heard["type"]].validate(heard)
        if "seq" in heard:
            self.seqs.append(heard["seq"])
        if heard["type"] == "ping":
            self.say("pong")
        return heard

    def hear(self, seconds: float = 5.0) -> dict[str, Any]:
        """The next frame that is no ping."""
        end = time.monotonic() + seconds
        while (heard := self.any(end - time.monotonic()))["type"] == "ping":
            pass
        return heard

    def until(self, type_: str, seconds: float = 5.0) -> dict[str, Any]:
        while (heard := self.hear(seconds))["type"] != type_:
            pass
        return heard

    def silent(self, seconds: float = 0.3) -> bool:
        try:
            self.hear(seconds)
        except TimeoutError:
            return True
        return False

    def numbers(self, count: int, seconds: float = 20.0) -> list[int]:
        """The numbers of the next ``count`` counted frames."""
        return [self.until("test.counted", seconds)["data"]["n"] for _ in range(count)]

    def close_code(self, seconds: float = 8.0) -> tuple[int, str]:
        """Read until the server hangs up."""
        end = time.monotonic() + seconds
        with pytest.raises(ConnectionClosed) as closed:
            self._read_on(end)
        assert closed.value.rcvd is not None, "the line was cut without a word"
        return closed.value.rcvd.code, closed.value.rcvd.reason

    def _read_on(self, end: float) -> None:
        while True:
            self.socket.recv(timeout=max(end - time.monotonic(), 0.001))


@contextmanager
def client_at(port: int, *, origin: str | None = ORIGIN, **options: Any) -> Iterator[Client]:
    """A socket to the server on this port."""
    address = f"ws://127.0.0.1:{port}/ws/"
    settings = {"compression": None, "close_timeout": 1, "max_queue": None} | options
    with connect(address, origin=origin, **settings) as socket:  # type: ignore[arg-type]
        yield Client(socket)
