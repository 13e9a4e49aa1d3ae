"""Slabs agree with geometry that is known exactly."""

from math import pi
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.printing.mesh.analysis import analyze
from strato.printing.mesh.sections import section_profile
from strato.printing.tests.shapes import box, cylinder

lengths = st.floats(1, 200)


def test_a_box_has_one_cross_section_and_two_flats() -> None:
    profile = section_profile(box(30, 20, 10))
    assert profile.area_mm2 == pytest.approx([600] * len(profile.area_mm2))
    assert profile.perimeter_mm == pytest.approx([100] * len(profile.perimeter_mm), abs=1e-2)
    assert profile.flats == ((0.0, 0.0, 600.0), (10.0, 600.0, 0.0))
    assert sum(profile.top_mm2) == sum(profile.bottom_mm2) == sum(profile.overhang_mm2) == 0


def test_a_cone_thins_with_the_square_of_its_height() -> None:
    profile = section_profile(cylinder(20, 40, 0, sides=720))
    middles = (np.array(profile.levels_mm[1:]) + profile.levels_mm[:-1]) / 2
    assert np.allclose(profile.area_mm2, pi * (20 * (1 - middles / 40)) ** 2, atol=1.0)
    assert np.allclose(profile.perimeter_mm, 2 * pi * 20 * (1 - middles / 40), atol=0.3)


def test_a_step_is_seen_at_its_own_height() -> None:
    stairs = np.concatenate([box(40, 20, 7.3), box(20, 20, 12.7, (0, 0, 7.3))])
    profile = section_profile(stairs)
    below = [area for level, area in zip(profile.levels_mm, profile.area_mm2, strict=False) if level < 7.29]
    above = [area for level, area in zip(profile.levels_mm, profile.area_mm2, strict=False) if level > 7.29]
    assert below == pytest.approx([800] * len(below))
    assert above == pytest.approx([400] * len(above))


def test_a_table_top_must_be_held_and_what_lies_on_the_plate_need_not() -> None:
    table = np.concatenate([box(4, 4, 20), box(40, 30, 3, (0, 0, 20))])
    assert sum(section_profile(table).overhang_mm2) == pytest.approx(1200)


def test_an_inverted_mesh_is_turned() -> None:
    inverted = box(30, 20, 10)[:, ::-1]
    assert section_profile(inverted) == section_profile(box(30, 20, 10))


def test_the_file_may_lie_anywhere_in_space() -> None:
    moved = section_profile(cylinder(9, 14) + np.array([1000, -500, 73.25]))
    assert moved.area_mm2 == pytest.approx(section_profile(cylinder(9, 14)).area_mm2, rel=1e-4, abs=1e-2)


def test_many_small_faces_and_few_large_ones_say_the_same() -> None:
    coarse, fine = cylinder(15, 30, 5), cylinder(15, 30, 5)
    for _ in range(3):  # each face into four
        a, b, c = fine[:, 0], fine[:, 1], fine[:, 2]
        ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
        fine = np.concatenate([np.stack(t, axis=1) for t in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    assert np.allclose(section_profile(coarse).area_mm2, section_profile(fine).area_mm2, rtol=0.02, atol=1)
    assert np.allclose(section_profile(coarse).perimeter_mm, section_profile(fine).perimeter_mm, rtol=0.1, atol=1)


@given(lengths, lengths, st.floats(0, 1))
def test_slabs_sum_to_the_volume_and_the_wall(radius: float, height: float, taper: float) -> None:
    corners = cylinder(radius, height, radius * taper, sides=24)
    profile = section_profile(corners)
    thickness = np.diff(profile.levels_mm)
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    volume = np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6
    vectors = np.cross(b - a, c - a) / 2
    wall = np.hypot(vectors[:, 0], vectors[:, 1]).sum()
    assert float(profile.area_mm2 @ thickness) == pytest.approx(volume, rel=2e-3, abs=0.05)
    assert float(profile.perimeter_mm @ thickness) == pytest.approx(wall, rel=1e-3, abs=0.05)


def test_the_analysis_of_a_file_has_its_sections() -> None:
    cube = Path(__file__).parents[3] / "samples" / "models" / "20mm-xyz-cube.stl"
    metrics = analyze(cube).metrics
    assert metrics.sections is not None
    assert metrics.sections.area_mm2 @ np.diff(metrics.sections.levels_mm) == pytest.approx(
        metrics.volume_mm3, rel=1e-3
    )
