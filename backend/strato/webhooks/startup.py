"""What webhooks make known to the rest of the house when it starts."""

from strato.notifications import kinds
from strato.webhooks import notices


def register() -> None:
    """Their kind of notification."""
    kinds.register(notices.WEBHOOK_DISABLED)
