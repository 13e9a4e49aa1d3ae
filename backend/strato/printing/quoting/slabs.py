"""A model's slabs as arrays, at the scale in which it is printed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.facts import MeshMetrics, SectionProfile

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Slabs:
    """Columns by slab from the plate up: edges (n + 1 heights), cross-section mm2, outline mm, sloped skins and overhang mm2, counts.

    ``flats`` has one row per horizontal face: height, area facing up, area facing down; the footprint is that of the box.
    """

    edges: Floats
    area: Floats
    outline: Floats
    top: Floats
    bottom: Floats
    overhang: Floats
    islands: Floats
    holes: Floats
    turns: Floats
    flats: Floats
    footprint_mm2: float

    @property
    def thickness(self) -> Floats:
        result: Floats = np.diff(self.edges)
        return result

    @property
    def height(self) -> float:
        return float(self.edges[-1])


def slabs_of(metrics: MeshMetrics, scale: float = 1.0) -> Slabs:
    """Slabs of a model printed at ``scale``; without measured sections, one slab of the mean cross-section (much coarser)."""
    profile = metrics.sections or _mean_section(metrics)
    length, area = scale, scale * scale
    return Slabs(
        edges=np.array(profile.levels_mm) * length,
        area=np.array(profile.area_mm2) * area,
        outline=np.array(profile.perimeter_mm) * length,
        top=np.array(profile.top_mm2) * area,
        bottom=np.array(profile.bottom_mm2) * area,
        overhang=np.array(profile.overhang_mm2) * area,
        islands=_counts(profile.islands or (1,), profile),
        holes=_counts(profile.holes or (0,), profile),
        turns=_counts(profile.turns or (4,), profile),
        flats=np.array(profile.flats).reshape(-1, 3) * [length, area, area],
        footprint_mm2=metrics.size_mm[0] * metrics.size_mm[1] * area,
    )


def _counts(values: tuple[int, ...], profile: SectionProfile) -> Floats:
    """Counts by slab; one value stands for all."""
    return np.broadcast_to(np.array(values, dtype=float), (len(profile.area_mm2),)).copy()


def _mean_section(metrics: MeshMetrics) -> SectionProfile:
    height = max(metrics.size_mm[2], 1e-3)
    section = metrics.volume_mm3 / height
    skin = metrics.flat_area_mm2 / 2
    return SectionProfile(
        levels_mm=(0.0, height),
        area_mm2=(section,),
        perimeter_mm=(metrics.wall_area_mm2 / height,),
        top_mm2=(0.0,),
        bottom_mm2=(0.0,),
        overhang_mm2=(max(metrics.overhang_area_mm2, 0.0),),
        islands=(max(metrics.bodies, 1),),
        holes=(0,),
        turns=(4 * max(metrics.bodies, 1),),
        flats=((0.0, 0.0, skin), (height, skin, 0.0)),
    )
