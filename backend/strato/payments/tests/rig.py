"""The sandbox behind a real socket, and hands that do what payers, banks and the network do."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import uvicorn
from django.test import Client

from strato.core import queue
from strato.payments.models import Payment
from stripe_sandbox import acts, objects, timers
from stripe_sandbox.app import Options, create_app
from stripe_sandbox.deliveries import carry_out, sign
from stripe_sandbox.store import Transaction
from stripe_sandbox.tests import judge

T = TypeVar("T")
KEY = "sk_test_sandbox"
SECRET = "whsec_" + "sandbox"
WEBHOOK = "/api/payments/webhook/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Exchange:
    """One request of the shop's library and what it was answered."""

    method: str
    path: str
    text: str
    headers: dict[str, str]
    status: int
    answer: Any


class Recorder:
    """Stands in front of the sandbox, writes down what is said, and answers in its place when a test wants trouble."""

    def __init__(self, app: Any) -> None:
        self.app, self.said = app, list[Exchange]()
        self.trouble: list[tuple[int, dict[str, Any]] | str | None] = []
        """What the next requests meet: (status, body), "cut" (done, but the answer is lost), "down" (not even that), None."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self.app(scope, receive, send)
            return
        body, chunks, start = b"", list[bytes](), dict[str, Any]()
        while (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            if not message.get("more_body"):
                break

        async def once() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        async def keep(message: Any) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                chunks.append(message.get("body", b""))

        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble is None or trouble == "cut":
            await self.app(scope, once, keep)
            text = (body if scope["method"] == "POST" else scope["query_string"]).decode()
            headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
            answer = json.loads(b"".join(chunks))
            self.said.append(Exchange(scope["method"], scope["path"], text, headers, start["status"], answer))
        if isinstance(trouble, str):
            raise ConnectionAbortedError  # uvicorn hangs up without an answer's body
        if trouble is not None:
            start.update(
                type="http.response.start", status=trouble[0], headers=[(b"content-type", b"application/json")]
            )
            chunks = [json.dumps(trouble[1]).encode()]
        await send(start)
        await send({"type": "http.response.body", "body": b"".join(chunks)})


class Rig:
    """One sandbox. Its webhooks wait until ``deliver`` carries them to the shop, in the order the test wants."""

    def __init__(self, address: str, app: Any, recorder: Recorder) -> None:
        self.address, self.app, self.store, self.recorder = address, app, app.state.store, recorder

    def requests(self, path: str = "") -> list[Exchange]:
        """What the shop's library asked for below this path."""
        return [said for said in self.recorder.said if said.path.startswith(f"/v1/{path}")]

    def verdicts(self) -> list[str]:
        """What Stripe's own document finds wrong with all that was said."""
        found = []
        for said in self.recorder.said:
            where = f"{said.method} {said.path} {said.status}"
            found += [
                f"{where}: request {problem}" for problem in judge.judge_request(said.method, said.path, said.text)
            ]
            found += [f"{where}: answer {problem}" for problem in judge.judge_answer(said.status, said.answer)]
        return found

    def act(self, act: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Let something happen inside the payment service."""
        return carry_out(self.store, lambda tx: act(tx, *args, **kwargs))

    def find(self, kind: str, id: str) -> dict[str, Any]:
        return self.act(acts.the, kind, id)

    def charge_of(self, payment: Payment) -> dict[str, Any]:
        """The charge behind a payment, as the service knows it."""
        session = self.find("checkout.session", payment.session_id or "")
        return self.find("charge", self.find("payment_intent", session["payment_intent"])["latest_charge"])

    def pay(self, url: str, way: str = "pay") -> httpx.Response:
        """Fill in the hosted page's form."""
        page = httpx.get(url, follow_redirects=True)
        assert page.status_code == 200, page.text
        return httpx.post(url, data={"way": way, "email": "alice@example.org"})

    def waiting(self) -> list[dict[str, Any]]:
        """The events that were not delivered yet, oldest first."""

        def look(tx: Transaction) -> list[dict[str, Any]]:
            rows = tx.rows.execute("SELECT id, event FROM deliveries WHERE done IS NULL ORDER BY id").fetchall()
            for row in rows:
                tx.delivered(row[0], "taken by the test")
            return [objects.public(tx.any(row[1])) for row in rows]

        events = self.act(look)
        assert [problem for event in events for problem in judge.judge_event(event)] == []
        return events

    def deliver(self, events: list[dict[str, Any]] | None = None) -> list[int]:
        """Post events (all that wait, unless others are given) to the webhook; gives the status of each answer."""
        return [post_event(event).status_code for event in (self.waiting() if events is None else events)]

    def settle(self) -> int:
        """Let the background do what webhooks left for it."""
        return queue.run_pending(early=True)

    def ring(self) -> None:
        """Let time pass: every timer of the sandbox rings, except the ends of sessions."""

        def all_timers(tx: Transaction) -> None:
            rows = tx.rows.execute("DELETE FROM timers WHERE act != 'expire' RETURNING act, object").fetchall()
            for act, id in rows:
                timers.ring(tx, act, id)

        self.act(all_timers)


def post_event(
    event: dict[str, Any], *, secret: str = SECRET, at: int | None = None, client: Client | None = None
) -> Any:
    """One signed webhook, as the sandbox would send it."""
    body = json.dumps(objects.public(event), separators=(",", ":"))
    return post_body(body.encode(), sign(body, secret, at or int(time.time())), client=client)


def post_body(body: bytes, signature: str, *, client: Client | None = None) -> Any:
    return (client or Client()).post(
        WEBHOOK, data=body, content_type="application/json; charset=utf-8", headers={"Stripe-Signature": signature}
    )


@contextmanager
def running(folder: Path, *, webhook_url: str = "", posts: bool = False) -> Iterator[Rig]:
    """A sandbox on a free port; with ``posts`` its postman delivers by itself."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    app = create_app(
        Options(
            database=folder / "stripe.sqlite3",
            public_url=address,
            secret_key=KEY,
            webhook_url=webhook_url,
            webhook_secret=SECRET,
        )
    )
    recorder = Recorder(app)
    config = uvicorn.Config(recorder, port=port, log_config=None, lifespan="on" if posts else "off", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Rig(address, app, recorder)
    finally:
        server.should_exit = True
        thread.join(10)
