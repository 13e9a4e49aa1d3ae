import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.labs.places import Box, box_around, distance_km

lats, lngs = st.floats(-89.9, 89.9), st.floats(-180, 180)


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        ((53.5511, 9.9937), (52.5200, 13.4050), 255),  # Hamburg - Berlin
        ((51.5074, -0.1278), (40.7128, -74.0060), 5570),  # London - New York
        ((0, 179.5), (0, -179.5), 111),  # across the 180th meridian
        ((90, 0), (-90, 0), 20015),  # half a meridian
    ],
)
def test_distances_of_known_places(here: tuple[float, float], there: tuple[float, float], km: int) -> None:
    assert distance_km(*here, *there) == pytest.approx(km, rel=0.01)


@given(lats, lngs, lats, lngs)
def test_there_is_as_far_as_back(lat: float, lng: float, other_lat: float, other_lng: float) -> None:
    there, back = distance_km(lat, lng, other_lat, other_lng), distance_km(other_lat, other_lng, lat, lng)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20016


def holds(box: Box, lat: float, lng: float) -> bool:
    across = lng >= box.west or lng <= box.east if box.crosses_date_line else box.west <= lng <= box.east
    return box.south <= lat <= box.north and across


@given(lats, lngs, st.floats(0.5, 2000), st.floats(-1, 1), st.floats(-1, 1))
def test_the_box_holds_everything_within_the_radius(
    lat: float, lng: float, radius: float, up: float, over: float
) -> None:
    there = max(-90.0, min(90.0, lat + up * 20)), (lng + over * 180 + 180) % 360 - 180
    if distance_km(lat, lng, *there) <= radius * 0.999:
        assert holds(box_around(lat, lng, radius), *there)
