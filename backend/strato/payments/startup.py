"""What payments makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.notifications import kinds
from strato.payments import notices, portable
from strato.payments.leaving import PART


def register() -> None:
    """Its kinds of notifications, and their part in the copy of a person's data; what leaving means here."""
    kinds.register(*notices.KINDS)
    portability.register(portable.PORTION)
    register_leaving(PART)
