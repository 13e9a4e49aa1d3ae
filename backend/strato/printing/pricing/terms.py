"""What a price is made of: the lab's list and the work to be priced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from strato.core.errors import Invalid

MAX_QUANTITY = 100_000
HUNDRED = Decimal(100)


class InvalidPriceList(Invalid):
    code = "invalid_price_list"
    detail = "This price list cannot be used."


class QuantityOutOfRange(Invalid):
    code = "quantity_out_of_range"
    detail = "This many pieces cannot be priced."


class FinishNotOffered(Invalid):
    code = "finish_not_offered"
    detail = "The lab does not offer this finish."


@dataclass(frozen=True, slots=True, order=True)
class QuantityBreak:
    """From ``from_quantity`` pieces on, every piece costs ``percent`` less."""

    from_quantity: int
    percent: Decimal


@dataclass(frozen=True, slots=True, order=True)
class RushTier:
    """Needed within so many days: ``percent`` more."""

    within_days: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class PriceList:
    """One lab's terms for one material on one machine; amounts are minor units of ``currency``.

    ``setup`` and ``preparation`` are per order; ``support_removal`` and ``finishing`` per piece ("raw" is always free unless it is
    listed); percents are of 100. A finish that is not in ``finishing`` is not offered.
    """

    currency: str
    material_per_kg: int
    machine_per_hour: int
    setup: int = 0
    preparation: int = 0
    support_removal: int = 0
    finishing: Mapping[str, int] = field(default_factory=dict)
    failure_percent: Decimal = Decimal(0)
    minimum: int = 0
    quantity_breaks: tuple[QuantityBreak, ...] = ()
    rush: tuple[RushTier, ...] = ()
    member_discount_percent: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        amounts = (
            self.material_per_kg,
            self.machine_per_hour,
            self.setup,
            self.preparation,
            self.support_removal,
            self.minimum,
        )
        if min(*amounts, *self.finishing.values()) < 0:
            raise InvalidPriceList("An amount is negative.")
        reductions = [self.member_discount_percent, *(step.percent for step in self.quantity_breaks)]
        if not all(0 <= percent <= HUNDRED for percent in reductions):
            raise InvalidPriceList("A reduction is not between 0 and 100 percent.")
        if self.failure_percent < 0 or any(tier.percent < 0 for tier in self.rush):
            raise InvalidPriceList("A surcharge is negative.")

    def finish_amount(self, finish: str) -> int:
        """Minor units that a finish adds to each piece."""
        if finish == "raw":
            return self.finishing.get("raw", 0)
        if finish not in self.finishing:
            raise FinishNotOffered(finish=finish)
        return self.finishing[finish]

    def break_percent(self, quantity: int) -> Decimal:
        """The best reduction that this many pieces reach."""
        return max(
            (step.percent for step in self.quantity_breaks if step.from_quantity <= quantity), default=Decimal(0)
        )

    def rush_percent(self, time_left: timedelta | None) -> Decimal:
        """The surcharge of the tightest tier that the time left falls under."""
        if time_left is None:
            return Decimal(0)
        reached = [tier for tier in self.rush if time_left <= timedelta(days=tier.within_days)]
        return min(reached).percent if reached else Decimal(0)


@dataclass(frozen=True, slots=True)
class PricedWork:
    """What is to be made. Mass (with supports) and machine time are those of one piece.

    ``time_left`` is from now to the moment the customer needs it, None when they are in no hurry.
    """

    mass_mg: int
    seconds: int
    quantity: int = 1
    support_mg: int = 0
    finish: str = "raw"
    time_left: timedelta | None = None
    is_member: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.quantity <= MAX_QUANTITY:
            raise QuantityOutOfRange(quantity=self.quantity, maximum=MAX_QUANTITY)
        if min(self.mass_mg, self.seconds, self.support_mg) < 0:
            raise Invalid("Mass and time are not negative.", code="invalid_work")
