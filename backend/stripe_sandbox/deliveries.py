"""The webhooks: signed as Stripe signs them, sent at least once, tried again until somebody says 2xx."""

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import anyio.to_thread
import httpx

from stripe_sandbox import objects, timers
from stripe_sandbox.store import Store, Transaction

log = logging.getLogger(__name__)
T = TypeVar("T")
HOLD_SECONDS = 30.0  # how long another process keeps its hands off a delivery on its way
PAUSES = (1, 2, 5, 10, 30, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
LOOK_SECONDS = 2.0
AT_ONCE = 8


def sign(body: str, secret: str, at: int) -> str:
    """The ``Stripe-Signature`` header: HMAC-SHA256 over time and body."""
    mac = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"


async def in_thread(store: Store, act: Callable[[Transaction], T]) -> T:
    """One transaction, off the event loop."""
    return await anyio.to_thread.run_sync(partial(carry_out, store, act))


def carry_out(store: Store, act: Callable[[Transaction], T]) -> T:
    with store.transaction() as tx:
        return act(tx)


class Postman:
    """Rings timers and delivers events until told to stop; any number of processes may each have one."""

    def __init__(self, store: Store, *, url: str, secret: str, headers: dict[str, str] | None = None) -> None:
        self.store, self.url, self.secret = store, url, secret
        self.headers = headers or {}
        self.bell: asyncio.Event | None = None

    def ring(self) -> None:
        """There may be something to do now. Only from the loop's own thread."""
        if self.bell is not None:
            self.bell.set()

    async def run(self) -> None:
        self.bell = asyncio.Event()
        async with httpx.AsyncClient(timeout=10, headers=self.headers, trust_env=False) as client:
            while True:
                self.bell.clear()
                try:
                    pause = await self.round(client)
                except Exception:
                    log.exception("the sandbox could not deliver")
                    pause = LOOK_SECONDS
                if pause:
                    await self.rest(pause)

    async def rest(self, seconds: float) -> None:
        """Until the bell rings, or for so long."""
        assert self.bell is not None
        try:
            await asyncio.wait_for(self.bell.wait(), seconds)
        except TimeoutError:
            return

    async def round(self, client: httpx.AsyncClient) -> float:
        """Ring what is due, deliver what is due; gives how long there is nothing to do."""
        following = await in_thread(self.store, lambda tx: tx.next_due())
        if following is None or following > time.time():
            return LOOK_SECONDS if following is None else min(LOOK_SECONDS, max(0.02, following - time.time()))
        due = await in_thread(self.store, self.take)
        await asyncio.gather(*(self.deliver(client, *delivery) for delivery in due))
        return 0

    def take(self, tx: Transaction) -> list[tuple[int, str, int]]:
        for act, id in tx.due_timers():
            timers.ring(tx, act, id)
        return tx.claim_deliveries(AT_ONCE, HOLD_SECONDS)

    async def deliver(self, client: httpx.AsyncClient, delivery: int, event: str, tries: int) -> None:
        """Knock once and write down what was said."""
        body = await in_thread(self.store, lambda tx: json.dumps(objects.public(tx.any(event)), separators=(",", ":")))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": sign(body, self.secret, int(time.time())),
        }
        try:
            answer = await client.post(self.url, content=body, headers=headers)
            said, is_heard = str(answer.status_code), answer.is_success
        except httpx.HTTPError as error:
            said, is_heard = type(error).__name__, False
        await in_thread(self.store, partial(self.write_down, delivery, tries, said, is_heard))

    @staticmethod
    def write_down(delivery: int, tries: int, said: str, is_heard: bool, tx: Transaction) -> None:  # noqa: FBT001 - bound by partial
        if is_heard:
            tx.delivered(delivery, said)
        else:
            tx.again(delivery, tx.now + PAUSES[tries - 1] if tries <= len(PAUSES) else None, said)


def tried(tx: Transaction, event: str) -> list[dict[str, Any]]:
    """How the deliveries of an event went."""
    rows = tx.rows.execute("SELECT tries, done, said FROM deliveries WHERE event = ? ORDER BY id", (event,))
    return [{"tries": tries, "done": done, "said": said} for tries, done, said in rows]
