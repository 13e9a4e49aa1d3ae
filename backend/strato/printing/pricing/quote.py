"""The sum itself: from terms and work to a breakdown."""

from __future__ import annotations

from decimal import Decimal

from strato.printing.pricing.breakdown import Fact, PriceBreakdown, PriceLine, largest_remainder
from strato.printing.pricing.terms import HUNDRED, PricedWork, PriceList

Term = tuple[str, dict[str, Fact], Decimal]

MG_PER_KG = Decimal(1_000_000)
SECONDS_PER_HOUR = Decimal(3600)


def quote_price(work: PricedWork, prices: PriceList) -> PriceBreakdown:
    """The price of all pieces. In order: what a piece costs times the quantity, its break, the order's fees, rush, membership, minimum.

    More pieces, grams or minutes never cost less: below a break nobody pays more than the break itself would cost.
    Only the last step rounds (half even, spread over the lines by largest remainder), so the lines always sum to the total.
    """
    pieces = _pieces(work, prices)
    terms = [*pieces, *_discount(pieces, work.quantity, prices), *_fees(prices)]
    terms += _percentage("rush", _sum(terms), prices.rush_percent(work.time_left))
    if work.is_member:
        terms += _percentage("member_discount", -_sum(terms), prices.member_discount_percent)
    terms += _minimum(_sum(terms), prices)
    kept = [term for term in terms if term[2]]
    amounts = largest_remainder([amount for _, _, amount in kept])
    lines = tuple(PriceLine(code, facts, amount) for (code, facts, _), amount in zip(kept, amounts, strict=True))
    return PriceBreakdown(currency=prices.currency, quantity=work.quantity, lines=lines)


def _pieces(work: PricedWork, prices: PriceList) -> list[Term]:
    """The terms that grow with the quantity."""
    count = work.quantity
    finish = prices.finish_amount(work.finish)
    material = Decimal(prices.material_per_kg) * work.mass_mg * count / MG_PER_KG
    machine = Decimal(prices.machine_per_hour) * work.seconds * count / SECONDS_PER_HOUR
    made: list[Term] = [
        ("material", {"mass_mg": work.mass_mg * count, "per_kg": prices.material_per_kg}, material),
        ("machine_time", {"seconds": work.seconds * count, "per_hour": prices.machine_per_hour}, machine),
    ]
    made += _percentage("failure_allowance", material + machine, prices.failure_percent)
    if work.support_mg:
        each = prices.support_removal
        made.append(("support_removal", {"quantity": count, "each": each}, Decimal(each * count)))
    made.append(("finishing", {"finish": work.finish, "quantity": count, "each": finish}, Decimal(finish * count)))
    return made


def _discount(pieces: list[Term], quantity: int, prices: PriceList) -> list[Term]:
    """The quantity break; just below a higher break the price is capped at what the break costs."""
    full = _sum(pieces)
    each = full / quantity
    reached = prices.break_percent(quantity)
    here = full * (HUNDRED - reached) / HUNDRED
    ahead = [step for step in prices.quantity_breaks if step.from_quantity > quantity]
    caps = [
        each * step.from_quantity * (HUNDRED - prices.break_percent(step.from_quantity)) / HUNDRED for step in ahead
    ]
    payable = min([here, *caps])
    facts: dict[str, Fact] = {"quantity": quantity, "percent": _plain(reached)}
    if payable < here:
        facts["capped_at_quantity"] = ahead[caps.index(payable)].from_quantity
    return [("quantity_discount", facts, payable - full)]


def _fees(prices: PriceList) -> list[Term]:
    return [("setup", {}, Decimal(prices.setup)), ("preparation", {}, Decimal(prices.preparation))]


def _percentage(code: str, base: Decimal, percent: Decimal) -> list[Term]:
    return [(code, {"percent": _plain(percent)}, base * percent / HUNDRED)]


def _minimum(so_far: Decimal, prices: PriceList) -> list[Term]:
    return [("minimum_adjustment", {"minimum": prices.minimum}, max(prices.minimum - so_far, Decimal(0)))]


def _sum(terms: list[Term]) -> Decimal:
    return sum((amount for _, _, amount in terms), Decimal(0))


def _plain(percent: Decimal) -> str:
    """A percent as people write it: 7.5, not 7.50."""
    return f"{percent.normalize():f}"
