"""Who may do what to the stock."""

from typing import Any

from strato.core.policies import closed_to_guests, is_admin
from strato.inventory.models import MaterialPrice
from strato.labs.policies import MANAGERS, STOCK, in_lab


def can_price(user: Any, price: MaterialPrice | None = None) -> bool:
    """Managers of the lab; without a row: managers of any lab."""
    return is_admin(user) or in_lab(user, price.lab if price else None, *MANAGERS)


@closed_to_guests
def can_keep_stock(user: Any, row: Any = None) -> bool:
    """Of a spool, an item, a shelf, a lot or a move: the lab's stock keepers and managers; without a row: those of any lab."""
    return is_admin(user) or in_lab(user, row.lab if row else None, *STOCK)


@closed_to_guests
def can_see_stock(user: Any, row: Any = None) -> bool:
    """The lab's people; without a row: those of any lab."""
    return is_admin(user) or in_lab(user, row.lab if row else None)
