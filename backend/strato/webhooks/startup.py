"""What webhooks make known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.notifications import kinds
from strato.webhooks import notices, portable
from strato.webhooks.leaving import PART


def register() -> None:
    """Their kind of notification, and their part in the copy of a person's data; what leaving means here."""
    kinds.register(notices.WEBHOOK_DISABLED)
    portability.register(portable.PORTION)
    register_leaving(PART)
