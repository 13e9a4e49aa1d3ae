"""Who may follow an order live."""

from typing import Any

from strato.orders.notices import sees_order


def sees(user: Any, order_id: str) -> bool:
    """Whoever sees the order."""
    return sees_order(user, order_id)
