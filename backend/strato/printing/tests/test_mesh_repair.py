"""Repairs: what they mend, what they leave alone, what they refuse, and that they tell the truth about it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strato.printing.mesh.analysis import examine
from strato.printing.mesh.errors import RepairRefused
from strato.printing.mesh.facts import Severity
from strato.printing.mesh.metrics import measure
from strato.printing.mesh.reading import read_model
from strato.printing.mesh.repair import repair
from strato.printing.mesh.topology import connect
from strato.printing.mesh.writing import write_stl
from strato.printing.tests.solids import SAMPLES, Corners, box, of, sphere, turned_back


def refused(corners: Corners) -> RepairRefused:
    with pytest.raises(RepairRefused) as caught:
        repair(of(corners))
    return caught.value


def trembling(amount: float) -> Corners:
    """A sphere where every seventh face stands a little off: cracks all around it."""
    corners = sphere(10, 40)
    corners[::7] += np.random.default_rng(7).normal(size=corners[::7].shape) * amount
    return corners


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, 11), max_size=12))
def test_faces_turned_at_random_are_turned_back(chosen: set[int]) -> None:
    solid = box(10, 20, 30)
    for face in chosen:
        solid[face] = solid[face, ::-1]
    found = repair(of(solid))
    assert found.after.topology.watertight
    assert found.after.topology.consistent_normals
    assert found.after.metrics.volume_mm3 == pytest.approx(6000)
    assert found.changes.turned_faces == len(chosen)


def test_two_solids_with_faces_turned_between_them_become_two_whole_solids() -> None:
    found = repair(read_model(SAMPLES / "multibody.stl"))
    assert found.before.topology.consistent_normals is False
    assert found.after.topology.consistent_normals is True
    assert found.after.topology.bodies == 2
    assert found.after.metrics.volume_mm3 == pytest.approx(3 * found.before.metrics.volume_mm3, rel=0.01)


@pytest.mark.parametrize("everything_turned", [False, True])
def test_a_hollow_stays_a_hollow(everything_turned: bool) -> None:
    shell = np.concatenate([sphere(10), turned_back(sphere(9))])
    found = repair(of(turned_back(shell) if everything_turned else shell))
    assert found.after.metrics.volume_mm3 == pytest.approx(measure(of(shell)).volume_mm3, rel=1e-6)


def test_a_small_hole_is_closed() -> None:
    found = repair(of(np.delete(sphere(10, 40), [5, 700, 701, 1400], axis=0)))
    assert not found.before.topology.watertight
    assert found.after.topology.watertight
    assert found.changes.closed_holes >= 3
    assert found.after.metrics.volume_mm3 == pytest.approx(measure(of(sphere(10, 40))).volume_mm3, rel=1e-3)


def test_a_missing_bottom_is_closed_because_it_is_flat() -> None:
    found = repair(of(box(10, 10, 30)[2:]))
    assert found.after.metrics.volume_mm3 == pytest.approx(3000)
    assert found.changes.closed_holes == 1


def test_a_hole_with_a_dented_rim_is_capped_without_overlap() -> None:
    prism = []
    outline = [(0, 0), (10, 0), (10, 10), (5, 4), (0, 10)]
    for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True):
        prism += [[(ax, ay, 0), (bx, by, 0), (bx, by, 40)], [(ax, ay, 0), (bx, by, 40), (ax, ay, 40)]]
    found = repair(of(np.array(prism, dtype=float)))
    assert found.changes.closed_holes == 2
    assert found.after.metrics.volume_mm3 == pytest.approx(70 * 40)
    assert found.after.metrics.flat_area_mm2 == pytest.approx(140)


@pytest.mark.parametrize("amount", [1e-5, 1e-3])
def test_cracks_are_closed_no_wider_than_needed(amount: float) -> None:
    found = repair(of(trembling(amount)))
    assert found.after.topology.watertight
    assert amount <= found.changes.crack_mm <= 100 * amount
    assert abs(found.changes.volume_change_percent) < 0.01


def test_faces_without_area_and_doubled_faces_are_dropped() -> None:
    solid = box(10, 10, 10)
    found = repair(of(solid, solid[:3], np.zeros((2, 3, 3))))
    assert found.changes.dropped_faces == 5
    assert found.after.metrics.triangles == 12
    assert found.after.metrics.volume_mm3 == pytest.approx(1000)


@pytest.mark.parametrize("name", ["3DBenchy.3mf", "heartgears.3mf", "counterXP.3MF", "wallhole.obj", "round.stl"])
def test_a_sound_model_keeps_its_volume_and_bodies(name: str) -> None:
    found = repair(read_model(SAMPLES / name))
    assert found.after.metrics.volume_mm3 == pytest.approx(found.before.metrics.volume_mm3, rel=1e-6)
    assert found.after.topology.bodies == found.before.topology.bodies
    assert found.triangles.format == found.triangles.format


def test_loose_triangles_are_refused() -> None:
    with pytest.raises(RepairRefused) as caught:
        repair(read_model(SAMPLES / "soup.stl"))
    assert caught.value.code == "repair_impossible"


def test_half_a_sphere_is_refused_because_closing_it_is_a_guess() -> None:
    upper = sphere(10, 40)[sphere(10, 40)[:, :, 2].min(axis=1) >= -1e-9]
    assert refused(upper).facts["reason"] == "large_hole"


def test_a_moebius_strip_is_refused() -> None:
    angle = np.linspace(0, 2 * np.pi, 41)
    reach = 20 + np.outer([-4, 4], np.cos(angle / 2))
    edge = np.stack([reach * np.cos(angle), reach * np.sin(angle), np.outer([-4, 4], np.sin(angle / 2))], axis=2)
    edge[:, -1] = edge[::-1, 0]
    a, b, c, d = edge[0, :-1], edge[0, 1:], edge[1, 1:], edge[1, :-1]
    strip = np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
    assert refused(strip).facts["reason"] == "one_sided"


def test_a_model_of_points_is_refused() -> None:
    assert refused(np.ones((4, 3, 3))).facts["reason"] == "no_surface"


def test_a_repair_that_would_move_the_volume_is_refused() -> None:
    with pytest.raises(RepairRefused) as caught:
        repair(of(trembling(1e-3)), max_volume_percent=1e-9)
    assert caught.value.code == "repair_moves_volume"
    assert caught.value.facts["limit_percent"] == 1e-9


def test_a_repaired_model_survives_its_own_file(tmp_path: Path) -> None:
    found = repair(of(np.delete(sphere(10, 40), [700], axis=0)))
    write_stl(found.triangles, tmp_path / "repaired.stl")
    again = read_model(tmp_path / "repaired.stl")
    assert connect(again).topology == found.after.topology
    assert measure(again).volume_mm3 == pytest.approx(found.after.metrics.volume_mm3, rel=1e-9)


def test_the_report_says_whether_a_repair_can_be_offered() -> None:
    mendable = examine(of(np.delete(sphere(10, 40), [700], axis=0)))
    hopeless = examine(of(box(10, 10, 10)[:6]))
    assert mendable.repair is not None
    assert [(f.severity, f.facts["repairable"]) for f in mendable.report.findings if f.code == "not_watertight"] == [
        (Severity.RISK, 1)
    ]
    assert hopeless.repair is None
    assert hopeless.report.findings[0].code == "not_watertight"
    assert hopeless.report.findings[0].severity is Severity.MUST_FIX


def test_a_sound_model_is_not_offered_a_repair() -> None:
    assert examine(of(box(20, 20, 20))).repair is None
