"""How far are our grams and minutes from a real slicer? `python -m benchmarks.estimate_accuracy [--write] [--quick]`

Truth: PrusaSlicer 2.5 slices in data/slices.jsonl (see calibration.measure). Every error is out of sample: the model it is of was left
out of the fit. The naive formulas that others price with run on the same slices. `--write` regenerates the shipped coefficients;
`--quick` skips the refits and prints in-sample errors of the shipped ones, clearly marked.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from benchmarks.calibration.dataset import Batch, Case, Floats, cases, metrics
from benchmarks.calibration.fitting import FITTED, fit_all, left_out
from benchmarks.calibration.profiles import PROFILES
from strato.printing.quoting import coefficients
from strato.printing.quoting.coefficients import FILAMENT, FilamentCoefficients

GOALS = {  # what: (median, next median, p90), in percent; from QUALITY
    "grams": (4.0, 2.5, 10.0),
    "time": (10.0, 7.0, 30.0),
    "grams with supports": (7.0, 7.0, None),
    "time with supports": (20.0, 20.0, None),
}


def solid_mm3(case: Case) -> float:
    """Volume x density, as a solid part would weigh."""
    return metrics()[case.model].volume_mm3


def fixed_wall_mm3(case: Case) -> float:
    """The published script: a wall of one millimeter over the surface, infill in the rest."""
    found = metrics()[case.model]
    shell = min(found.area_mm2 * 1.0, found.volume_mm3)
    return shell + (found.volume_mm3 - shell) * PROFILES[case.profile].settings.infill_percent / 100


def flow_seconds(case: Case) -> float:
    """Volume over eight cubic millimeters a second."""
    return metrics()[case.model].volume_mm3 / 8


def describe(errors: Floats) -> str:
    size = np.abs(errors) * 100
    return f"median {np.median(size):6.2f} %   p90 {np.percentile(size, 90):6.1f} %   max {size.max():5.0f} %   bias {np.median(errors) * 100:+5.1f} %"


def judge(what: str, errors: Floats) -> bool:
    """Prints the line of a goal and whether it is met."""
    goal, stretch, p90 = GOALS[what]
    size = np.abs(errors) * 100
    met = np.median(size) <= goal and (p90 is None or np.percentile(size, 90) <= p90)
    further = " (and the next goal)" if np.median(size) <= stretch else f" (next goal {stretch} %)"
    bounds = f"goal median <= {goal} %" + (f", p90 <= {p90} %" if p90 else "")
    print(
        f"{'PASS' if met else 'MISS'}  {what:22s} n {len(size):4d}   {describe(errors)}   {bounds}{further if met else ''}"
    )
    return bool(met)


def of_peer(chosen: list[Case], estimate: Callable[[Case], float], truth: Callable[[Case], float]) -> Floats:
    return np.array([estimate(case) / truth(case) - 1 for case in chosen])


def report(chosen: list[Case], mass: Floats, time: Floats) -> bool:
    """The goals on the vendor's profiles, each profile by itself, and the peers."""
    vendor = np.array([PROFILES[case.profile].presets is not None for case in chosen])
    held = np.array([case.has_supports for case in chosen])
    built = held & np.array(
        [case.support_mm3 > 0 for case in chosen]
    )  # the setting alone builds nothing under most parts
    print("\n-- goals: vendor presets, models left out of the fit; with supports: only parts that got some")
    met = [judge("grams", mass[vendor & ~held]), judge("time", time[vendor & ~held])]
    met += [judge("grams with supports", mass[vendor & built]), judge("time with supports", time[vendor & built])]
    print("\n-- by profile")
    for profile in PROFILES:
        here = np.array([case.profile == profile for case in chosen])
        if here.any():
            print(f"{profile:22s} grams {describe(mass[here])}\n{'':22s} time  {describe(time[here])}")
    print("\n-- peers on the same slices (vendor presets, no supports)")
    same = [case for case, keep in zip(chosen, vendor & ~held, strict=True) if keep]
    for name, estimate in (("solid volume", solid_mm3), ("fixed 1 mm wall", fixed_wall_mm3)):
        print(f"{name:22s} grams {describe(of_peer(same, estimate, lambda case: case.mm3))}")
    print(f"{'V / 8 mm3/s':22s} time  {describe(of_peer(same, flow_seconds, lambda case: case.seconds))}")
    return all(met)


def bands(chosen: list[Case], mass: Floats, time: Floats) -> dict[str, float]:
    """The errors that nine of ten stayed within, for the estimates to carry."""
    held = np.array([case.support_mm3 > 0 for case in chosen])
    return {
        "mass_band": _p90(mass[~held]),
        "time_band": _p90(time[~held]),
        "supports_mass_band": _p90(mass[held]),
        "supports_time_band": _p90(time[held]),
    }


def _p90(errors: Floats) -> float:
    return round(float(np.percentile(np.abs(errors), 90)), 3)


def write(fit: FilamentCoefficients, chosen: list[Case]) -> None:
    """Puts the fitted numbers into the module that ships them."""
    path = Path(inspect.getfile(coefficients))
    text = path.read_text()
    models, profiles = len({case.model for case in chosen}), len({case.profile for case in chosen})
    provenance = f"{len(chosen)} PrusaSlicer 2.5.0 slices: {models} models, {profiles} profiles"
    values = "".join(f"    {field.name}={getattr(fit, field.name):.5g},\n" for field in fields(fit))
    head = text[: text.index("# -- fitted")]
    path.write_text(f"{head}# -- fitted: {provenance}\nFILAMENT = FilamentCoefficients(\n{values})\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="regenerate the shipped coefficients")
    parser.add_argument("--quick", action="store_true", help="no refits: in-sample errors of the shipped coefficients")
    parser.add_argument("--profiles", action="store_true", help="also leave whole profiles out")
    options = parser.parse_args()
    chosen = cases()
    print(
        f"{len(chosen)} slices, {len({case.model for case in chosen})} models, {len({case.profile for case in chosen})} profiles"
    )
    if options.quick:
        batch = Batch(chosen)
        print("IN-SAMPLE (shipped coefficients, nothing left out)")
        return (
            0 if report(chosen, batch.total(FILAMENT) / batch.mm3 - 1, batch.seconds(FILAMENT) / batch.time - 1) else 1
        )
    fit = fit_all(chosen, FILAMENT)
    order, mass, time = left_out(chosen, fit, by="model")
    met = report(order, mass, time)
    if options.profiles:
        order_p, mass_p, time_p = left_out(chosen, fit, by="profile")
        print("\n-- settings never seen: each profile estimated by a fit on the other profiles")
        for profile in PROFILES:
            here = np.array([case.profile == profile for case in order_p])
            if here.any():
                print(f"{profile:22s} grams {describe(mass_p[here])}\n{'':22s} time  {describe(time_p[here])}")
    print("\n-- coefficients: fitted | shipped")
    for name in FITTED:
        print(f"{name:18s} {getattr(fit, name):9.4f} | {getattr(FILAMENT, name):9.4f}")
    if options.write:
        write(replace(fit, **bands(order, mass, time)), chosen)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
