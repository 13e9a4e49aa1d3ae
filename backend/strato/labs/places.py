"""Distances on the globe. Pure."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0088  # IUGG mean radius


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of latitudes and longitudes; ``west > east`` when it crosses the 180th meridian."""

    south: float
    north: float
    west: float
    east: float

    @property
    def crosses_date_line(self) -> bool:
        return self.west > self.east


def distance_km(lat: float, lng: float, other_lat: float, other_lng: float) -> float:
    """The great-circle distance by the haversine formula."""
    up, over = radians(other_lat - lat), radians(other_lng - lng)
    half = sin(up / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(over / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def box_around(lat: float, lng: float, radius_km: float) -> Box:
    """The smallest box that holds every point within the radius; at a pole it spans all longitudes."""
    up = degrees(radius_km / EARTH_KM)
    south, north = lat - up, lat + up
    if south <= -90 or north >= 90:
        return Box(max(south, -90.0), min(north, 90.0), -180.0, 180.0)
    ratio = sin(radius_km / EARTH_KM) / cos(radians(lat))
    if radius_km >= EARTH_KM * 1.5 or ratio >= 1:
        return Box(south, north, -180.0, 180.0)
    over = degrees(asin(ratio))
    return Box(south, north, _wrapped(lng - over), _wrapped(lng + over))


def _wrapped(lng: float) -> float:
    return (lng + 180) % 360 - 180
