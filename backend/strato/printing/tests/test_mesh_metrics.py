"""Volume, area, box and overhang against solids whose values are known, and properties that hold for every solid."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.transform import Rotation

from strato.printing.mesh.errors import ModelBroken
from strato.printing.mesh.metrics import measure, signed_volume
from strato.printing.mesh.triangles import Triangles
from strato.printing.tests.solids import box, of, sphere, turned_back

lengths = st.floats(0.5, 300.0)
shifts = st.tuples(*[st.floats(-200.0, 200.0)] * 3)
clouds = arrays(
    np.float64, st.tuples(st.integers(4, 40), st.just(3), st.just(3)), elements=st.floats(-50, 50, width=32)
)


@given(lengths, lengths, lengths, shifts)
def test_a_box_has_the_volume_and_area_of_a_box_wherever_it_stands(
    x: float, y: float, z: float, at: tuple[float, float, float]
) -> None:
    found = measure(of(box(x, y, z, at)))
    assert found.volume_mm3 == pytest.approx(x * y * z, rel=2e-3)
    assert found.area_mm2 == pytest.approx(2 * (x * y + y * z + z * x), rel=2e-3)
    assert found.size_mm == pytest.approx((x, y, z), rel=1e-3)
    assert found.plate_area_mm2 == pytest.approx(x * y, rel=1e-3)
    assert found.overhang_area_mm2 == 0.0
    assert found.support_volume_mm3 == 0.0


@pytest.mark.parametrize(("rings", "error"), [(16, 0.02), (64, 0.002), (256, 0.0002)])
def test_a_sphere_comes_ever_closer_to_the_formula(rings: int, error: float) -> None:
    found = measure(of(sphere(20, rings)))
    assert found.volume_mm3 == pytest.approx(4 / 3 * np.pi * 20**3, rel=error)
    assert found.area_mm2 == pytest.approx(4 * np.pi * 20**2, rel=error)
    assert found.flat_area_mm2 == pytest.approx(2 * np.pi * 20**2, rel=2 * error)
    assert found.wall_area_mm2 == pytest.approx(np.pi**2 * 20**2, rel=2 * error)
    assert found.overhang_area_mm2 == pytest.approx(2 * np.pi * 20**2 * (1 - np.sqrt(0.5)), rel=0.1)


def test_volumes_and_areas_of_separate_bodies_add_up() -> None:
    one, two = box(10, 20, 5), sphere(4) + np.array([50.0, 0.0, 4.0])
    both, first, second = measure(of(one, two)), measure(of(one)), measure(of(two))
    assert both.volume_mm3 == pytest.approx(first.volume_mm3 + second.volume_mm3, rel=1e-6)
    assert both.area_mm2 == pytest.approx(first.area_mm2 + second.area_mm2, rel=1e-6)
    assert both.triangles == first.triangles + second.triangles


@given(clouds, st.integers(0, 2**31))
def test_turning_loose_faces_does_not_change_their_area(corners: np.ndarray, seed: int) -> None:
    turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
    before, after = measure(Triangles(corners)), measure(Triangles(corners @ turn.T))
    assert after.area_mm2 == pytest.approx(before.area_mm2, rel=1e-9, abs=1e-6)


def test_turning_a_solid_changes_neither_volume_nor_area() -> None:
    solid = np.concatenate([box(10, 20, 30), sphere(5) + 40])
    expected = measure(Triangles(solid))
    for seed in range(20):
        turn = Rotation.random(rng=np.random.default_rng(seed)).as_matrix()
        found = measure(Triangles(solid @ turn.T))
        assert found.volume_mm3 == pytest.approx(expected.volume_mm3, rel=1e-9)
        assert found.area_mm2 == pytest.approx(expected.area_mm2, rel=1e-9)


@given(st.floats(0.01, 100.0))
def test_scaling_by_k_multiplies_areas_by_k2_and_volumes_by_k3(factor: float) -> None:
    solid = np.concatenate([box(10, 20, 30), sphere(5) + 40])
    before, after = measure(Triangles(solid)), measure(Triangles(solid * factor))
    assert after.volume_mm3 == pytest.approx(before.volume_mm3 * factor**3, rel=1e-9)
    assert after.area_mm2 == pytest.approx(before.area_mm2 * factor**2, rel=1e-9)


def test_a_shelf_overhangs_and_its_support_reaches_down_to_the_plate() -> None:
    shelf = of(box(10, 10, 40), box(30, 10, 5, at=(10, 0, 35)))
    found = measure(shelf)
    assert found.overhang_area_mm2 == pytest.approx(300)
    assert found.support_volume_mm3 == pytest.approx(300 * 35)
    assert found.plate_area_mm2 == pytest.approx(100)


@pytest.mark.parametrize(("degrees", "overhangs"), [(30, False), (44, False), (46, True), (80, True)])
def test_a_leaning_wall_overhangs_beyond_45_degrees(degrees: float, overhangs: bool) -> None:
    wall = box(20, 4, 20)
    wall[..., 1] += np.tan(np.radians(degrees)) * wall[..., 2]
    assert (measure(of(wall)).overhang_area_mm2 > 0) == overhangs


def test_a_face_counted_as_plate_becomes_overhang_when_a_lower_one_follows() -> None:
    high, low = box(10, 10, 10, at=(0, 0, 5)), box(2, 2, 2, at=(30, 0, 0))
    for order in ((high, low), (low, high)):
        found = measure(of(*order))
        assert found.plate_area_mm2 == pytest.approx(4)
        assert found.overhang_area_mm2 == pytest.approx(100)
        assert found.support_volume_mm3 == pytest.approx(500)


def test_a_model_turned_inside_out_is_measured_as_if_it_were_not() -> None:
    solid = np.concatenate([box(10, 10, 40), box(30, 10, 5, at=(10, 0, 35))])
    assert measure(of(turned_back(solid))) == measure(of(solid))
    assert signed_volume(of(turned_back(solid))) < 0 < signed_volume(of(solid))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_refused(bad: float) -> None:
    corners = np.tile(box(), (2000, 1, 1))
    corners[19_999, 1, 2] = bad
    with pytest.raises(ModelBroken) as refusal:
        measure(of(corners))
    assert refusal.value.code == "model_numbers_invalid"


def test_coordinates_beyond_all_measure_are_refused() -> None:
    with pytest.raises(ModelBroken) as refusal:
        measure(of(box(1e30, 1e30, 1e30)))
    assert refusal.value.code == "model_out_of_range"


def test_nothing_cannot_be_measured() -> None:
    with pytest.raises(ModelBroken) as refusal:
        measure(of(np.empty((0, 3, 3))))
    assert refusal.value.code == "model_empty"
