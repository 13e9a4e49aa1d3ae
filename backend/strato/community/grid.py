"""A coarse grid over the globe: where something is, without saying at which door. Pure."""

from math import cos, floor, radians

CELL_DEGREES = 0.01  # of latitude: about 1.1 km


def snapped(lat: float, lng: float) -> tuple[float, float]:
    """The middle of the cell around a point; cells are about as wide as they are high at every latitude."""
    row = min(floor((lat + 90) / CELL_DEGREES), round(180 / CELL_DEGREES) - 1)
    middle = (row + 0.5) * CELL_DEGREES - 90
    columns = max(1, round(360 * cos(radians(middle)) / CELL_DEGREES))
    wide = 360 / columns
    column = min(floor((lng + 180) / wide), columns - 1)
    return round(middle, 6), round((column + 0.5) * wide - 180, 6)
