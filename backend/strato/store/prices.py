"""What a variant costs in the customer's currency: the lab's own price there, else by the dated rate."""

from django.utils import timezone

from strato.core import exchange
from strato.core.money import Money
from strato.store.models import Variant


def price_in(variant: Variant, currency: str) -> Money:
    """The price of one piece; ``prices`` and ``product__lab`` are best loaded before."""
    set_by_lab = next((price.amount for price in variant.prices.all() if price.currency == currency), None)
    price = Money(set_by_lab, currency) if set_by_lab is not None else converted(variant.price, currency)
    return price.coined


def converted(money: Money, currency: str) -> Money:
    """By today's rate; in its own currency where none was asked for or the bank quotes none."""
    if not currency:
        return money
    try:
        return exchange.rate_of(money.currency, currency, on=timezone.localdate()).convert(money)
    except exchange.CurrencyUnavailable:
        return money
