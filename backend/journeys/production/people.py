"""People at the product's one address: their browser, their uploads, their sockets."""

import base64
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

PASSWORD = "strato-demo"
PIECE = 8 * 1024 * 1024


class Person:
    """Somebody of the demo world, signed in."""

    def __init__(self, url: str, name: str) -> None:
        self.url, self.session = url, requests.Session()
        self.hold(self.post("/api/token/", email=f"{name}@strato.example", password=PASSWORD))

    def hold(self, pair: dict[str, str]) -> None:
        self.access, self.refresh = pair["access"], pair["refresh"]
        self.session.headers["Authorization"] = f"Bearer {self.access}"

    def renew(self) -> None:
        """Stay signed in, as a browser does before its access token ends."""
        self.hold(self.post("/api/token/refresh/", refresh=self.refresh))

    def get(self, path: str) -> Any:
        return self.answered("GET", path)

    def post(self, path: str, **body: Any) -> Any:
        return self.answered("POST", path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})

    def answered(self, method: str, path: str, **options: Any) -> Any:
        answer = self.session.request(method, path if "://" in path else self.url + path, timeout=60, **options)
        assert answer.ok, (method, path, answer.status_code, answer.text[:500])
        return answer.json() if answer.content and "json" in answer.headers.get("Content-Type", "") else answer

    def upload(self, name: str, data: bytes) -> Any:
        """A small file, in one form."""
        return self.answered("POST", "/api/models/", files={"file": (name, data)})

    def upload_in_pieces(self, name: str, data: bytes) -> Any:
        """A large file by tus."""
        tus = {"Tus-Resumable": "1.0.0"}
        filename = base64.b64encode(name.encode()).decode()
        begin = {**tus, "Upload-Length": str(len(data)), "Upload-Metadata": f"filename {filename}"}
        place = self.answered("POST", "/api/uploads/", headers=begin).headers["Location"]
        for offset in range(0, len(data), PIECE):
            headers = {**tus, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            self.answered("PATCH", place, headers=headers, data=data[offset : offset + PIECE])
        return self.post("/api/models/", upload=place.rstrip("/").rpartition("/")[2])

    @contextmanager
    def socket(self, port: int | None = None, resume: dict[str, Any] | None = None) -> Iterator["Line"]:
        """A socket through the proxy, or straight to the process on this port."""
        address = f"ws://127.0.0.1:{port}/ws/" if port else self.url.replace("http", "ws", 1) + "/ws/"
        with connect(address, origin=Origin(self.url), compression=None, close_timeout=1) as socket:
            line = Line(socket)
            line.say("hello", token=self.access, resume=resume)
            line.ready = line.until("ready")["data"]
            yield line


class Line:
    """An open socket; durable frames are kept by number."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.ready: dict[str, Any] = {}
        self.durable: dict[int, dict[str, Any]] = {}

    def say(self, type_: str, **data: Any) -> None:
        self.socket.send(json.dumps({"v": 1, "type": type_, "data": data}))

    def hear(self, seconds: float = 20.0) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(self.socket.recv(timeout=seconds))
        if "seq" in frame:
            self.durable[frame["seq"]] = frame
        if frame["type"] == "ping":
            self.say("pong")
        return frame

    def until(self, type_: str, **data: Any) -> dict[str, Any]:
        """The next frame of this type with these facts."""
        while True:
            frame = self.hear()
            if frame["type"] == type_ and data.items() <= frame["data"].items():
                return frame

    @property
    def cursor(self) -> dict[str, Any]:
        """Where what was heard on this socket ends."""
        return {"epoch": self.ready["epoch"], "seq": max(self.durable, default=self.ready["seq"])}
