"""Money: integer minor units and an ISO 4217 currency; never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from strato.core.errors import Invalid

# ISO 4217 minor-unit exponents that are not 2 (of the currencies we offer).
EXPONENTS = {"JPY": 0, "KRW": 0, "ISK": 0, "VND": 0, "CLP": 0, "KWD": 3, "BHD": 3, "TND": 3, "OMR": 3, "JOD": 3}
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "CAD", "AUD", "JPY", "ISK", "KWD")
MAX_AMOUNT = 10**9
"""The most that a price may be, in minor units of any currency: no sum of a full cart leaves 64 bits."""
MAX_TOTAL = 2**53 - 1
"""What JavaScript counts exactly."""
SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
# Between thousands and before the minor unit; amounts lead with the currency in English and end with it elsewhere.
MARKS = {"en": (",", "."), "de": (".", ","), "es": (".", ",")}


class CurrencyMismatch(Invalid):
    code = "currency_mismatch"
    detail = "Amounts of different currencies cannot be added."


def exponent(currency: str) -> int:
    """Digits behind the point: 2 for EUR, 0 for JPY, 3 for KWD."""
    return EXPONENTS.get(currency, 2)


def coin(currency: str) -> int:
    """The smallest amount that can be paid, in minor units: cards know no single fils, so 10 where there are three decimals."""
    return 10 if exponent(currency) == 3 else 1


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (cents) of one currency."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.amount * times, self.currency)

    def __str__(self) -> str:
        return f"{self.major:.{exponent(self.currency)}f} {self.currency}"

    def in_language(self, language: str) -> str:
        """As a reader of the language writes it: "€1,250.00" in English, "1.250,00 €" in German."""
        thousands, point = MARKS.get(language, MARKS["en"])
        plain = f"{abs(self.major):,.{exponent(self.currency)}f}"
        digits = plain.translate(str.maketrans(",.", thousands + point))
        minus, unit = "-" * (self.amount < 0), SYMBOLS.get(self.currency, self.currency)
        if language in MARKS and language != "en":
            return f"{minus}{digits}\u00a0{unit}"
        return f"{minus}{unit}{digits}" if self.currency in SYMBOLS else f"{minus}{unit}\u00a0{digits}"

    @property
    def major(self) -> Decimal:
        """The amount in major units: 12.50 for 1250 EUR cents."""
        return Decimal(self.amount).scaleb(-exponent(self.currency))

    @property
    def coined(self) -> "Money":
        """The nearest amount that can be paid, a half rounded up; itself in most currencies."""
        step = coin(self.currency)
        return Money((self.amount + step // 2) // step * step, self.currency)

    @classmethod
    def of(cls, major: Decimal, currency: str) -> "Money":
        """Money from major units, rounded half to even to the currency's minor unit."""
        minor = major.scaleb(exponent(currency)).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
        return cls(int(minor), currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrencyMismatch(left=self.currency, right=other.currency)
        return other
