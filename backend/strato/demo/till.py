"""The payments of the demo world: real ones, in the sandbox of this installation, which remembers them when the product runs."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial

from django.conf import settings
from starlette.applications import Starlette
from starlette.routing import Mount

from strato.orders.models import Order
from strato.orders.services import paying
from strato.payments import services as payments
from strato.payments.gateways import gateway
from strato.payments.gateways.sandbox import PREFIX, sandbox
from strato.payments.models import Payment, Refund
from strato.payments.states import RefundStatus
from stripe_sandbox import acts, objects
from stripe_sandbox.deliveries import carry_out, sign
from stripe_sandbox.store import Store

GOOD_CARD, EMPTY_CARD = "4242424242424242", "4000000000009995"


@contextmanager
def kept_open(store: Store) -> Iterator[None]:
    """Whoever closes the file last folds its log into it; with this reader nobody is last until the story is told."""
    store.prepare()
    with closing(sqlite3.connect(store.path)) as reader:
        reader.execute("SELECT COUNT(*) FROM objects").fetchone()
        yield


class Till:
    """Stands between the story and the payment service; what the service has to say is heard at the story's own time."""

    def __init__(self, app: Starlette) -> None:
        self.store, self.postman = app.state.store, app.state.postman

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator["Till"]:
        """No server runs yet: meanwhile the gateway asks the sandbox in this process."""
        app = sandbox()
        with gateway().in_process(Starlette(routes=[Mount(PREFIX, app)])), kept_open(app.state.store):
            yield cls(app)

    def show_page(self, order: Order) -> Payment:
        """The hosted page of this order, opened by its customer."""
        return payments.start_session(paying.open_checkout(order, by=order.customer))

    def pay(self, order: Order, *, card: str = GOOD_CARD) -> None:
        """The customer fills in the page; a card without money leaves the order unpaid."""
        id = self.show_page(order).session_id or ""
        carry_out(self.store, lambda tx: acts.pay(tx, id, number=card, email=order.email))
        self.settle()

    def transfer(self, order: Order, *, days: float) -> None:
        """The customer tells the bank; the money takes so long."""
        id, seconds = self.show_page(order).session_id or "", days * 86_400
        carry_out(self.store, lambda tx: acts.pay_later(tx, id, succeeds=True, seconds=seconds, email=order.email))
        self.settle()

    def settle(self) -> None:
        """What the background would do by now: refunds are sent, the service's clocks ring, its news are heard."""
        for refund in Refund.objects.filter(status=RefundStatus.REQUESTED).order_by("pk"):
            payments.send_refund(refund)
        while due := carry_out(self.store, self.postman.take):
            for delivery, event, tries in due:
                self.hear(event)
                carry_out(self.store, partial(self.postman.write_down, delivery, tries, "200", True))

    def hear(self, event: str) -> None:
        """One signed webhook, as it would come over the network."""
        body = carry_out(self.store, lambda tx: json.dumps(objects.public(tx.any(event) or {}), separators=(",", ":")))
        signature = sign(body, settings.STRIPE_WEBHOOK_SECRETS[0], int(time.time()))
        row = payments.receive_event(gateway().read_event(body.encode(), signature))
        if row is not None:
            payments.settle_event(row)
