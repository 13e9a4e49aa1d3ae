"""The model in horizontal slabs: cross-section, outline and skin by height, from one look at the triangles, without slicing.

Two identities make it exact on the average, for closed bodies: the outline length integrated over height is the sum of dA*|nxy|,
and the cross-section at a height is the flux of nz dA through everything above it (divergence theorem).
"""

from __future__ import annotations

from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.contours import cuts
from strato.printing.mesh.facts import SectionProfile

Floats = NDArray[np.float64]
Flat = tuple[float, float, float]

UNIFORM_SLABS = 64
MAX_FLATS = 48
FLAT = 0.9998  # |nz| of a horizontal face: within 1.1 degrees
SUPPORT_COSINE = cos(radians(50))  # faces within 50 degrees of the horizontal are held up
HIDDEN = 0.3  # how much of a slope the walls hide, per unit of its steepness
CHUNK = 1 << 16
TINY = 1e-9
WALL, FLUX, TOP, BOTTOM, HELD = range(5)


def section_profile(corners: NDArray[np.float32] | Floats) -> SectionProfile:
    """Slabs of a mesh given as corners of shape (n, 3, 3), in mm, in the orientation of the file.

    Bodies that overlap count twice; an inside-out mesh is turned; holes make the cross-section wrong by what leaks through them.
    """
    floor = float(corners[:, :, 2].min())
    height = max(float(corners[:, :, 2].max()) - floor, 1e-6)
    gathered = _flats(corners, floor)
    flats = list(gathered.values())
    levels = _levels(flats, height)
    sums = np.zeros((5, len(levels) - 1))
    for start in range(0, len(corners), CHUNK):
        part = corners[start : start + CHUNK].astype(np.float64)
        part[:, :, 2] -= floor
        _add_faces(sums, part, levels, set(gathered))
    area = _cross_section(sums[FLUX], flats, levels)
    if area @ np.diff(levels) < 0:
        return section_profile(corners[:, ::-1])
    shown = cuts(corners, floor + (levels[:-1] + levels[1:]) / 2)
    return SectionProfile(
        levels_mm=_rounded(levels),
        area_mm2=_rounded(np.maximum(area, 0.0)),
        perimeter_mm=_rounded(sums[WALL] / np.diff(levels)),
        top_mm2=_rounded(sums[TOP]),
        bottom_mm2=_rounded(sums[BOTTOM]),
        overhang_mm2=_rounded(sums[HELD]),
        islands=tuple(cut.islands for cut in shown),
        holes=tuple(cut.holes for cut in shown),
        turns=tuple(cut.turns for cut in shown),
        flats=tuple((round(at, 4), round(up, 3), round(down, 3)) for at, up, down in flats),
    )


def _normals(corners: Floats) -> Floats:
    """Area vectors dA * n of faces."""
    result: Floats = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) / 2
    return result


def _flats(corners: NDArray[np.float32] | Floats, floor: float) -> dict[float, Flat]:
    """The largest horizontal faces, gathered by height to a hundredth of a millimeter (the keys), lowest first."""
    found: dict[float, list[float]] = {}
    for start in range(0, len(corners), CHUNK):
        part = corners[start : start + CHUNK]
        level = np.ptp(part[:, :, 2], axis=1) < 1e-4
        if not level.any():
            continue
        flat = part[level].astype(np.float64)
        projected = _normals(flat)[:, 2]
        height = flat[:, 0, 2] - floor
        keys, where = np.unique(np.round(height, 2), return_inverse=True)
        up = np.bincount(where, np.maximum(projected, 0))
        down = np.bincount(where, np.maximum(-projected, 0))
        moment = np.bincount(where, np.abs(projected) * height)
        for key, *more in zip(keys.tolist(), up.tolist(), down.tolist(), moment.tolist(), strict=True):
            found[key] = [old + new for old, new in zip(found.get(key, (0.0, 0.0, 0.0)), more, strict=True)]
    largest = sorted(found.items(), key=lambda item: -(item[1][0] + item[1][1]))[:MAX_FLATS]
    return {key: (moment / (up + down) if up + down else key, up, down) for key, (up, down, moment) in sorted(largest)}


