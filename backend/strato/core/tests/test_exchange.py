"""Exchange rates: real ones of the European Central Bank, dated."""

from datetime import date
from decimal import Decimal

import pytest

from strato.core.exchange import CurrencyUnavailable, Rate, check_quoted, rate_of
from strato.core.money import CURRENCIES, Money

FRIDAY = date(2024, 3, 15)


def test_a_known_day() -> None:
    """The bank's reference rate of 15 March 2024: 1 EUR = 1.0892 USD."""
    assert rate_of("EUR", "USD", on=FRIDAY) == Rate("EUR", "USD", Decimal("1.0892000000"), FRIDAY)


def test_a_sunday_uses_friday() -> None:
    assert rate_of("EUR", "USD", on=date(2024, 3, 17)) == rate_of("EUR", "USD", on=FRIDAY)


def test_after_the_tables_end_its_last_day_counts() -> None:
    late = rate_of("USD", "EUR", on=date(2100, 1, 1))
    assert late.on is not None
    assert date(2026, 1, 1) < late.on < date(2100, 1, 1)


def test_money_is_rounded_to_the_targets_own_digits() -> None:
    yen = Rate("EUR", "JPY", Decimal("162.13"), FRIDAY)
    assert yen.convert(Money(1999, "EUR")) == Money(3241, "JPY")
    krona = Rate("EUR", "ISK", Decimal("148.90"), FRIDAY)
    assert krona.convert(Money(1000, "EUR")) == Money(1489, "ISK")
    assert Rate("JPY", "EUR", Decimal("0.0061679"), FRIDAY).convert(Money(1000, "JPY")) == Money(617, "EUR")


def test_a_currency_in_itself_is_one() -> None:
    assert rate_of("KWD", "KWD", on=FRIDAY).convert(Money(1234, "KWD")) == Money(1234, "KWD")


def test_what_the_bank_does_not_quote_is_refused() -> None:
    with pytest.raises(CurrencyUnavailable):
        rate_of("EUR", "KWD", on=FRIDAY)
    with pytest.raises(CurrencyUnavailable):
        rate_of("EUR", "USD", on=date(1990, 1, 1))


@pytest.mark.parametrize("currency", CURRENCIES)
def test_every_currency_but_the_dinar_may_be_chosen(currency: str) -> None:
    """Whoever adds one that the bank does not quote tells the pages: shared/lib/currencies.ts."""
    if currency != "KWD":
        check_quoted(currency, on=date(2026, 11, 20))
        return
    with pytest.raises(CurrencyUnavailable) as refused:
        check_quoted(currency, on=date(2026, 11, 20))
    assert list(refused.value.fields) == ["currency"]


def test_a_rate_converts_only_its_own_currency() -> None:
    with pytest.raises(CurrencyUnavailable):
        Rate("EUR", "USD", Decimal("1.1"), FRIDAY).convert(Money(1, "GBP"))


def test_a_rate_as_an_order_keeps_it() -> None:
    assert rate_of("EUR", "USD", on=FRIDAY).as_json() == {"rate": "1.0892000000", "date": "2024-03-15"}
