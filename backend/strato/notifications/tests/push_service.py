"""A push service: a real HTTP server on this machine that reads what browsers would read, with the keys of browsers."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from strato.notifications.vapid import unpadded


@dataclass(frozen=True)
class Pushed:
    """One message as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Browser:
    """One subscription: its address, and the keys that only it knows."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def keys(self) -> dict[str, str]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"p256dh": unpadded(point), "auth": unpadded(self.secret)}

    def reads(self, pushed: Pushed) -> dict[str, Any]:
        """The message, decrypted."""
        clear = http_ece.decrypt(pushed.body, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        message: dict[str, Any] = json.loads(clear)
        return message


@dataclass
class PushService:
    """What came, and what is answered: statuses in their order, the last one for ever."""

    origin: str
    statuses: list[int] = field(default_factory=lambda: [201])
    headers: dict[str, str] = field(default_factory=dict)
    got: list[Pushed] = field(default_factory=list)

    def browser(self, name: str = "one") -> Browser:
        return Browser(f"{self.origin}/send/{name}")

    def to(self, browser: Browser) -> list[Pushed]:
        return [pushed for pushed in self.got if browser.endpoint.endswith(pushed.path)]

    def next_status(self) -> int:
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def push_service() -> Iterator[PushService]:
    """A push service on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.got.append(Pushed(self.path, dict(self.headers.items()), body))
            self.send_response(service.next_status())
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service = PushService(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
