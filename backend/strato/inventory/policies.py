"""Who may do what to the stock."""

from typing import Any

from strato.core.policies import is_admin
from strato.inventory.models import MaterialPrice, Spool
from strato.labs.policies import MANAGERS, STOCK, in_lab


def can_price(user: Any, price: MaterialPrice | None = None) -> bool:
    """Managers of the lab; without a row: managers of any lab."""
    return is_admin(user) or in_lab(user, price.lab if price else None, *MANAGERS)


def can_keep_stock(user: Any, spool: Spool | None = None) -> bool:
    """The lab's stock keepers and managers; without a row: those of any lab."""
    return is_admin(user) or in_lab(user, spool.lab if spool else None, *STOCK)


def can_see_stock(user: Any, spool: Spool | None = None) -> bool:
    return is_admin(user) or in_lab(user, spool.lab if spool else None)
