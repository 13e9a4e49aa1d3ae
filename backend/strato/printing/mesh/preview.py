"""A lighter model for the eye: the browser's viewer and the thumbnail need the shape, not every triangle."""

from dataclasses import dataclass, replace

import fast_simplification
import numpy as np
from scipy.spatial import cKDTree

from strato.printing.mesh.triangles import Triangles
from strato.printing.mesh.welding import Faces, Points, unweld, weld

ENOUGH = 300_000
TARGET = 150_000
COARSE_FROM = 1_500_000
GRIDS = (2048, 1024, 512, 256)
"""Very large models are first snapped to so many steps along their largest side, as fine as brings them below ``COARSE_FROM``."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Triangles to show; ``simplified`` tells whether they are others than those of the model."""

    triangles: Triangles
    simplified: bool


def preview(triangles: Triangles, *, enough: int = ENOUGH, target: int = TARGET) -> Preview:
    """The model itself up to ``enough`` triangles, else a simplification to about ``target``."""
    if len(triangles) <= enough:
        return Preview(triangles, simplified=False)
    points, faces = weld(triangles)
    for grid in GRIDS:
        if len(faces) > COARSE_FROM:
            points, faces = _snapped(points, faces, grid)
    if len(faces) > target:
        points, faces = _simplified(points, faces, target)
    if not len(faces):  # nothing but crumbs: they are shown as they are
        return Preview(triangles, simplified=False)
    return Preview(replace(triangles, corners=unweld(points, faces)), simplified=True)


def _simplified(points: Points, faces: Faces, target: int) -> tuple[Points, Faces]:
    """Fewer faces by collapsing edges; in a box of 100 units, because the library's thresholds are absolute."""
    lower = points.min(axis=0).astype(np.float64)
    scale = 100.0 / max(float(np.ptp(points, axis=0).max()), 1e-30)
    shown, kept = fast_simplification.simplify((points - lower) * scale, faces, target_count=target)
    return (shown / scale + lower).astype(np.float32), kept.astype(np.int32)


def _snapped(points: Points, faces: Faces, grid: int) -> tuple[Points, Faces]:
    """Points in the same cell of a fine grid become one, at their first point; faces that collapse go."""
    lower = points.min(axis=0)
    step = float(np.ptp(points, axis=0).max()) / grid
    cell = ((points - lower) / np.float32(step)).astype(np.int64)
    _, first, number = np.unique(
        (cell[:, 0] << 42) | (cell[:, 1] << 21) | cell[:, 2], return_index=True, return_inverse=True
    )
    moved = number[faces].astype(np.int32)
    kept = (moved[:, 0] != moved[:, 1]) & (moved[:, 1] != moved[:, 2]) & (moved[:, 2] != moved[:, 0])
    return points[first], np.ascontiguousarray(moved[kept])


def carry(faces: tuple[int, ...], triangles: Triangles, shown: Preview) -> tuple[int, ...]:
    """The faces of a finding, given for the model, as faces of its preview: those whose middle lies next to a named one."""
    if not shown.simplified or not faces:
        return faces
    named = np.asarray(triangles.corners[list(faces)], dtype=np.float64).mean(axis=1)
    corners = np.asarray(shown.triangles.corners, dtype=np.float64)
    middles = corners.mean(axis=1)
    reach = np.linalg.norm(corners - middles[:, None], axis=2).max(axis=1)
    distance, _ = cKDTree(named).query(middles, distance_upper_bound=float(reach.max()))
    return tuple(np.flatnonzero(distance <= reach).tolist())
