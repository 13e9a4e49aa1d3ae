"""Grams and minutes behave like printing: known volumes, and more of anything never takes less."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strato.printing.mesh.facts import MeshMetrics
from strato.printing.quoting import (
    FilamentMachine,
    PowderMachine,
    PrintSettings,
    ResinMachine,
    Technology,
    estimate,
    filament_of,
    learn_correction,
    standard_machine,
)
from strato.printing.tests.shapes import box, cylinder, metrics_of

CUBE = metrics_of(box(20, 20, 20))
PLATE = metrics_of(box(100, 60, 1.0))
TABLE = metrics_of(np.concatenate([box(5, 5, 20), box(40, 30, 3, (0, 0, 20))]))
PLA = PrintSettings()
RESIN = PrintSettings(technology=Technology.SLA, density_g_cm3=1.1, layer_height_mm=0.05)
NYLON = PrintSettings(technology=Technology.SLS, density_g_cm3=0.95, layer_height_mm=0.1)


def test_a_thin_plate_is_all_skin_and_weighs_its_solid_mass() -> None:
    found = estimate(PLATE, PLA, FilamentMachine(purge_mm3=0, skirt_layers=0))
    assert found.grams == pytest.approx(6.0 * 1.24, rel=0.04)
    assert found.parts_mg["infill"] == 0


def test_full_infill_weighs_the_solid_mass() -> None:
    found = estimate(CUBE, replace(PLA, infill_percent=100), FilamentMachine(purge_mm3=0, skirt_layers=0))
    assert found.grams == pytest.approx(8.0 * 1.24, rel=0.08)


def test_a_cube_is_near_what_a_slicer_measured() -> None:
    """PrusaSlicer 2.5, 0.2 mm, 15 %, PLA, six and four solid layers: 4.0 g and 31 minutes for the 20 mm calibration cube."""
    found = estimate(CUBE, replace(PLA, top_layers=6, bottom_layers=4))
    assert found.grams == pytest.approx(4.05, rel=0.12)
    assert found.minutes == pytest.approx(31, rel=0.35)


def test_the_parts_sum_to_the_whole() -> None:
    found = estimate(TABLE, replace(PLA, supports=True))
    assert sum(found.parts_mg.values()) == found.mass_mg
    assert found.support_mg == found.parts_mg["support"] > 0


def test_layers_are_counted_up() -> None:
    assert estimate(CUBE, PLA).layers == 100
    assert estimate(CUBE, replace(PLA, layer_height_mm=0.3)).layers == 67


def test_supports_cost_only_where_something_hangs() -> None:
    assert estimate(CUBE, replace(PLA, supports=True)).mass_mg == estimate(CUBE, PLA).mass_mg
    held, free = estimate(TABLE, replace(PLA, supports=True)), estimate(TABLE, PLA)
    assert held.mass_mg > free.mass_mg
    assert held.seconds > free.seconds


def test_scale_is_the_same_as_a_larger_model() -> None:
    scaled, modeled = estimate(CUBE, replace(PLA, scale=2)), estimate(metrics_of(box(40, 40, 40)), PLA)
    assert scaled.mass_mg == pytest.approx(modeled.mass_mg, rel=1e-3)
    assert scaled.seconds == pytest.approx(modeled.seconds, rel=1e-3)


def test_without_measured_sections_the_estimate_is_coarser_but_stands() -> None:
    assert estimate(replace(CUBE, sections=None), PLA).grams == pytest.approx(estimate(CUBE, PLA).grams, rel=0.15)


def test_a_printers_own_history_corrects_it() -> None:
    plain, slow = estimate(CUBE, PLA), estimate(CUBE, PLA, FilamentMachine(time_correction=1.25, mass_correction=1.1))
    assert slow.seconds == pytest.approx(plain.seconds * 1.25, abs=1)
    assert slow.mass_mg == pytest.approx(plain.mass_mg * 1.1, rel=1e-3)


def test_a_faster_machine_is_faster_but_not_without_end() -> None:
    fast = FilamentMachine(
        outer_wall_speed=120, wall_speed=200, infill_speed=250, solid_speed=200, top_speed=120, acceleration=6000
    )
    block = metrics_of(box(80, 80, 40))
    assert estimate(block, PLA, fast).seconds < estimate(block, PLA).seconds * 0.7
    assert estimate(CUBE, PLA, fast).seconds >= 90 * PLA.minimum_layer_seconds * 0.3


@pytest.mark.parametrize(
    "wrong",
    [{"density_g_cm3": 0}, {"layer_height_mm": -0.1}, {"infill_percent": 101}, {"wall_count": -1}, {"scale": 0}],
)
def test_senseless_settings_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="positive"):
        PrintSettings(**wrong)


def test_a_soft_filament_is_printed_slower_and_every_family_at_its_own_heat() -> None:
    soft = filament_of("tpu-95a")
    block = metrics_of(box(50, 50, 20))
    slow = estimate(block, replace(PLA, flow_limit_mm3_s=soft.flow_limit_mm3_s))
    assert slow.seconds > estimate(block, PLA).seconds * 1.2
    assert filament_of("PETG").nozzle_celsius > filament_of("pla").nozzle_celsius
    assert filament_of("pla-cf") == filament_of("pla") == filament_of("something-new")


def test_a_machine_prints_only_its_technology() -> None:
    with pytest.raises(ValueError, match="ResinMachine does not print fdm"):
        estimate(CUBE, PLA, ResinMachine())


@pytest.mark.parametrize("technology", list(Technology))
def test_every_technology_has_an_ordinary_machine(technology: Technology) -> None:
    found = estimate(CUBE, PrintSettings(technology=technology), standard_machine(technology))
    assert found.technology == technology
    assert found.mass_mg > 0
    assert found.seconds > 0


def test_resin_time_is_height_and_nothing_else() -> None:
    wide = metrics_of(box(60, 60, 20))
    assert estimate(wide, RESIN).seconds == estimate(CUBE, RESIN).seconds
    assert estimate(CUBE, RESIN).seconds == 120 + 6 * 30 + 394 * 2.5 + 400 * 6.5


def test_resin_weighs_its_solid_and_hollow_weighs_less() -> None:
    assert estimate(CUBE, RESIN).parts_mg["body"] == 8800
    assert estimate(CUBE, replace(RESIN, hollow_wall_mm=1.5)).parts_mg["body"] == round(2400 * 1.5 * 1.1)
    assert estimate(CUBE, replace(RESIN, supports=True)).support_mg > 0


def test_powder_pays_for_its_share_of_the_build() -> None:
    found = estimate(CUBE, NYLON)
    assert found.parts_mg == {"body": 7600, "powder": round(72_000 * 0.47 * 0.5 * 0.95)}
    sparse = estimate(CUBE, NYLON, PowderMachine(packing_density=0.05))
    assert sparse.seconds > found.seconds
    assert sparse.mass_mg > found.mass_mg


shapes = st.sampled_from([CUBE, PLATE, TABLE, metrics_of(cylinder(12, 30)), metrics_of(cylinder(20, 15, 2))])


@settings(deadline=None)
@given(shapes, st.floats(0.08, 0.4), st.floats(0, 98), st.integers(1, 6), st.booleans())  # solid is another pattern
def test_more_infill_or_walls_never_weigh_less(
    shape: MeshMetrics, layer: float, infill: float, walls: int, supports: bool
) -> None:
    base = PrintSettings(layer_height_mm=layer, infill_percent=infill, wall_count=walls, supports=supports)
    for more in (replace(base, infill_percent=infill + 1), replace(base, wall_count=walls + 1)):
        assert estimate(shape, more).mass_mg >= estimate(shape, base).mass_mg * 0.985 - 2  # skin weighs 1 % more


@settings(deadline=None)
@given(shapes, st.floats(0.3, 3.0))
def test_larger_is_heavier_and_slower(shape: MeshMetrics, scale: float) -> None:
    masses = [estimate(shape, replace(PLA, scale=factor)) for factor in (scale, scale * 1.2)]
    for small, large in pairwise(masses):
        assert small.mass_mg < large.mass_mg
        assert small.seconds <= large.seconds


def test_no_history_means_no_correction() -> None:
    assert learn_correction([]) == 1.0
    assert learn_correction([(0, 100), (100, 0)]) == 1.0


def test_few_runs_move_little_and_many_runs_all_the_way() -> None:
    assert 1.0 < learn_correction([(100, 130)]) < 1.06
    assert learn_correction([(100, 130)] * 200) == pytest.approx(1.3, rel=0.02)


def test_one_run_that_waited_all_night_changes_nothing() -> None:
    steady = [(100, 110)] * 20
    assert learn_correction([*steady, (100, 900)]) == pytest.approx(learn_correction(steady), rel=0.01)


@given(st.lists(st.tuples(st.floats(1, 1e5), st.floats(1, 1e5))))
def test_a_correction_is_bounded(runs: list[tuple[float, float]]) -> None:
    assert 0.5 <= learn_correction(runs) <= 2.0
