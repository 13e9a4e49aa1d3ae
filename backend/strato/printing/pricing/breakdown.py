"""A price as lines that sum to it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from strato.core.money import Money

Fact = int | str


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One term of a price. ``code`` is stable; ``facts`` are the numbers its sentence needs; ``amount`` is in minor units.

    Codes: material, machine_time, setup, preparation, support_removal, finishing, failure_allowance, quantity_discount, rush,
    member_discount, minimum_adjustment.
    """

    code: str
    facts: dict[str, Fact]
    amount: int


@dataclass(frozen=True, slots=True)
class PriceBreakdown:
    """Lines in the order of the sum, and their total for all pieces."""

    currency: str
    quantity: int
    lines: tuple[PriceLine, ...]

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def total(self) -> Money:
        return Money(self.amount, self.currency)

    def line(self, code: str) -> PriceLine | None:
        """The line of this code, if the price has it."""
        return next((line for line in self.lines if line.code == code), None)

    def as_json(self) -> list[dict[str, object]]:
        """What an offer stores: [{code, facts, amount}]."""
        return [{"code": line.code, "facts": dict(line.facts), "amount": line.amount} for line in self.lines]


def largest_remainder(amounts: Sequence[Decimal]) -> list[int]:
    """Integers that sum to the half-even rounded sum of ``amounts``, each within one of its own amount.

    Hamilton's method: everything is rounded down, then the largest remainders are rounded up until the total is met;
    on equal remainders the earlier amount wins. Amounts may be negative.
    """
    total = int(sum(amounts, Decimal(0)).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    floors = [int(amount.to_integral_value(rounding=ROUND_FLOOR)) for amount in amounts]
    missing = total - sum(floors)
    by_remainder = sorted(range(len(amounts)), key=lambda index: (floors[index] - amounts[index], index))
    for index in by_remainder[:missing]:
        floors[index] += 1
    return floors
