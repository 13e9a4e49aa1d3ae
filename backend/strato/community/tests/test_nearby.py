"""The nearest events, looked for close by first."""

import pytest
from django.contrib.auth.models import AnonymousUser

from strato.community import gatherings
from strato.community.models import Event
from strato.community.tests.factories import EventFactory

pytestmark = pytest.mark.django_db
LAT, LNG = 53.55, 9.99
KM = 1 / 111.2  # of latitude


def around(km: float) -> list[str]:
    rows = gatherings.events_for(AnonymousUser())
    found = gatherings.events_near(rows, lat=LAT, lng=LNG, radius_km=km)
    assert [one.distance_km for one in found] == sorted(one.distance_km for one in found)
    return [one.event.title for one in found]


@pytest.fixture
def at_kilometers() -> None:
    """Events 1, 2, 3, 10, 20 and 39 km to the north, written in no order."""
    for km in (20, 1, 39, 3, 10, 2):
        EventFactory(title=str(km), lat=LAT + km * KM, lng=LNG)


@pytest.mark.parametrize("most", [1, 2, 3, 4, 6, 200])
def test_however_many_are_wanted_they_are_the_nearest(
    most: int, at_kilometers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gatherings, "NEARBY_LIMIT", most)
    assert around(40) == ["1", "2", "3", "10", "20", "39"][:most]


def test_nothing_beyond_the_radius_is_told(at_kilometers: None) -> None:
    assert around(12) == ["1", "2", "3", "10"]
    assert around(0.5) == []


def test_where_much_goes_on_what_is_far_is_not_read(
    at_kilometers: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    monkeypatch.setattr(gatherings, "NEARBY_LIMIT", 3)
    rows = Event.objects.order_by()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(gatherings.nearest_of(rows, LAT, LNG, 40)) == 3
    with django_assert_num_queries(3):  # type: ignore[operator]
        gatherings.nearest_of(rows, LAT, LNG, 1.5)
