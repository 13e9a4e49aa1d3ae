"""What a purchase costs: arithmetic on plain integers, in minor units of one currency. No clock, no tables.

Rounding has one name here, *half up* (a half goes away from zero, as on invoices), and three places: the percentage of a
discount, the tax contained in a line, the tax contained in shipping. What is spread over lines is spread by largest
remainder, so that the lines always sum to the total; nothing is rounded twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WHOLE_BASIS_POINTS = 10_000
MG_PER_KG = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many pieces at a price with tax inside."""

    unit_amount: int
    quantity: int
    tax_basis_points: int = 0
    weight_mg: int = 0
    """Of one piece."""
    scopes: frozenset[str] = frozenset()
    """What discounts may name."""


@dataclass(frozen=True, slots=True)
class Discount:
    """What a coupon takes off: a share of the lines in scope, or a fixed amount (never more than they cost)."""

    basis_points: int = 0
    amount: int = 0
    minimum: int = 0
    """The goods of the whole cart must be worth this much."""
    scopes: frozenset[str] = frozenset()
    """A line must carry one of these; empty: every line."""
    within: str = ""
    """And this one, when it is said: a lab's own coupon reaches its own lines only."""
    coin: int = 1
    """What is taken off each line is a multiple of this, as the prices are: some currencies have digits that nobody can pay."""

    def reaches(self, line: Wanted) -> bool:
        if self.within and self.within not in line.scopes:
            return False
        return not self.scopes or bool(self.scopes & line.scopes)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A way to send it: a price for the parcel, one for each begun kilogram, free from a value of goods on."""

    amount: int = 0
    amount_per_kg: int = 0
    free_from: int | None = None
    """Compared with the goods after discount."""
    tax_basis_points: int = 0


@dataclass(frozen=True, slots=True)
class LineTotal:
    """total = goods - discount; the tax is contained in the total."""

    goods: int
    discount: int
    total: int
    tax: int


@dataclass(frozen=True, slots=True)
class Totals:
    """total = goods - discount + shipping; tax = the taxes of the lines + shipping_tax, contained in the total."""

    lines: tuple[LineTotal, ...]
    goods: int = 0
    discount: int = 0
    shipping: int = 0
    shipping_tax: int = 0
    tax: int = 0
    total: int = 0
    weight_mg: int = 0
    taxes: dict[int, int] = field(default_factory=dict)
    """Contained tax by rate in basis points, as invoices show it."""


def add_up(wanted: Sequence[Wanted], *, discount: Discount | None = None, delivery: Delivery | None = None) -> Totals:
    """The cost of these lines, with a discount on those it reaches, sent in this way."""
    goods = [line.unit_amount * line.quantity for line in wanted]
    off = spread_discount(wanted, discount) if discount else [0] * len(goods)
    lines = tuple(
        LineTotal(worth, less, worth - less, contained_tax(worth - less, line.tax_basis_points))
        for line, worth, less in zip(wanted, goods, off, strict=True)
    )
    weight = sum(line.weight_mg * line.quantity for line in wanted)
    after = sum(line.total for line in lines)
    shipping = delivery_price(delivery, goods=after, weight_mg=weight) if delivery else 0
    shipping_rate = delivery.tax_basis_points if delivery else 0
    shipping_tax = contained_tax(shipping, shipping_rate)
    taxes: dict[int, int] = {}
    shares = [(line.tax_basis_points, line_total.tax) for line, line_total in zip(wanted, lines, strict=True)]
    for rate, tax in [*shares, (shipping_rate, shipping_tax)]:
        if tax:
            taxes[rate] = taxes.get(rate, 0) + tax
    return Totals(
        lines=lines,
        goods=sum(goods),
        discount=sum(off),
        shipping=shipping,
        shipping_tax=shipping_tax,
        tax=sum(taxes.values()),
        total=after + shipping,
        weight_mg=weight,
        taxes=dict(sorted(taxes.items())),
    )


def spread_discount(wanted: Sequence[Wanted], discount: Discount) -> list[int]:
    """What comes off each line; nothing at all when the goods are below the discount's minimum."""
    goods = [line.unit_amount * line.quantity for line in wanted]
    reached = [worth if discount.reaches(line) else 0 for line, worth in zip(wanted, goods, strict=True)]
    if sum(goods) < discount.minimum:
        return [0] * len(goods)
    coins = [worth // discount.coin for worth in reached]
    share = half_up(sum(coins) * discount.basis_points, WHOLE_BASIS_POINTS)
    return [part * discount.coin for part in spread(min(share + discount.amount // discount.coin, sum(coins)), coins)]


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """``amount`` in whole units, in proportion to ``weights``, by largest remainder (of equal ones the first).

    The parts sum to the amount; none exceeds its weight as long as the amount does not exceed their sum.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(amount * weights[place] % whole), place))
    for place in by_remainder[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def contained_tax(gross: int, basis_points: int) -> int:
    """The tax inside a price that includes it: gross x rate / (1 + rate), half up."""
    return half_up(gross * basis_points, WHOLE_BASIS_POINTS + basis_points)


def delivery_price(delivery: Delivery, *, goods: int, weight_mg: int) -> int:
    if delivery.free_from is not None and goods >= delivery.free_from:
        return 0
    return delivery.amount + delivery.amount_per_kg * begun_kilograms(weight_mg)


def begun_kilograms(weight_mg: int) -> int:
    return -(-weight_mg // MG_PER_KG)


def share_of_pieces(total: int, pieces: int, *, of: int, after: int = 0, coin: int = 1) -> int:
    """What so many pieces of a line are worth when ``after`` others were counted before: the shares of all sum to the total.

    In whole coins, as far as the total is.
    """

    def worth(count: int) -> int:
        return total if count == of else half_up(total * count, of * coin) * coin

    return worth(after + pieces) - worth(after)


def half_up(numerator: int, denominator: int) -> int:
    """The quotient of non-negative integers, a half rounded up."""
    return (2 * numerator + denominator) // (2 * denominator)
