"""Wall thickness on solids whose walls are known."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strato.printing.mesh.bodies import survey_bodies
from strato.printing.mesh.reading import read_model
from strato.printing.mesh.topology import connect
from strato.printing.mesh.triangles import Triangles
from strato.printing.mesh.walls import WallSurvey, survey_walls
from strato.printing.tests.solids import SAMPLES, box, of, sphere, turned_back


def survey(triangles: Triangles, outward: float = 1.0) -> WallSurvey:
    connections = connect(triangles)
    bodies = survey_bodies(triangles, connections, outward=outward)
    return survey_walls(triangles, connections, bodies, outward=outward)


def read_obj(text: str) -> Triangles:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.obj"
        path.write_text(text)
        return read_model(path)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.05, 20))
def test_a_plate_is_as_thick_as_it_is(thickness: float) -> None:
    assert survey(of(box(40, 40, thickness))).thinnest_mm == pytest.approx(thickness, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("wall", [0.3, 0.8, 2.0])
def test_a_hollow_sphere_is_as_thick_as_its_shell(wall: float) -> None:
    hollow = of(sphere(20, 64), turned_back(sphere(20 - wall, 64)))
    assert survey(hollow).thinnest_mm == pytest.approx(wall, rel=0.05)


def test_the_thin_tube_is_found() -> None:
    found = survey(read_model(SAMPLES / "round.stl"))
    assert found.thinnest_mm == pytest.approx(0.3, abs=0.02)
    faces, area = found.thinner_than(0.8)
    assert len(faces) > 900
    assert area == pytest.approx(1826, rel=0.02)


def test_bodies_that_overlap_do_not_make_each_other_thin() -> None:
    overlapping = of(box(20, 20, 20), box(20, 20, 20, at=(19.9, 1, 1)))
    assert survey(overlapping).thinnest_mm == pytest.approx(20, rel=1e-3)


def test_a_model_turned_inside_out_has_the_same_walls() -> None:
    solid = box(30, 30, 2)
    assert survey(of(turned_back(solid)), outward=-1.0).thinnest_mm == pytest.approx(2, rel=1e-3)


def test_the_same_model_always_gives_the_same_samples() -> None:
    model = of(sphere(10, 150))
    one, two = survey(model), survey(model)
    assert np.array_equal(one.faces, two.faces)
    assert np.array_equal(one.thickness_mm, two.thickness_mm)
    assert len(one.faces) <= 20_000


def test_samples_stand_for_the_whole_surface() -> None:
    found = survey(of(box(10, 20, 30), box(0.5, 20, 30, at=(40, 0, 0))))
    assert found.area_mm2.sum() == pytest.approx(2200 + 1250, rel=1e-6)
    assert found.thinner_than(0.8)[1] == pytest.approx(1200, rel=0.05)


def test_samples_of_a_dense_model_stand_for_the_whole_surface_too() -> None:
    assert survey(of(sphere(10, 150))).area_mm2.sum() == pytest.approx(4 * np.pi * 100, rel=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.05, 20))
def test_a_slot_is_as_wide_as_it_is(width: float) -> None:
    found = survey(of(box(10, 10, 10), box(10, 10, 10, at=(10 + width, 0, 0))))
    assert found.narrowest_gap_mm == pytest.approx(width, rel=1e-3, abs=1e-3)
    assert found.narrower_than(width + 1)[1] == pytest.approx(200, rel=0.01)
    assert found.thinnest_mm == pytest.approx(10, rel=1e-3)


def test_a_step_and_a_ditch_of_one_body_are_told_apart() -> None:
    outline = [(0, 0), (20, 0), (20, 10), (12, 10), (12, 4), (11.5, 4), (11.5, 10), (0, 10)]
    lines = [f"v {x} {y} {z}" for z in (0, 5) for x, y in outline]
    lines += ["f " + " ".join(map(str, range(8, 0, -1))), "f " + " ".join(map(str, range(9, 17)))]
    lines += [f"f {n + 1} {(n + 1) % 8 + 1} {(n + 1) % 8 + 9} {n + 9}" for n in range(8)]
    ditch = survey(read_obj("\n".join(lines)))
    assert ditch.narrowest_gap_mm == pytest.approx(0.5, rel=1e-3)


def test_bodies_that_overlap_or_touch_leave_no_gap() -> None:
    assert survey(of(box(20, 20, 20), box(20, 20, 20, at=(19.9, 1, 1)))).narrowest_gap_mm is None
    assert survey(of(box(20, 20, 20), box(20, 20, 20, at=(20, 0, 0)))).narrowest_gap_mm is None


def test_edges_of_a_pyramid_are_no_thin_walls() -> None:
    apex = np.array([10.0, 10.0, 17.3])
    base = [np.array(corner, dtype=float) for corner in ((0, 0, 0), (20, 0, 0), (20, 20, 0), (0, 20, 0))]
    sides = [np.array([base[i], base[(i + 1) % 4], apex]) for i in range(4)]
    floor = [np.array([base[0], base[2], base[1]]), np.array([base[0], base[3], base[2]])]
    assert survey(of(np.array(sides + floor))).thinnest_mm is None


def test_nothing_has_no_wall() -> None:
    assert survey(of(np.ones((3, 3, 3)))).thinnest_mm is None
