"""The manufacturability report: each finding on a model that earns it, and none on one that does not."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from strato.printing.mesh.analysis import analyze, examine
from strato.printing.mesh.checks import check_room, suggested_unit
from strato.printing.mesh.errors import CODES, MeshError
from strato.printing.mesh.facts import FINDINGS, Finding, Severity
from strato.printing.mesh.fitting import fits, turned
from strato.printing.mesh.triangles import Triangles
from strato.printing.tests.solids import SAMPLES, box, of, sphere, turned_back


def findings(triangles: Triangles, technology: str = "fdm") -> dict[str, Finding]:
    return {finding.code: finding for finding in examine(triangles, technology=technology).report.findings}


def of_sample(name: str) -> dict[str, Finding]:
    return {finding.code: finding for finding in analyze(SAMPLES / name, filename=name).findings}


def test_a_plain_cube_has_nothing_to_report() -> None:
    assert findings(of(box(20, 20, 20))) == {}


def test_the_report_holds_metrics_topology_and_the_thinnest_wall() -> None:
    report = analyze(SAMPLES / "round.stl", filename="Round.STL")
    assert (report.format, report.unit) == ("stl-binary", "mm")
    assert report.metrics.bodies == report.topology.bodies == 1
    assert report.thinnest_wall_mm == pytest.approx(0.3, abs=0.02)
    assert [finding.code for finding in report.findings] == ["thin_walls", "small_footprint"]


def test_loose_triangles_must_be_fixed() -> None:
    found = of_sample("soup.stl")["triangle_soup"]
    assert (found.severity, found.facts) == (Severity.MUST_FIX, {"triangles": 100})


def test_a_hole_is_named_with_the_faces_around_it() -> None:
    found = findings(of(np.delete(box(20, 20, 20), [4], axis=0)))["not_watertight"]
    assert found.facts["open_edges"] == 3
    assert len(found.faces) == 3


def test_a_sheet_with_a_back_has_no_volume() -> None:
    sheet = box(20, 20, 20)[:2]
    assert findings(of(sheet, turned_back(sheet)))["no_volume"].severity is Severity.MUST_FIX


def test_normals_that_look_inward_are_reported() -> None:
    assert "inverted_normals" in findings(of(turned_back(box(20, 20, 20))))
    assert "mixed_normals" in of_sample("multibody.stl")


def test_thin_walls_are_judged_by_technology() -> None:
    wall = of(box(30, 30, 0.65))
    assert findings(wall, "fdm")["thin_walls"].severity is Severity.RISK
    assert findings(wall, "sls")["thin_walls"].severity is Severity.RISK
    assert "thin_walls" not in findings(wall, "sla")
    delicate = findings(of(box(30, 30, 0.9)), "fdm")["thin_walls"]
    assert delicate.severity is Severity.INFO
    assert delicate.facts["thinnest_mm"] == pytest.approx(0.9, abs=1e-3)


def test_a_wall_exactly_as_thick_as_the_limit_is_fine() -> None:
    assert "thin_walls" not in findings(of(box(30, 30, 1.0)))


def test_thin_walls_name_their_faces() -> None:
    found = findings(of(box(30, 30, 5), box(30, 30, 0.4, at=(50, 0, 0))))["thin_walls"]
    assert {12, 13, 14, 15} <= set(found.faces)
    assert not set(found.faces) & set(range(12))


def test_overhangs_name_their_faces_unless_powder_carries_them() -> None:
    shelf = of(box(10, 10, 40), box(30, 10, 5, at=(10, 0, 35)))
    found = findings(shelf)["overhangs"]
    assert found.faces == (12, 13)
    assert found.facts["area_mm2"] == pytest.approx(300)
    assert "overhangs" not in findings(shelf, "sls")


@pytest.mark.parametrize(
    ("largest", "unit", "expected"),
    [(1.0, "mm", "inch"), (0.2, "mm", "m"), (2.9, "mm", "inch"), (2540.0, "inch", "mm"), (50_000.0, "mm", "micron")],
)
def test_the_unit_that_makes_sense_is_suggested(largest: float, unit: str, expected: str) -> None:
    assert suggested_unit(largest, unit) == expected


def test_sizes_that_no_maker_expects_are_reported() -> None:
    small, large = findings(of(box(0.5, 0.5, 0.5))), of_sample("large_block.STL")
    assert small["tiny"].severity is Severity.RISK
    assert small["unit_suspicion"].facts["suggested_unit"] == "inch"
    assert large["huge"].facts["largest_mm"] == pytest.approx(4572)
    assert "unit_suspicion" not in large


def test_a_suspected_unit_can_be_confirmed() -> None:
    report = analyze(SAMPLES / "multibody.stl", unit="inch")
    assert report.unit == "inch"
    assert "unit_suspicion" not in {finding.code for finding in report.findings}


def test_several_bodies_are_mentioned() -> None:
    found = of_sample("counterXP.3MF")["loose_shells"]
    assert (found.severity, found.facts["bodies"]) == (Severity.INFO, 6)


def test_a_hollow_without_a_way_out_is_reported_and_graver_in_resin() -> None:
    hollow = of(box(30, 30, 30), turned_back(box(20, 20, 20, at=(5, 5, 5))))
    found = findings(hollow)["trapped_volume"]
    assert (found.severity, found.facts) == (Severity.INFO, {"hollows": 1, "volume_mm3": pytest.approx(8000)})
    assert found.faces == tuple(range(12, 24))
    assert findings(hollow, "sla")["trapped_volume"].severity is Severity.RISK
    assert "loose_shells" not in findings(hollow)


def test_one_body_of_several_that_looks_inward_is_named() -> None:
    found = findings(of(box(30, 30, 30), turned_back(box(20, 20, 20, at=(40, 0, 0)))))["inverted_normals"]
    assert found.faces == tuple(range(12, 24))
    assert found.facts == {"repairable": 1}


def test_bodies_that_reach_into_each_other_are_reported_with_what_is_counted_twice() -> None:
    found = findings(of(box(20, 20, 20), box(20, 20, 20, at=(15, 0, 0))))["overlapping_bodies"]
    assert found.facts["overlap_mm3"] == pytest.approx(5 * 20 * 20)
    assert found.facts["share_percent"] == pytest.approx(12.5)
    assert "overlapping_bodies" not in findings(of(box(20, 20, 20), box(20, 20, 20, at=(20, 0, 0))))


def test_surfaces_that_may_fuse_are_reported_by_technology() -> None:
    pair = of(box(20, 20, 20), box(20, 20, 20, at=(20.25, 0, 0)))
    assert findings(pair, "fdm")["narrow_gaps"].facts["narrowest_mm"] == pytest.approx(0.25, abs=1e-3)
    assert "narrow_gaps" in findings(pair, "sls")
    assert "narrow_gaps" not in findings(pair, "sla")


def test_a_model_that_leans_too_far_topples_unless_powder_holds_it() -> None:
    leaning = box(20, 20, 30)
    leaning[..., 0] += 0.9 * leaning[..., 2]
    found = findings(of(leaning))["topples"]
    assert found.facts["beyond_mm"] == pytest.approx(0.9 * 15 - 10, abs=0.01)
    assert "small_footprint" not in findings(of(leaning))
    assert "topples" not in findings(of(leaning), "sls")
    leaning[..., 0] -= 0.4 * leaning[..., 2]
    assert "topples" not in findings(of(leaning))


def test_of_what_is_no_solid_only_that_is_said() -> None:
    assert set(of_sample("soup.stl")) == {"triangle_soup", "tiny", "unit_suspicion"}


def test_every_finding_has_a_known_code() -> None:
    seen = {
        finding.code for path in SAMPLES.iterdir() if path.suffix.lower() in {".stl", ".obj"} for finding in known(path)
    }
    assert seen <= set(FINDINGS)
    page = Path(__file__).parents[4] / "docs" / "reference" / "model-checks.md"
    assert all(f"`{code}`" in page.read_text() for code in (*FINDINGS, *CODES))


def known(path: Path) -> tuple[Finding, ...]:
    try:
        return analyze(path).findings
    except MeshError:
        return ()


def test_a_needle_on_its_tip_may_topple() -> None:
    assert "small_footprint" in findings(of(box(2, 2, 60)))
    assert "small_footprint" not in findings(of(box(60, 60, 2)))
    assert "small_footprint" in findings(of(sphere(20)))


def test_the_gravest_finding_comes_first() -> None:
    model = of(box(0.5, 0.5, 0.5)[:6], box(0.1, 0.1, 0.1, at=(2, 0, 0)))
    severities = [finding.severity for finding in examine(model).report.findings]
    assert severities == sorted(severities, key=list(Severity).index)
    assert severities[0] is Severity.MUST_FIX


def test_the_list_of_faces_is_bounded() -> None:
    shells = [box(1, 1, 1, at=(3.0 * place, 0, 0)) for place in range(2000)]
    assert 5_000 <= len(findings(of(*shells))["loose_shells"].faces) <= 10_000


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((100, 200, 50), "xyz"),
        ((200, 100, 50), "yxz"),
        ((50, 100, 200), "xzy"),
        ((200, 100, 140), "zxy"),
        ((100, 100, 300), None),
        ((250, 10, 10), None),
    ],
)
def test_a_model_is_turned_to_fit(size: tuple[float, float, float], expected: str | None) -> None:
    room = (150.0, 210.0, 120.0)
    assert fits(size, room) == expected
    if expected:
        assert all(length <= limit for length, limit in zip(turned(size, expected), room, strict=True))


def test_a_model_is_too_large_only_if_no_machine_takes_it() -> None:
    size = (300.0, 20.0, 20.0)
    assert check_room(size, [(180, 180, 180), (250, 210, 320)]) is None
    found = check_room(size, [(180, 180, 180)])
    assert found is not None
    assert (found.code, found.severity) == ("too_large", Severity.MUST_FIX)


def test_the_same_file_gives_the_same_report() -> None:
    path: Path = SAMPLES / "heartgears.3mf"
    assert analyze(path) == replace(analyze(path))
