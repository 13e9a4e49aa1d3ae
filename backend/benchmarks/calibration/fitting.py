"""The fit: few coefficients, one set for all profiles, robust least squares on relative errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import least_squares

from benchmarks.calibration.dataset import Batch, Case, Estimate, Floats
from strato.printing.quoting.coefficients import FilamentCoefficients

MASS = ("wall_width", "skin_area", "skin_margin_mm", "skin_volume", "infill_volume", "anchor")
TIME = (
    "outer_time",
    "wall_time",
    "solid_time",
    "infill_time",
    "bridge_time",
    "agility",
    "wave",
    "turn_time",
    "wall_travels",
    "fill_travels",
    "layer_seconds",
    "cooling",
    "first_time",
    "start_seconds",
)
SUPPORT_MASS = ("support_density", "support_interface_mm")
SUPPORT_TIME = ("support_time",)
FITTED = MASS + TIME + SUPPORT_MASS + SUPPORT_TIME


def fit_all(chosen: Sequence[Case], start: FilamentCoefficients) -> FilamentCoefficients:
    """Mass and time from the cases without supports, then what supports add from those with."""
    plain = Batch([case for case in chosen if not case.has_supports])
    held = Batch([case for case in chosen if case.has_supports and case.support_mm3 > 0])
    found = _fit(MASS, plain.total, plain.mm3, start, scale=0.03)
    found = _fit(TIME, plain.seconds, plain.time, found, scale=0.08)
    found = _fit(SUPPORT_MASS, held.total, held.mm3, found, scale=0.05)
    return _fit(SUPPORT_TIME, held.seconds, held.time, found, scale=0.1)


def _fit(
    names: tuple[str, ...], estimate: Estimate, truth: Floats, start: FilamentCoefficients, *, scale: float
) -> FilamentCoefficients:
    """The named coefficients that bring the logarithms of estimate and truth together; ``scale`` is where an error counts as an outlier."""
    first = np.array([getattr(start, name) for name in names])

    def errors(values: Floats) -> Floats:
        candidate = replace(start, **dict(zip(names, values.tolist(), strict=True)))
        return np.asarray(np.log(estimate(candidate) / truth))

    found = least_squares(
        errors,
        np.maximum(first, 1e-6),
        bounds=(0, np.inf),
        loss="soft_l1",
        f_scale=scale,
        ftol=1e-5,
        x_scale=np.maximum(first, 0.1),
    )
    return replace(start, **dict(zip(names, found.x.tolist(), strict=True)))


def left_out(chosen: Sequence[Case], start: FilamentCoefficients, *, by: str) -> tuple[list[Case], Floats, Floats]:
    """Relative errors of mass and time of every case, each estimated by a fit that never saw its model (or its profile)."""
    order: list[Case] = []
    mass: list[float] = []
    time: list[float] = []
    for group in sorted({getattr(case, by) for case in chosen}):
        seen = [case for case in chosen if getattr(case, by) != group]
        unseen = [case for case in chosen if getattr(case, by) == group]
        fit, batch = fit_all(seen, start), Batch(unseen)
        order += unseen
        mass += (batch.total(fit) / batch.mm3 - 1).tolist()
        time += (batch.seconds(fit) / batch.time - 1).tolist()
    return order, np.array(mass), np.array(time)
