"""What webhooks make known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.notifications import kinds
from strato.webhooks import notices, portable


def register() -> None:
    """Their kind of notification, and their part in the copy of a person's data."""
    kinds.register(notices.WEBHOOK_DISABLED)
    portability.register(portable.PORTION)
