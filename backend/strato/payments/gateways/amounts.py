"""Amounts as the gateway counts them: its smallest unit is not always the currency's."""

from strato.core.money import Money, coin, exponent
from strato.payments.errors import AmountTooSmall, AmountUncoined

# Where Stripe's exponent is not ISO 4217's: whole units, written with two decimals.
EXPONENTS = {"ISK": 2, "UGX": 2}
# The least that a card payment may be, in ISO minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
MINIMUM = {
    "EUR": 50, "USD": 50, "GBP": 30, "CHF": 50, "SEK": 300, "NOK": 300, "DKK": 250, "PLN": 200, "CZK": 1500, "HUF": 17500,
    "CAD": 50, "AUD": 50, "JPY": 50,
}  # fmt: skip


def to_gateway(money: Money) -> int:
    """Our minor units in the gateway's: 1500 ISK are 150000 there."""
    return int(
        money.amount * 10 ** (EXPONENTS.get(money.currency, exponent(money.currency)) - exponent(money.currency))
    )


def from_gateway(amount: int, currency: str) -> Money:
    """The gateway's amount in ours."""
    currency = currency.upper()
    factor = 10 ** (EXPONENTS.get(currency, exponent(currency)) - exponent(currency))
    return Money(int(amount) // factor, currency)


def check_payable(money: Money) -> None:
    """Refuse what no card could be charged with."""
    least = MINIMUM.get(money.currency, 1)
    if money.amount < least:
        raise AmountTooSmall(least=least, currency=money.currency)
    check_coined(money)


def check_coined(money: Money) -> None:
    """Refuse the single fils that cards do not know, in either direction."""
    if money.amount % coin(money.currency):
        raise AmountUncoined(step=coin(money.currency), currency=money.currency)