def _levels(flats: list[Flat], height: float) -> Floats:
    """Even levels, plus one at each large horizontal face, so that a floor or a lid is not smeared over its slab."""
    even = np.linspace(0.0, height, UNIFORM_SLABS + 1)
    exact = [at for at, _, _ in flats if 1e-3 < at < height - 1e-3]
    levels = np.unique(np.concatenate([even, exact]))
    kept = np.concatenate([[True], np.diff(levels) > 1e-3])
    kept[-1] = True
    result: Floats = levels[kept]
    return result


def _add_faces(sums: Floats, corners: Floats, levels: Floats, flats: set[float]) -> None:
    """Adds wall area, flux, exposed skins and held-up area of some faces to their slabs; gathered flats are left out."""
    vectors = _normals(corners)
    across = np.hypot(vectors[:, 0], vectors[:, 1])
    up = vectors[:, 2]
    area = np.hypot(across, up)
    z = np.sort(corners[:, :, 2], axis=1)
    level = z[:, 2] - z[:, 0] < 1e-4
    gathered = level & np.isin(np.round(z[:, 0], 2), list(flats))
    held = np.where((up < -SUPPORT_COSINE * area) & (z[:, 2] > 0.05), -up, 0.0)
    exposed = np.where(gathered, 0.0, np.maximum(np.abs(up) - HIDDEN * across, 0.0))
    weights = np.stack([across, np.where(gathered, 0.0, up), exposed * (up > 0), exposed * (up < 0), held])
    last = len(levels) - 2
    middle = z.mean(axis=1)
    slab = np.clip(np.searchsorted(levels, middle, side="right") - 1, 0, last)
    reach = np.clip(np.searchsorted(levels, z[:, 2], side="left") - 1, 0, last)
    start = np.clip(np.searchsorted(levels, z[:, 0], side="right") - 1, 0, last)
    tall = reach - start > 1
    for row, weight in zip(sums, weights, strict=True):
        row += np.bincount(slab[~tall], weight[~tall], minlength=last + 1)
    if tall.any():
        _spread(sums, weights[:, tall], z[tall], start[tall], reach[tall], levels)


def _spread(
    sums: Floats, weights: Floats, z: Floats, start: NDArray[np.int64], reach: NDArray[np.int64], levels: Floats
) -> None:
    """Shares tall faces among the slabs that they cross, exactly: the area of a triangle below a height is piecewise quadratic."""
    spans = reach - start + 1
    face = np.repeat(np.arange(len(z)), spans)
    slab = start[face] + np.arange(len(face)) - np.repeat(np.cumsum(spans) - spans, spans)
    share = _below(z[face], levels[slab + 1]) - _below(z[face], levels[slab])
    for row, weight in zip(sums, weights, strict=True):
        row += np.bincount(slab, weight[face] * share, minlength=len(row))


def _below(z: Floats, height: Floats) -> Floats:
    """Share of each triangle (its three heights sorted) below a height."""
    low, middle, high = z[:, 0], z[:, 1], z[:, 2]
    at = np.clip(height, low, high)
    rising = (at - low) ** 2 / np.maximum((middle - low) * (high - low), TINY)
    falling = 1 - (high - at) ** 2 / np.maximum((high - middle) * (high - low), TINY)
    share: Floats = np.where(at < middle, rising, falling)
    return share


def _cross_section(flux: Floats, flats: list[Flat], levels: Floats) -> Floats:
    """Mean cross-section of each slab: the flux through everything above its middle."""
    above: Floats = flux.sum() - np.cumsum(flux) + flux / 2
    middles = (levels[:-1] + levels[1:]) / 2
    for at, up, down in flats:
        above = above + np.where(middles < at, up - down, 0.0)
    return above


def _rounded(values: Floats) -> tuple[float, ...]:
    return tuple(np.round(values, 3).tolist())
