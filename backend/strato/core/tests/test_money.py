from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.core.money import CURRENCIES, CurrencyMismatch, Money


@pytest.mark.parametrize(
    ("amount", "currency", "text"), [(1250, "EUR", "12.50 EUR"), (1250, "JPY", "1250 JPY"), (1250, "KWD", "1.250 KWD")]
)
def test_minor_units_follow_the_currency(amount: int, currency: str, text: str) -> None:
    assert str(Money(amount, currency)) == text


@given(st.integers(-(10**12), 10**12), st.sampled_from(CURRENCIES))
def test_major_and_minor_are_the_same_money(amount: int, currency: str) -> None:
    assert Money.of(Money(amount, currency).major, currency) == Money(amount, currency)


def test_half_a_cent_rounds_to_even() -> None:
    assert [Money.of(Decimal(text), "EUR").amount for text in ("0.005", "0.015", "0.025")] == [0, 2, 2]


def test_currencies_are_never_mixed() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        (125000, "EUR", "en", "€1,250.00"),
        (125000, "EUR", "de", "1.250,00\u00a0€"),
        (-490, "EUR", "es", "-4,90\u00a0€"),
        (1250, "JPY", "en", "¥1,250"),
        (1250, "CHF", "en", "CHF\u00a012.50"),
        (1250, "KWD", "de", "1,250\u00a0KWD"),
        (1250, "EUR", "fr", "€12.50"),
    ],
)
def test_an_amount_is_written_as_its_reader_writes_it(amount: int, currency: str, language: str, text: str) -> None:
    assert Money(amount, currency).in_language(language) == text
