"""Exchange rates of the European Central Bank: dated, offline (the table comes with a library), frozen where they are used."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from currency_converter import CurrencyConverter, RateNotFoundError

from strato.core.errors import Invalid
from strato.core.money import Money

BASE = "EUR"
DIGITS = Decimal("1e-10")


class CurrencyUnavailable(Invalid):
    code = "currency_unavailable"
    detail = "There is no exchange rate for this currency."


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of ``source`` was worth in ``target`` on a day; 1 and undated for a currency in itself."""

    source: str
    target: str
    rate: Decimal
    on: date | None = None

    def convert(self, money: Money) -> Money:
        """Rounded half to even to the target's minor unit."""
        return Money(money.amount, money.currency) if self.source == self.target else self._converted(money)

    def as_json(self) -> dict[str, str]:
        """How an order keeps it."""
        return {"rate": str(self.rate), "date": self.on.isoformat() if self.on else ""}

    def _converted(self, money: Money) -> Money:
        if money.currency != self.source:
            raise CurrencyUnavailable(currency=money.currency)
        return Money.of(money.major * self.rate, self.target)


def rate_of(source: str, target: str, *, on: date) -> Rate:
    """The rate on a day, or on the last day before it that has one; after the table's end, its last day's.

    Raises ``CurrencyUnavailable`` for a currency that the bank does not quote on or near that day.
    """
    return Rate(source, target, Decimal(1)) if source == target else _rate(source, target, on)


def check_quoted(currency: str, *, on: date) -> None:
    """Whoever chooses a currency must be able to trade with those of others. Raises ``CurrencyUnavailable`` by field."""
    try:
        rate_of(currency, BASE, on=on)
    except CurrencyUnavailable as error:
        raise CurrencyUnavailable(fields={"currency": [CurrencyUnavailable.detail]}, currency=currency) from error


@cache
def table() -> CurrencyConverter:
    """The bank's table, read once per process."""
    return CurrencyConverter(decimal=True)


@cache
def _rate(source: str, target: str, on: date) -> Rate:
    known = [table().bounds.get(currency) for currency in (source, target) if currency != BASE]
    if any(bounds is None or on < bounds.first_date for bounds in known):
        raise CurrencyUnavailable(currency=target if source == BASE else source)
    day = min([on, *(bounds.last_date for bounds in known if bounds)])
    return _on_day(source, target, day)


def _on_day(source: str, target: str, day: date) -> Rate:
    """Weekends and holidays have no rate: the one before counts."""
    for back in range(10):
        earlier = date.fromordinal(day.toordinal() - back)
        try:
            rate = table().convert(1, source, target, date=earlier)
        except (RateNotFoundError, ValueError):
            continue
        return Rate(source, target, Decimal(rate).quantize(DIGITS, ROUND_HALF_EVEN), earlier)
    raise CurrencyUnavailable(currency=target if source == BASE else source)
