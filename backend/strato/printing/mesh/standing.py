"""How a model stands on the plate: where its weight is, and what it stands on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull, QhullError

from strato.printing.mesh.facts import MeshMetrics, Vector
from strato.printing.mesh.metrics import PLATE_MM
from strato.printing.mesh.triangles import Triangles


@dataclass(frozen=True, slots=True)
class Stance:
    """The center of mass, and how far inside the outline of its contact with the plate it lies, seen from above (negative: outside, so
    it falls over unless it is held; None: the contact has no area, a point or an edge)."""

    center_mm: Vector
    margin_mm: float | None


def stance(triangles: Triangles, metrics: MeshMetrics) -> Stance:
    plate = metrics.lower_corner_mm[2] + PLATE_MM
    origin = np.array(metrics.lower_corner_mm)
    moment, total = np.zeros(3), 0.0
    contact: list[NDArray[np.float64]] = []
    for _, columns in triangles.blocks():
        corners = columns.reshape(3, 3, -1) - origin[None, :, None]
        a, b, c = corners
        six = (
            a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0])
        )
        moment += (a + b + c) @ six / 4.0
        total += float(six.sum())
        low = columns[2::3] <= plate
        if low.any():
            contact.append(np.stack([columns[0::3][low], columns[1::3][low]], axis=1))
    center = origin + (moment / total if total else np.array(metrics.size_mm) / 2.0)
    x, y, z = (float(value) for value in center)
    return Stance((x, y, z), _margin(np.concatenate(contact), x, y))


def _margin(contact: NDArray[np.float64], x: float, y: float) -> float | None:
    try:
        hull = ConvexHull(np.unique(np.round(contact, 4), axis=0))
    except (QhullError, ValueError):
        return None
    distances = hull.equations @ np.array([x, y, 1.0])
    return -float(distances.max())
