"""The sandbox behind a real socket, and hands that do what payers, banks and the network do."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import uvicorn
from django.test import Client

from strato.core import queue
from stripe_sandbox import acts, objects
from stripe_sandbox.app import Options, create_app
from stripe_sandbox.deliveries import carry_out, sign
from stripe_sandbox.store import Transaction

T = TypeVar("T")
KEY = "sk_test_sandbox"
SECRET = "whsec_" + "sandbox"
WEBHOOK = "/api/payments/webhook/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Rig:
    """One sandbox. Its webhooks wait until ``deliver`` carries them to the shop, in the order the test wants."""

    def __init__(self, address: str, app: Any) -> None:
        self.address, self.app, self.store = address, app, app.state.store
        self.api_base = f"{address}"

    def act(self, act: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Let something happen inside the payment service."""
        return carry_out(self.store, lambda tx: act(tx, *args, **kwargs))

    def find(self, kind: str, id: str) -> dict[str, Any]:
        return self.act(acts.the, kind, id)

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
            return [tx.any(row[1]) or {} for row in rows]

        return self.act(look)

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
                acts.ring(tx, act, id)

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
    config = uvicorn.Config(app, port=port, log_config=None, lifespan="on" if posts else "off", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Rig(address, app)
    finally:
        server.should_exit = True
        thread.join(10)
