"""What happens by itself when its time has come."""

from typing import Any

from stripe_sandbox import acts, reversals
from stripe_sandbox.errors import ApiError
from stripe_sandbox.store import Transaction


def ring(tx: Transaction, act: str, id: str) -> None:
    """A timer rang; what became impossible meanwhile is let go."""
    known: dict[str, Any] = {
        "expire": acts.expire,
        "money_arrives": acts.money_arrives,
        "money_fails": acts.money_fails,
        "refund_arrives": reversals.refund_arrives,
        "refund_fails": reversals.refund_fails,
    }
    try:
        known[act](tx, id)
    except ApiError:
        return
