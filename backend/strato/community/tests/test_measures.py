import pytest
from hypothesis import given
from hypothesis import strategies as some

from strato.community.measures import to_grams, to_mm


@pytest.mark.parametrize(
    ("value", "unit", "mm"), [(385, "mm", 385), (38.5, "cm", 385), (15, "in", 381), (0.5, "mm", 1), (38.54, "cm", 385)]
)
def test_lengths_are_whole_millimeters(value: float, unit: str, mm: int) -> None:
    assert to_mm(value, unit) == mm


@pytest.mark.parametrize(("value", "unit", "grams"), [(12.4, "kg", 12400), (250, "g", 250), (20, "lb", 9072)])
def test_weights_are_whole_grams(value: float, unit: str, grams: int) -> None:
    assert to_grams(value, unit) == grams


@given(some.integers(1, 5000))
def test_what_is_shown_in_centimeters_comes_back_the_same(mm: int) -> None:
    assert to_mm(mm / 10, "cm") == mm
