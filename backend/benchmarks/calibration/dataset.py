"""The measured slices next to what the estimator sees of each model, laid out so that a fit computes all of them at once."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from math import pi
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibration.profiles import PROFILES
from strato.printing.measured import from_json
from strato.printing.mesh.facts import MeshMetrics
from strato.printing.quoting.coefficients import FilamentCoefficients
from strato.printing.quoting.filament import layer_seconds, share_layer, volumes
from strato.printing.quoting.layers import Layers, Recipe, layers_of, recipe_of
from strato.printing.quoting.slabs import slabs_of

DATA = Path(__file__).parents[1] / "data"
FILAMENT_MM2 = pi * 1.75**2 / 4
START_LINE = "Custom"  # the slicer leaves what its start code extrudes out of its own totals

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One slice: what PrusaSlicer extruded (mm3) and how long it says that takes."""

    model: str
    profile: str
    mm3: float
    support_mm3: float
    seconds: float

    @property
    def has_supports(self) -> bool:
        return PROFILES[self.profile].settings.supports


@cache
def metrics() -> dict[str, MeshMetrics]:
    """The models of the ground truth as the mesh room measured them."""
    with gzip.open(DATA / "models.json.gz", "rt") as file:
        return {name: from_json(values) for name, values in json.load(file).items()}


def cases() -> list[Case]:
    """Every slice that came out well."""
    rows = map(json.loads, (DATA / "slices.jsonl").read_text().splitlines())
    return [_case(row) for row in rows if row["rc"] == 0]


def _case(row: dict[str, Any]) -> Case:
    filament = {purpose: length * FILAMENT_MM2 for purpose, length in row["filament_mm"].items()}
    support = sum(volume for purpose, volume in filament.items() if purpose.startswith("Support"))
    total = sum(volume for purpose, volume in filament.items() if purpose != START_LINE)
    return Case(row["model"], row["profile"], total, support, row["seconds"])


class Batch:
    """Many cases as one long column of slabs; sums come back per case."""

    def __init__(self, chosen: Sequence[Case]) -> None:
        self.cases = list(chosen)
        pairs = [_geometry(case.model, case.profile) for case in chosen]
        sizes = [len(layers.count) for layers, _ in pairs]
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
        self.layers = Layers(**_joined(Layers, (layers for layers, _ in pairs)))
        self.recipe = Recipe(**_joined(Recipe, (recipe for _, recipe in pairs), sizes))
        self.mm3 = np.array([case.mm3 for case in chosen])
        self.support_mm3 = np.array([case.support_mm3 for case in chosen])
        self.time = np.array([case.seconds for case in chosen], dtype=float)

    def volumes(self, fit: FilamentCoefficients) -> dict[str, Floats]:
        """Estimated mm3 of each case by purpose."""
        areas = share_layer(self.layers, self.recipe, fit)
        return {name: self._sum(values) for name, values in volumes(self.layers, self.recipe, areas, fit).items()}

    def total(self, fit: FilamentCoefficients) -> Floats:
        """Estimated mm3 of each case."""
        return np.asarray(sum(self.volumes(fit).values()))

    def support(self, fit: FilamentCoefficients) -> Floats:
        return self.volumes(fit)["support"]

    def seconds(self, fit: FilamentCoefficients) -> Floats:
        """Estimated machine time of each case."""
        areas = share_layer(self.layers, self.recipe, fit)
        return self._sum(layer_seconds(self.layers, self.recipe, areas, fit) * self.layers.count) + fit.start_seconds

    def _sum(self, values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values, self.starts))


Estimate = Callable[[FilamentCoefficients], Floats]


@cache
def _geometry(model: str, profile: str) -> tuple[Layers, Recipe]:
    chosen = PROFILES[profile]
    slabs = slabs_of(metrics()[model], chosen.settings.scale)
    return layers_of(slabs, chosen.settings), recipe_of(chosen.settings, chosen.machine)


def _joined(
    kind: type[Layers] | type[Recipe], parts: Iterable[Layers | Recipe], sizes: list[int] | None = None
) -> dict[str, Floats]:
    listed = list(parts)
    repeats = sizes or [1] * len(listed)
    return {
        column.name: np.concatenate(
            [np.repeat(getattr(part, column.name), count) for part, count in zip(listed, repeats, strict=True)]
        )
        for column in fields(kind)
    }
