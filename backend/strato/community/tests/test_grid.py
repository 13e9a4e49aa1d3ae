from hypothesis import given
from hypothesis import strategies as some

from strato.community.grid import snapped
from strato.labs.places import distance_km

LAT = some.floats(-90, 90, allow_nan=False)
LNG = some.floats(-180, 180, allow_nan=False)


@given(LAT, LNG)
def test_a_snapped_point_is_near_and_on_the_globe(lat: float, lng: float) -> None:
    there, over = snapped(lat, lng)
    assert -90 <= there <= 90
    assert -180 <= over <= 180
    assert distance_km(lat, lng, there, over) < 1.6


@given(LAT, LNG)
def test_snapping_twice_changes_nothing(lat: float, lng: float) -> None:
    assert snapped(*snapped(lat, lng)) == snapped(lat, lng)


def test_neighbors_in_one_cell_are_told_apart_no_more() -> None:
    assert snapped(53.5586, 9.9601) == snapped(53.5589, 9.9598)
    assert snapped(53.5586, 9.9601) != snapped(53.5786, 9.9601)
