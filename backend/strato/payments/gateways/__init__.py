"""The only room that speaks Stripe: plain facts in, plain facts out, every refusal under a name of ours."""

from functools import cache

from django.conf import settings

from strato.payments.gateways.stripe import StripeGateway

__all__ = ["StripeGateway", "gateway"]


@cache
def gateway() -> StripeGateway:
    """The gateway of this installation; STRIPE_API_BASE alone decides whether it is Stripe or the sandbox."""
    return StripeGateway(
        api_base=settings.STRIPE_API_BASE,
        secret_key=settings.STRIPE_SECRET_KEY,
        webhook_secrets=tuple(settings.STRIPE_WEBHOOK_SECRETS),
        version=settings.STRIPE_API_VERSION,
        retries=settings.STRIPE_RETRIES,
        timeout=settings.STRIPE_TIMEOUT_SECONDS,
    )
