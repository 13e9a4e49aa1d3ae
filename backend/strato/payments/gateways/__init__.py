"""The only room that speaks Stripe: plain facts in, plain facts out, every refusal under a name of ours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from strato.core.later import later

if TYPE_CHECKING:
    from strato.payments.gateways import stripe as room
else:
    room = later("strato.payments.gateways.stripe")


@cache
def gateway() -> room.StripeGateway:
    """The gateway of this installation; STRIPE_API_BASE alone decides whether it is Stripe or the sandbox."""
    return room.StripeGateway(
        api_base=settings.STRIPE_API_BASE,
        secret_key=settings.STRIPE_SECRET_KEY,
        webhook_secrets=tuple(settings.STRIPE_WEBHOOK_SECRETS),
        version=settings.STRIPE_API_VERSION,
        retries=settings.STRIPE_RETRIES,
        timeout=settings.STRIPE_TIMEOUT_SECONDS,
    )
