"""Closed meshes whose measures are known from geometry, as corners of shape (n, 3, 3)."""

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.facts import MeshMetrics
from strato.printing.mesh.sections import SUPPORT_COSINE, section_profile

Floats = NDArray[np.float64]
BOX_FACES = [
    (0, 1, 3), (0, 3, 2), (4, 6, 7), (4, 7, 5), (0, 4, 5), (0, 5, 1),
    (2, 3, 7), (2, 7, 6), (0, 2, 6), (0, 6, 4), (1, 5, 7), (1, 7, 3),
]  # fmt: skip


def box(x: float, y: float, z: float, at: tuple[float, float, float] = (0, 0, 0)) -> Floats:
    points = np.array([(a * x, b * y, c * z) for a in (0, 1) for b in (0, 1) for c in (0, 1)], dtype=float)
    return points[np.array(BOX_FACES)] + np.array(at)


def cylinder(radius: float, height: float, top_radius: float | None = None, sides: int = 96) -> Floats:
    """A cylinder or, with another radius at the top, a truncated cone; radius 0 makes a cone."""
    top = radius if top_radius is None else top_radius
    angles = np.arange(sides) * 2 * np.pi / sides
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    low = np.c_[ring * radius, np.zeros(sides)]
    high = np.c_[ring * top, np.full(sides, height)]
    low_next, high_next = np.roll(low, -1, axis=0), np.roll(high, -1, axis=0)
    floor, roof = np.zeros((sides, 3)), np.tile([0.0, 0.0, height], (sides, 1))
    faces = [(floor, low_next, low), (roof, high, high_next), (low, low_next, high_next), (low, high_next, high)]
    return np.concatenate([np.stack(corners, axis=1) for corners in faces])


def metrics_of(corners: Floats) -> MeshMetrics:
    """Measures of a closed mesh by the textbook sums; for tests that need a model, not for its analysis."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    vectors = np.cross(b - a, c - a) / 2
    area = np.linalg.norm(vectors, axis=1)
    low, high = corners.reshape(-1, 3).min(0), corners.reshape(-1, 3).max(0)
    lowest = corners[:, :, 2].min(1)
    held = (vectors[:, 2] < -SUPPORT_COSINE * area) & (lowest > low[2] + 0.05)
    return MeshMetrics(
        triangles=len(corners),
        bodies=1,
        volume_mm3=abs(float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum()) / 6),
        area_mm2=float(area.sum()),
        flat_area_mm2=float(np.abs(vectors[:, 2]).sum()),
        wall_area_mm2=float(np.hypot(vectors[:, 0], vectors[:, 1]).sum()),
        overhang_area_mm2=float(-vectors[held, 2].sum()),
        plate_area_mm2=float(-vectors[(vectors[:, 2] < 0) & ~held, 2].sum()),
        support_volume_mm3=float((-vectors[held, 2] * (corners[held, :, 2].mean(1) - low[2])).sum()),
        lower_corner_mm=(float(low[0]), float(low[1]), float(low[2])),
        upper_corner_mm=(float(high[0]), float(high[1]), float(high[2])),
        sections=section_profile(corners),
    )
