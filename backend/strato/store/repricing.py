"""Prices changed by a rule: a share or a sum, then a named rounding. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from strato.core.money import Money, exponent

ONE_HUNDRED_PERCENT = Decimal(10_000)


class Rounding(StrEnum):
    """To what a new price is rounded, half to even."""

    CENT = "cent"
    """The currency's smallest unit."""
    TEN_CENTS = "ten_cents"
    WHOLE = "whole"
    ENDING_99 = "ending_99"
    """One smallest unit below a whole amount; below a hundred where the currency has no cents."""


@dataclass(frozen=True, slots=True)
class PriceRule:
    """So many hundredths of a percent more (or less), or so many minor units of the lab's currency."""

    basis_points: int = 0
    amount: int = 0
    rounding: Rounding = Rounding.CENT


def repriced(money: Money, rule: PriceRule) -> Money:
    """The new price; it may fall below zero, which is for the caller to refuse."""
    raw = Decimal(money.amount) * (ONE_HUNDRED_PERCENT + rule.basis_points) / ONE_HUNDRED_PERCENT + rule.amount
    return Money(rounded(raw, money.currency, rule.rounding), money.currency)


def rounded(minor: Decimal, currency: str, rounding: Rounding) -> int:
    unit = 10 ** exponent(currency)
    match rounding:
        case Rounding.CENT:
            return nearest(minor, 1)
        case Rounding.TEN_CENTS:
            return nearest(minor, max(unit // 10, 1))
        case Rounding.WHOLE:
            return nearest(minor, unit)
        case Rounding.ENDING_99:
            step = unit if unit > 1 else 100
            return max(nearest(minor + 1, step), step) - 1 if minor > 0 else nearest(minor, 1)


def nearest(minor: Decimal, step: int) -> int:
    """The multiple of ``step`` that is nearest, half to even."""
    return int((minor / step).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)) * step
