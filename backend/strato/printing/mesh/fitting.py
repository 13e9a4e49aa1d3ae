"""Does it fit the machine, and how must it be turned?"""

from collections.abc import Sequence

AXIS_ORDERS = ("xyz", "yxz", "xzy", "zxy", "yzx", "zyx")
"""Which axis of the model lies along x, y and z of the machine; upright ones first, so that nothing is turned without need."""

SLACK_MM = 1e-6


def fits(size_mm: Sequence[float], build_volume_mm: Sequence[float]) -> str | None:
    """The first of the six axis orientations (``AXIS_ORDERS``) in which the box fits the build volume; None if there is none."""
    return next((order for order in AXIS_ORDERS if _within(turned(size_mm, order), build_volume_mm)), None)


def turned(size_mm: Sequence[float], order: str) -> tuple[float, float, float]:
    """The size of the box after turning it so that ``order`` names its axes along x, y and z."""
    x, y, z = (float(size_mm["xyz".index(axis)]) for axis in order)
    return (x, y, z)


def _within(size: Sequence[float], volume: Sequence[float]) -> bool:
    return all(length <= room + SLACK_MM for length, room in zip(size, volume, strict=True))
