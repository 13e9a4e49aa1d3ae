"""Stripe's API through Stripe's own library, as much of it as the house needs."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

import stripe
import structlog

from strato.core.money import Money
from strato.payments.errors import GatewayRefused, GatewayUnavailable, PaymentDeclined, SignatureInvalid
from strato.payments.gateways import reading
from strato.payments.gateways.amounts import to_gateway
from strato.payments.gateways.facts import (
    Charge,
    DisputeFacts,
    EventFacts,
    RefundFacts,
    Session,
    SessionRequest,
    Transaction,
)
from strato.payments.gateways.in_process import InProcess

log = structlog.get_logger(__name__)
TOLERANCE_SECONDS = 300
WHOLE_STORY = ["payment_intent.latest_charge.balance_transaction"]
PAGE = 100


class StripeGateway:
    """One account at Stripe, or at the sandbox that speaks like it."""

    def __init__(
        self,
        *,
        api_base: str,
        secret_key: str,
        webhook_secrets: tuple[str, ...],
        version: str,
        retries: int,
        timeout: float,
    ) -> None:
        self.webhook_secrets, self.version = webhook_secrets, version
        self.is_live = secret_key.startswith(("sk_live_", "rk_live_"))
        self.client_over = partial(
            stripe.StripeClient,
            secret_key,
            base_addresses={"api": api_base.rstrip("/")},
            stripe_version=version,
            max_network_retries=retries,
        )
        self.client = self.client_over(http_client=stripe.RequestsClient(timeout=timeout))

    @contextmanager
    def in_process(self, app: Any) -> Iterator[None]:
        """Meanwhile everything is asked of this ASGI application, not of the network."""
        network, here = self.client, InProcess(app)
        self.client = self.client_over(http_client=here)
        try:
            yield
        finally:
            self.client = network
            here.close()

    # --- sessions -----------------------------------------------------------------------------------------------------
    def create_session(self, wanted: SessionRequest) -> Session:
        """Open a hosted page; the same request under the same key gives the same page."""
        params: Any = session_params(wanted)
        with translated():
            return reading.session(
                plain(self.client.v1.checkout.sessions.create(params=params, options={"idempotency_key": wanted.key}))
            )

    def session(self, id: str) -> Session:
        """A session as it is now, with its charge and the line in the books."""
        with translated():
            return reading.session(plain(self.client.v1.checkout.sessions.retrieve(id, params={"expand": WHOLE_STORY})))

    def session_of_intent(self, intent_id: str) -> Session | None:
        """The session that was paid with this intent."""
        with translated():
            found = self.client.v1.checkout.sessions.list(params={"payment_intent": intent_id, "limit": 1})
            return self.session(found.data[0].id) if found.data else None

    def expire_session(self, id: str) -> None:
        """End a session, unless it is over already."""
        with translated():
            self.client.v1.checkout.sessions.expire(id)

    # --- charges and refunds ------------------------------------------------------------------------------------------
    def charge(self, id: str) -> Charge:
        with translated():
            return reading.charge(
                plain(self.client.v1.charges.retrieve(id, params={"expand": ["balance_transaction"]}))
            )

    def create_refund(self, *, intent_id: str, amount: Money, key: str, reference: str) -> RefundFacts:
        """Send money back, once per key."""
        with translated():
            answer = self.client.v1.refunds.create(
                params={
                    "payment_intent": intent_id,
                    "amount": to_gateway(amount),
                    "reason": "requested_by_customer",
                    "metadata": {"refund": reference},
                },
                options={"idempotency_key": key},
            )
            return reading.refund(plain(answer))

    def refund(self, id: str) -> RefundFacts:
        with translated():
            return reading.refund(plain(self.client.v1.refunds.retrieve(id)))

    def refunds_of(self, intent_id: str) -> list[RefundFacts]:
        """Every refund of a payment, oldest first."""
        with translated():
            found = self.client.v1.refunds.list(params={"payment_intent": intent_id, "limit": PAGE})
            return [reading.refund(plain(answer)) for answer in found.auto_paging_iter()][::-1]

    # --- disputes -----------------------------------------------------------------------------------------------------
    def dispute(self, id: str) -> DisputeFacts:
        with translated():
            return reading.dispute(plain(self.client.v1.disputes.retrieve(id)))

    def disputes_of(self, intent_id: str) -> list[DisputeFacts]:
        with translated():
            found = self.client.v1.disputes.list(params={"payment_intent": intent_id, "limit": PAGE})
            return [reading.dispute(plain(answer)) for answer in found.auto_paging_iter()]

    # --- books --------------------------------------------------------------------------------------------------------
    def events_since(self, since: datetime) -> list[EventFacts]:
        """What happened since then, oldest first; Stripe keeps 30 days."""
        with translated():
            found = self.client.v1.events.list(params={"created": {"gte": int(since.timestamp())}, "limit": PAGE})
            return [reading.event(plain(answer)) for answer in found.auto_paging_iter()][::-1]

    def transactions_since(self, since: datetime) -> list[Transaction]:
        """The gateway's books since then, oldest first."""
        with translated():
            found = self.client.v1.balance_transactions.list(
                params={"created": {"gte": int(since.timestamp())}, "limit": PAGE}
            )
            return [reading.transaction(plain(answer)) for answer in found.auto_paging_iter()][::-1]

    # --- webhooks -----------------------------------------------------------------------------------------------------
    def read_event(self, body: bytes, signature: str) -> EventFacts:
        """The event in a webhook's raw body, when one of our secrets signed exactly these bytes not long ago."""
        try:
            text = body.decode()
        except UnicodeDecodeError as error:
            raise SignatureInvalid("The body is no text.") from error
        if not any(self.is_signed(text, signature, secret) for secret in self.webhook_secrets):
            raise SignatureInvalid
        if signed_at(signature) > time.time() + TOLERANCE_SECONDS:  # the library looks into the past only
            raise SignatureInvalid("The signature is from the future.")
        try:
            return reading.event(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SignatureInvalid("The body is no event.", code="webhook_body_invalid") from error

    @staticmethod
    def is_signed(text: str, signature: str, secret: str) -> bool:
        try:
            return bool(stripe.WebhookSignature.verify_header(text, signature, secret, TOLERANCE_SECONDS))
        except stripe.SignatureVerificationError:
            return False


def session_params(wanted: SessionRequest) -> dict[str, Any]:
    """The session in Stripe's words."""
    currency = wanted.currency.lower()
    params: dict[str, Any] = {
        "mode": "payment",
        "line_items": [
            {
                "price_data": {
                    "currency": currency,
                    "unit_amount": to_gateway(Money(line.unit_amount, wanted.currency)),
                    "product_data": {"name": line.title},
                },
                "quantity": line.quantity,
            }
            for line in wanted.lines
        ],
        "client_reference_id": wanted.reference,
        "metadata": wanted.metadata,
        "payment_intent_data": {"metadata": wanted.metadata},
        "success_url": wanted.success_url,
        "cancel_url": wanted.cancel_url,
        "expires_at": int(wanted.expires_at.timestamp()),
        "locale": wanted.locale,
    }
    return params | ({"customer_email": wanted.email} if wanted.email else {})


def signed_at(signature: str) -> int:
    """The time in a verified header."""
    return int(dict(part.split("=", 1) for part in signature.split(","))["t"])


def plain(answer: Any) -> dict[str, Any]:
    """An answer of the library as plain dicts."""
    found: dict[str, Any] = answer.to_dict()
    return found


@contextmanager
def translated() -> Iterator[None]:
    """Stripe's errors under our names. What is no answer at all, or one of the moment, is ``GatewayUnavailable``."""
    try:
        yield
    except stripe.CardError as error:
        raise PaymentDeclined(reason=error.code or "") from error
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise unavailable(error) from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        log.error("gateway_key_refused", error=error.user_message)  # ours to repair; nobody's payment is lost by it
        raise unavailable(error) from error
    except stripe.IdempotencyError as error:
        raise refused(error, "idempotency_error") from error
    except stripe.StripeError as error:
        if (error.http_status or 500) >= 500 or error.http_status == 409:
            raise unavailable(error) from error
        raise refused(error, error.code or "") from error


def unavailable(error: stripe.StripeError) -> GatewayUnavailable:
    log.warning("gateway_unavailable", status=error.http_status, error=str(error)[:400])
    return GatewayUnavailable()


def refused(error: stripe.StripeError, reason: str) -> GatewayRefused:
    log.warning("gateway_refused", status=error.http_status, reason=reason, error=str(error)[:400])
    return GatewayRefused(reason=reason, status=error.http_status)
