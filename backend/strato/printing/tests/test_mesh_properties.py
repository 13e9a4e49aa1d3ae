"""What holds for any heap of triangles, however senseless: nothing breaks, and no claim is made that is not true."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from strato.printing.mesh.analysis import examine
from strato.printing.mesh.errors import CODES, RepairRefused
from strato.printing.mesh.facts import FINDINGS
from strato.printing.mesh.holes import open_edges
from strato.printing.mesh.metrics import measure
from strato.printing.mesh.repair import Repair, State, repair
from strato.printing.mesh.thumbnail import draw
from strato.printing.mesh.topology import connect
from strato.printing.mesh.triangles import Triangles
from strato.printing.mesh.welding import unweld, weld
from strato.printing.tests.solids import box, sphere

HEAPS = arrays(
    np.float32, st.tuples(st.integers(1, 30), st.just(3), st.just(3)), elements=st.integers(-3, 3).map(np.float32)
)
SOLIDS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9), *[st.integers(-9, 9)] * 3),
    min_size=1,
    max_size=6,
)


def offered(model: Triangles) -> Repair | None:
    """A repair; None (boxes that share faces, heaps without a surface) if there is an honest refusal."""
    try:
        return repair(model)
    except RepairRefused as refusal:
        known(refusal)
        return None


def known(refusal: RepairRefused) -> None:
    assert refusal.code in CODES


def examined(model: Triangles) -> State:
    topology = connect(model).topology
    return State(measure(model, bodies=topology.bodies), topology)


@settings(max_examples=80, deadline=None)
@given(HEAPS)
def test_any_heap_of_triangles_can_be_examined(corners: np.ndarray) -> None:
    report = examine(Triangles(corners)).report
    assert {finding.code for finding in report.findings} <= set(FINDINGS)
    assert all(0 <= face < len(corners) for finding in report.findings for face in finding.faces)


@settings(max_examples=80, deadline=None)
@given(HEAPS)
def test_a_repair_is_sound_or_refused(corners: np.ndarray) -> None:
    model = Triangles(corners)
    found = offered(model)
    if found is None:
        return
    assert found.after.topology.watertight
    assert found.before == examined(model)
    assert found.after.metrics.volume_mm3 > 0
    assert connect(found.triangles).topology == found.after.topology


@settings(max_examples=60, deadline=None)
@given(SOLIDS)
def test_boxes_thrown_together_stay_watertight_and_keep_their_volume_in_a_repair(
    sizes: list[tuple[int, int, int, int, int, int]],
) -> None:
    solids = [box(x, y, z, at=(ax, ay, az)) for x, y, z, ax, ay, az in dict.fromkeys(sizes)]
    model = Triangles(np.concatenate(solids).astype(np.float32))
    assert connect(model).topology.watertight
    volume = sum(x * y * z for x, y, z, *_ in dict.fromkeys(sizes))
    found = offered(model)
    assert found is None or found.after.metrics.volume_mm3 <= volume * (1 + 1e-6)


@settings(max_examples=100, deadline=None)
@given(HEAPS)
def test_welding_loses_nothing(corners: np.ndarray) -> None:
    points, faces = weld(Triangles(corners))
    assert np.array_equal(unweld(points, faces), corners + np.float32(0))
    assert len(np.unique(points, axis=0)) == len(points)


@settings(max_examples=100, deadline=None)
@given(HEAPS)
def test_watertight_means_that_every_edge_has_an_even_number_of_faces(corners: np.ndarray) -> None:
    points, faces = weld(Triangles(corners))
    whole = [face for face in faces.tolist() if len(set(face)) == 3]
    counts: dict[tuple[int, int], int] = {}
    for a, b, c in whole:
        for edge in ((a, b), (b, c), (c, a)):
            counts[min(edge), max(edge)] = counts.get((min(edge), max(edge)), 0) + 1
    found = connect(Triangles(corners)).topology
    assert found.open_edges == sum(count % 2 for count in counts.values())
    assert found.non_manifold_edges == sum(count > 2 for count in counts.values())
    assert found.watertight == (bool(whole) and found.open_edges == 0)
    assert len(points) == len(np.unique(corners.reshape(-1, 3) + np.float32(0), axis=0))


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, 63), min_size=1, max_size=64))
def test_bodies_are_counted_as_a_flood_fill_would(chosen: set[int]) -> None:
    cells = [(cell % 4, cell // 4 % 4, cell // 16) for cell in sorted(chosen)]
    model = Triangles(np.concatenate([box(1, 1, 1, at=(2.0 * x, 2.0 * y, 2.0 * z)) for x, y, z in cells]).astype("f4"))
    assert connect(model).topology.bodies == len(cells)


@settings(max_examples=15, deadline=None)
@given(HEAPS)
def test_any_heap_of_triangles_can_be_drawn(corners: np.ndarray) -> None:
    assert draw(Triangles(corners), side=32).startswith(b"\x89PNG")


@pytest.mark.parametrize("missing", [0, 1, 5, 100])
def test_open_edges_are_those_around_the_missing_faces(missing: int) -> None:
    _, faces = weld(Triangles(np.delete(sphere(10, 20), slice(0, missing), axis=0).astype(np.float32)))
    assert (len(open_edges(faces)) == 0) == (missing == 0)
