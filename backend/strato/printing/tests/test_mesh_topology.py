"""Closed or open, one body or several: on solids that are taken apart on purpose."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.printing.mesh.facts import Topology
from strato.printing.mesh.reading import read_model
from strato.printing.mesh.topology import connect
from strato.printing.tests.solids import SAMPLES, box, of, sphere, turned_back

CLOSED = Topology(
    watertight=True,
    consistent_normals=True,
    bodies=1,
    open_edges=0,
    non_manifold_edges=0,
    degenerate_faces=0,
)


@pytest.mark.parametrize("solid", [box(), sphere(), box(0.001, 0.001, 0.001), box(1, 2, 3, at=(5000, 5000, 5000))])
def test_a_solid_is_watertight(solid: np.ndarray) -> None:
    assert connect(of(solid)).topology == CLOSED


@given(st.integers(0, 11))
def test_every_missing_face_leaves_three_open_edges(missing: int) -> None:
    found = connect(of(np.delete(box(), missing, axis=0)))
    assert not found.topology.watertight
    assert found.topology.open_edges == 3
    assert len(found.open_faces) == 3


@given(st.integers(0, 11))
def test_every_turned_face_is_noticed(turned: int) -> None:
    solid = box()
    solid[turned] = solid[turned, ::-1]
    found = connect(of(solid)).topology
    assert found.watertight
    assert not found.consistent_normals


def test_a_model_turned_inside_out_as_a_whole_is_consistent() -> None:
    assert connect(of(turned_back(box()))).topology == CLOSED


@given(st.permutations(range(12)), st.integers(0, 2))
def test_the_order_of_faces_and_of_their_corners_does_not_matter(order: list[int], roll: int) -> None:
    assert connect(of(np.roll(box()[order], roll, axis=1))).topology == CLOSED


@given(st.integers(1, 30))
def test_separate_solids_are_separate_bodies(count: int) -> None:
    found = connect(of(*[box(at=(20.0 * place, 0, 0)) for place in range(count)]))
    assert found.topology.bodies == count
    assert sorted(np.bincount(found.body_of_face)) == [12] * count


def test_boxes_that_share_an_edge_are_closed_but_not_manifold() -> None:
    found = connect(of(box(), box(at=(10, 10, 0)))).topology
    assert found.watertight
    assert found.non_manifold_edges == 1


def test_zero_and_minus_zero_are_the_same_place() -> None:
    solid = box().astype(np.float32)
    solid[::2][solid[::2] == 0] = -0.0
    assert connect(of(solid)).topology == CLOSED


def test_faces_without_area_are_counted_and_do_no_harm() -> None:
    point = np.zeros((1, 3, 3))
    line = np.array([[(0, 0, 0), (5, 0, 0), (0, 0, 0)]])
    found = connect(of(box(), point, line))
    assert found.topology.watertight
    assert found.topology.bodies == 1
    assert found.topology.degenerate_faces == 2
    assert found.degenerate_faces.tolist() == [12, 13]


def test_nothing_but_points_is_no_body() -> None:
    found = connect(of(np.ones((5, 3, 3)))).topology
    assert not found.watertight
    assert found.bodies == 0


def test_loose_triangles_are_not_watertight() -> None:
    found = connect(read_model(SAMPLES / "soup.stl")).topology
    assert not found.watertight
    assert found.open_edges == 300
    assert found.bodies == 100


@pytest.mark.parametrize(
    ("name", "bodies", "consistent"),
    [
        ("20mm-xyz-cube.stl", 1, True),
        ("3DBenchy.3mf", 1, True),
        ("counterXP.3MF", 6, True),
        ("cube_gears.3mf", 17, True),
        ("dodeca_chain_loop_color.3mf", 40, True),
        ("heartgears.3mf", 1, True),
        ("multibody.stl", 2, False),
        ("round.stl", 1, True),
        ("two_objects_mixed_case_names.stl", 2, True),
    ],
)
def test_real_models_have_the_bodies_they_have(name: str, bodies: int, consistent: bool) -> None:
    found = connect(read_model(SAMPLES / name)).topology
    assert (found.watertight, found.bodies, found.consistent_normals) == (True, bodies, consistent)
