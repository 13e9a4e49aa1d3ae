"""Things to a pet's measure: closed, standing on the plate, in the size that was asked for, whatever the measure."""

from math import pi
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strato.flows.gear import shapes
from strato.flows.gear.designs import BOWL_HOLDER, COLLAR_TAG, DESIGNS, STRAP_SLIDER, Design, Measures
from strato.flows.gear.errors import LetteringTooLong, LettersUnknown, MeasureMissing, MeasureOutOfReach
from strato.printing.mesh.analysis import examine
from strato.printing.mesh.metrics import signed_volume
from strato.printing.mesh.topology import connect
from strato.printing.mesh.triangles import Triangles

WORDS = st.text("AaBbgjyÄéñçŽßøЖшΩλ0123456789 -+.&'", max_size=24)
CLOSE = 0.02
"""mm"""


def within(least: float, most: float) -> Any:
    return st.floats(least, most).map(lambda value: round(value, 2))


def wishes_of(design: Design) -> Any:
    lengths = {length.name: within(length.least, length.most) for length in design.lengths}
    words = {lettering.name: WORDS for lettering in design.letterings}
    return st.fixed_dictionaries({}, optional=lengths | words)


def measures_of(design: Design) -> Any:
    needed = {need.measure: st.integers(need.least, need.most) for need in design.needs}
    return st.fixed_dictionaries(needed, optional={"chest": st.integers(1, 5_000)})


def made(design: Design, measures: Measures, wishes: dict[str, Any]) -> tuple[Triangles, dict[str, Any]]:
    chosen = design.fill_in(measures, wishes, name="Pixel")
    return shapes.make(design.key, measures, chosen), chosen


def size_of(solid: Triangles) -> tuple[float, float, float]:
    x, y, z = np.ptp(solid.corners, axis=(0, 1)).tolist()
    return x, y, z


def is_sound(solid: Triangles) -> bool:
    """Closed, one body, turned outward, on the plate."""
    found = connect(solid)
    topology = found.topology
    return bool(
        topology.watertight
        and topology.bodies == 1
        and signed_volume(solid) > 0
        and abs(solid.corners[..., 2].min()) < CLOSE
    )


@settings(max_examples=25)
@given(data=st.data(), measures=measures_of(COLLAR_TAG))
def test_every_tag_is_closed_and_as_thick_and_wide_as_it_says(data: st.DataObject, measures: Measures) -> None:
    try:
        solid, chosen = made(COLLAR_TAG, measures, data.draw(wishes_of(COLLAR_TAG)))
    except LetteringTooLong:
        assume(False)
    x, y, z = size_of(solid)
    assert is_sound(solid)
    assert abs(z - chosen["thickness_mm"] - shapes.RELIEF_MM) < CLOSE
    assert x <= min(max(measures["neck"] / pi, 36.0), 80.0) + 12
    assert 14 <= y <= 62


@settings(max_examples=40)
@given(data=st.data(), measures=measures_of(BOWL_HOLDER))
def test_every_bowl_holder_is_closed_and_takes_its_bowl(data: st.DataObject, measures: Measures) -> None:
    solid, chosen = made(BOWL_HOLDER, measures, data.draw(wishes_of(BOWL_HOLDER)))
    x, y, z = size_of(solid)
    assert is_sound(solid)
    assert abs(z - chosen["height_mm"]) < CLOSE
    inward = np.hypot(solid.corners[..., 0], solid.corners[..., 1]).min()
    assert 2 * inward >= chosen["bowl_mm"]  # the bowl goes in, and its rim lies on the ledge
    assert 2 * inward <= chosen["bowl_mm"] + 2
    assert max(x, y) <= chosen["bowl_mm"] + 2 * (1 + shapes.LEDGE_MM + chosen["wall_mm"] + 0.15 * z)


@settings(max_examples=40)
@given(data=st.data(), measures=measures_of(STRAP_SLIDER))
def test_every_slider_is_closed_and_lets_its_strap_through(data: st.DataObject, measures: Measures) -> None:
    solid, chosen = made(STRAP_SLIDER, measures, data.draw(wishes_of(STRAP_SLIDER)))
    x, y, z = size_of(solid)
    assert is_sound(solid)
    assert x >= chosen["strap_mm"] + 7 - CLOSE
    assert y >= 2 * chosen["webbing_mm"] + 9 - CLOSE
    assert z >= 3 - CLOSE


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_nothing_must_be_fixed_before_it_is_printed(design: Design) -> None:
    solid, _ = made(design, {"neck": 385, "chest": 600, "leg": 300, "weight": 17_200}, {})
    assert not [finding.code for finding in examine(solid).report.findings if finding.severity in ("must_fix", "risk")]


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_a_missing_measurement_is_named(design: Design) -> None:
    with pytest.raises(MeasureMissing) as refused:
        design.fill_in({"back": 500}, {}, name="Pixel")
    assert list(refused.value.fields) == [need.measure for need in design.needs]


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_a_measurement_beyond_reach_is_named_with_its_bounds(design: Design) -> None:
    need = design.needs[0]
    for value in (need.least - 1, need.most + 1):
        with pytest.raises(MeasureOutOfReach) as refused:
            design.fill_in({need.measure: value}, {}, name="Pixel")
        assert refused.value.fields == {need.measure: [f"Between {need.least} and {need.most}."]}


def test_the_proposals_follow_the_measurements() -> None:
    small = COLLAR_TAG.fill_in({"neck": 180}, {}, name="Mia")
    large = COLLAR_TAG.fill_in({"neck": 500}, {"text": "call me"}, name="Mia")
    assert small == {"name": "Mia", "text": "", "hole_mm": 4, "thickness_mm": 2.4}
    assert large == {"name": "Mia", "text": "call me", "hole_mm": 5, "thickness_mm": 3}
    assert BOWL_HOLDER.fill_in({"leg": 300}, {}, name="Mia") == {"height_mm": 180, "bowl_mm": 140, "wall_mm": 4}
    assert BOWL_HOLDER.fill_in({"leg": 600, "chest": 60}, {}, name="") == {
        "height_mm": 200,
        "bowl_mm": 60,
        "wall_mm": 4,
    }
    straps = [
        STRAP_SLIDER.fill_in({"weight": grams}, {}, name="")["strap_mm"] for grams in (900, 9_000, 30_000, 60_000)
    ]
    assert straps == [10, 15, 25, 40]


def test_letters_that_would_be_too_small_are_refused_with_how_many_fit() -> None:
    with pytest.raises(LetteringTooLong) as refused:
        made(COLLAR_TAG, {"neck": 150}, {"text": "call 0171 2345678 at night"})
    assert list(refused.value.fields) == ["text"]


def test_letters_without_outlines_are_named() -> None:
    with pytest.raises(LettersUnknown) as refused:
        made(COLLAR_TAG, {"neck": 385}, {"name": "小 Pixel"})
    assert refused.value.fields == {"name": ["No outlines for: 小"]}
