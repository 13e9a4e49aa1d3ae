"""What a variant costs in the customer's currency: the lab's own price there, else by the dated rate."""

from strato.core import exchange
from strato.core.money import Money
from strato.store.models import Variant


def price_in(variant: Variant, currency: str) -> Money:
    """The price of one piece. ``prices`` and ``product__lab`` are best loaded before. Raises ``CurrencyUnavailable``."""
    own = variant.price
    if not currency or currency == own.currency:
        return own
    set_by_lab = next((price.amount for price in variant.prices.all() if price.currency == currency), None)
    return Money(set_by_lab, currency) if set_by_lab is not None else exchange.convert(own, currency).money
