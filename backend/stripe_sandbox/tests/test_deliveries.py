"""Webhooks: signed, at least once, again until somebody hears, and as badly as was asked for."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import stripe
from starlette.testclient import TestClient

from stripe_sandbox import acts, deliveries, reversals
from stripe_sandbox.app import Options, create_app
from stripe_sandbox.deliveries import Postman
from stripe_sandbox.store import Store, Transaction
from stripe_sandbox.tests import judge
from stripe_sandbox.tests.conftest import KEY

Do = Callable[..., Any]


class Shop(ThreadingHTTPServer):
    """Hears webhooks; says 500 to the first few of each."""

    def __init__(self, *, deaf_for: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), Ear)
        self.heard: list[tuple[str, str]] = []
        self.deaf_for = deaf_for

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/webhook"


class Ear(BaseHTTPRequestHandler):
    server: Shop

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append((body, self.headers["Stripe-Signature"]))
        id = json.loads(body)["id"]
        times = sum(json.loads(said)["id"] == id for said, _ in self.server.heard)
        self.send_response(500 if times <= self.server.deaf_for else 200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def listening(**options: Any) -> Iterator[Shop]:
    shop = Shop(**options)
    thread = threading.Thread(target=shop.serve_forever, daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        shop.shutdown()
        shop.server_close()


def deliver(store: Store, url: str, *, postmen: int = 1) -> None:
    """Let postmen work until nothing is due for a while."""

    async def work() -> None:
        tasks = [asyncio.create_task(Postman(store, url=url, secret="whsec_x").run()) for _ in range(postmen)]
        for _ in range(400):
            await asyncio.sleep(0.05)
            due = await deliveries.in_thread(store, lambda tx: tx.next_due())
            if due is None or due > time.time() + 120:
                break
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(work())


def test_every_event_arrives_signed_so_that_stripes_library_believes_it(store: Store, charge: dict[str, Any]) -> None:
    with listening() as shop:
        deliver(store, shop.url)
    assert [json.loads(body)["type"] for body, _ in shop.heard].count("checkout.session.completed") == 1
    for body, signature in shop.heard:
        assert stripe.WebhookSignature.verify_header(body, signature, "whsec_x", 300)
        assert judge.judge_event(json.loads(body)) == []


def test_what_was_not_heard_is_sent_again(
    store: Store, charge: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "PAUSES", (0.05,) * 10)
    with listening(deaf_for=2) as shop:
        deliver(store, shop.url)
    ids = [json.loads(body)["id"] for body, _ in shop.heard]
    assert {ids.count(id) for id in ids} == {3}


def test_a_shop_that_is_down_hears_it_later(
    store: Store, charge: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "PAUSES", (0.05, 0.05, 3600.0))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        deliver(store, f"http://127.0.0.1:{probe.getsockname()[1]}/webhook")

    def rest(tx: Transaction) -> list[Any]:
        tx.rows.execute("UPDATE deliveries SET due = 0")
        return tx.rows.execute("SELECT said, tries, done FROM deliveries").fetchall()

    with store.transaction() as tx:
        assert set(rest(tx)) == {("ConnectError", 3, None)}
    with listening() as shop:
        deliver(store, shop.url)
    assert len(shop.heard) > 0


def test_several_processes_deliver_each_event_once(store: Store, do: Do, charge: dict[str, Any]) -> None:
    for _ in range(30):
        do(reversals.refund, do(acts.the, "charge", charge["id"]), amount=1, reason=None, metadata={})
    with listening() as shop:
        deliver(store, shop.url, postmen=3)
    ids = [json.loads(body)["id"] for body, _ in shop.heard]
    assert len(ids) == len(set(ids)) > 60


@pytest.mark.parametrize(
    ("switch", "least", "most"), [({"duplicate": 1}, 2, 2), ({"drop": 1}, 0, 0), ({"delay": 0.2, "reorder": 0}, 1, 1)]
)
def test_the_line_is_as_bad_as_was_asked_for(
    options: Options, store: Store, session: dict[str, Any], do: Do, switch: dict[str, float], least: int, most: int
) -> None:
    web = TestClient(create_app(options), headers={"Authorization": f"Bearer {KEY}"})
    assert web.post("/_chaos", json=switch).status_code == 200
    assert switch.items() <= web.get("/_chaos").json().items()
    do(acts.pay, session["id"], number="4242424242424242")
    with listening() as shop:
        deliver(store, shop.url)
    ids = [json.loads(body)["id"] for body, _ in shop.heard]
    counts = [ids.count(event["id"]) for event in do(lambda tx: tx.newest("event"))]
    assert all(least <= count <= most for count in counts)


def test_reordered_events_come_after_later_ones(
    store: Store, session: dict[str, Any], do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(lambda tx: tx.set("chaos", {"reorder": 1.0}))
    do(acts.challenge, session["id"])
    do(lambda tx: tx.set("chaos", {}))
    do(acts.pay, session["id"], number=acts.SECURE_CARD)
    with listening() as shop:
        deliver(store, shop.url)
    types = [json.loads(body)["type"] for body, _ in shop.heard]
    assert types.index("payment_intent.requires_action") > types.index("checkout.session.completed")


@pytest.mark.parametrize("words", [{"drop": 2}, {"drop": "x"}, {"gift": 1}, [], {"delay": 61}, {"drop": True}])
def test_a_wrong_switch_is_refused(web: TestClient, words: Any) -> None:
    assert web.post("/_chaos", json=words).status_code == 400


def test_the_switches_need_the_key(web: TestClient) -> None:
    assert web.post("/_chaos", json={}, headers={"Authorization": "x"}).status_code == 401
    assert web.post("/_chaos", content=b"{").status_code == 400


def test_time_ends_a_session_and_brings_a_debit(store: Store, session: dict[str, Any], do: Do) -> None:
    do(acts.pay_later, session["id"], succeeds=True, seconds=0)
    with listening() as shop:
        deliver(store, shop.url)
    assert do(acts.the, "checkout.session", session["id"])["payment_status"] == "paid"
    assert "checkout.session.async_payment_succeeded" in [json.loads(body)["type"] for body, _ in shop.heard]
