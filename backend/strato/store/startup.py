"""What the store makes known to the rest of the house when it starts."""

from strato.orders import sellables
from strato.store.sellable import VariantSellable


def register() -> None:
    """Its variants can be bought."""
    sellables.register(VariantSellable())
