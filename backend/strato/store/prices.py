"""What a variant costs in the customer's currency: the lab's own price there, else by the dated rate.

Prices of several currencies are compared by what they are worth in the base currency, in whole millionths: fine enough that
no two amounts of one currency fall together, and a whole number in every database.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from django.utils import timezone

from strato.core import exchange
from strato.core.money import Money
from strato.store.models import Variant

MILLION = Decimal(1_000_000)
HALF = Decimal("0.5")
HIGHEST = 2**63 - 1


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


def base_rate(currency: str) -> Decimal | None:
    """What one unit is worth in the base currency today; None where the bank quotes none."""
    try:
        return exchange.rate_of(currency, exchange.BASE, on=timezone.localdate()).rate
    except exchange.CurrencyUnavailable:
        return None


def comparable(money: Money, rate: Decimal) -> int:
    """Millionths of the base currency, at what one unit of the money's currency is worth there."""
    return within(money.major * rate * MILLION, ROUND_HALF_EVEN)


def lowest_shown_as(money: Money, rate: Decimal) -> int:
    """The least comparable price that is shown as this amount or more: half a minor unit below it."""
    return within((money.major - half_unit(money)) * rate * MILLION, ROUND_CEILING)


def highest_shown_as(money: Money, rate: Decimal) -> int:
    """The greatest comparable price that is shown as this amount or less."""
    return within((money.major + half_unit(money)) * rate * MILLION, ROUND_FLOOR)


def half_unit(money: Money) -> Decimal:
    return Money(1, money.currency).major * HALF


def within(worth: Decimal, rounding: str) -> int:
    """A whole number that every database can hold."""
    return max(-HIGHEST, min(int(worth.to_integral_value(rounding)), HIGHEST))
