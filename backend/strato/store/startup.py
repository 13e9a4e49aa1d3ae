"""What the store makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.orders import sellables
from strato.store import portable
from strato.store.sellable import VariantSellable


def register() -> None:
    """Its variants can be bought, and their part in the copy of a person's data."""
    sellables.register(VariantSellable())
    portability.register(portable.PORTION)
