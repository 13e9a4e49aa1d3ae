"""Lengths and weights as people measure them, kept as whole millimeters and grams. Pure."""

from decimal import ROUND_HALF_UP, Decimal

MM_IN = {"mm": Decimal(1), "cm": Decimal(10), "in": Decimal("25.4")}
GRAMS_IN = {"g": Decimal(1), "kg": Decimal(1000), "lb": Decimal("453.59237")}  # the international pound
MOST_MM = 5_000
MOST_GRAMS = 2_000_000


def to_mm(value: float, unit: str) -> int:
    """38.5 cm is 385; half a millimeter counts as a whole one."""
    return _whole(value, MM_IN[unit])


def to_grams(value: float, unit: str) -> int:
    """12.4 kg is 12400."""
    return _whole(value, GRAMS_IN[unit])


def _whole(value: float, factor: Decimal) -> int:
    return int((Decimal(str(value)) * factor).quantize(Decimal(1), ROUND_HALF_UP))
