"""What a cell says: texts become values, or a named refusal; values become texts again."""

import re
from decimal import Decimal
from typing import Any

from strato.core.money import MAX_AMOUNT, Money, exponent
from strato.store.texts import LANGUAGES
from strato.store.texts import LONGEST as LONGEST_TEXTS

MAX_MG = 10**9
MAX_PIECES = 1_000_000
MAX_DAYS = 365
LONGEST = {"sku": 60, "product": 180, **LONGEST_TEXTS}
LONGEST_OPTION = 60
YES, NO = {"yes", "true", "1"}, {"no", "false", "0"}
TAX_CLASSES = ("standard", "reduced", "zero")


class CellRefused(ValueError):
    """A cell that says nothing we can take; ``code`` names why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text(cell: str, name: str) -> str:
    if len(cell) > LONGEST[name]:
        raise CellRefused("too_long")
    return cell


def truth(cell: str) -> bool:
    word = cell.lower()
    if word not in YES | NO:
        raise CellRefused("not_yes_or_no")
    return word in YES


def whole(cell: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", cell) or int(cell) > most:
        raise CellRefused("not_a_whole_number")
    return int(cell)


def amount(cell: str, currency: str) -> int:
    """Minor units of "18.50" or "18,50"; digits that the currency does not have are refused, not rounded."""
    digits = exponent(currency)
    behind = rf"(?:[.,][0-9]{{1,{digits}}})?" if digits else "(?:[.,]0*)?"
    if not re.fullmatch(rf"[0-9]{{1,10}}{behind}", cell):
        raise CellRefused("not_an_amount")
    minor = Money.of(Decimal(cell.replace(",", ".")), currency).amount
    if minor > MAX_AMOUNT:
        raise CellRefused("not_an_amount")
    return minor


def grams(cell: str) -> int:
    """Milligrams of "320" or "0.5" grams."""
    if not re.fullmatch(r"[0-9]{1,7}(?:[.,][0-9]{1,3})?", cell):
        raise CellRefused("not_a_weight")
    mg = int(Decimal(cell.replace(",", ".")).scaleb(3))
    if mg > MAX_MG:
        raise CellRefused("not_a_weight")
    return mg


def options(cell: str) -> dict[str, str]:
    """{"Color": "Black", "Size": "L"} of "Color=Black; Size=L"."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        name, mark, value = (side.strip() for side in part.partition("="))
        if not (name and mark and value) or name in found or max(len(name), len(value)) > LONGEST_OPTION:
            raise CellRefused("not_options")
        found[name] = value
    return found


def tax_class(cell: str) -> str:
    if cell.lower() not in TAX_CLASSES:
        raise CellRefused("not_a_tax_class")
    return cell.lower()


def language(cell: str) -> str:
    if cell.lower() not in LANGUAGES:
        raise CellRefused("not_a_language")
    return cell.lower()


def said(value: Any) -> str:
    """A value as its cell reads; amounts by ``said_amount``."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict():
            return "; ".join(f"{name}={choice}" for name, choice in value.items())
    return str(value)


def said_amount(minor: int | None, currency: str) -> str:
    return "" if minor is None else f"{Money(minor, currency).major:.{exponent(currency)}f}"


def said_grams(mg: int) -> str:
    return f"{Decimal(mg).scaleb(-3).normalize():f}"
