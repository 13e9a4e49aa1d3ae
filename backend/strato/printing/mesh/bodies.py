"""The bodies of a model, one by one: how much each encloses, which are hollows in others, which look the wrong way, which overlap."""

from dataclasses import dataclass

import manifold3d
import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.solids import solid
from strato.printing.mesh.topology import Connections
from strato.printing.mesh.triangles import Triangles
from strato.printing.mesh.welding import weld

MAX_OVERLAP_BODIES = 200
MAX_OVERLAP_TRIANGLES = 300_000
MAX_COMPARED = 5_000

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Per body, in the order of ``Connections.body_of_face``: signed volume (positive: looks outward) and box, shape (k, 3)."""

    volume_mm3: Numbers
    lower_mm: Numbers
    upper_mm: Numbers

    @property
    def hollow(self) -> Flags:
        """Empty spaces: they look inward and lie inside the box of another body."""
        return (self.volume_mm3 < 0) & inside_another(self.lower_mm, self.upper_mm)

    @property
    def inverted(self) -> Flags:
        """Bodies that look inward and are not hollows of another."""
        return (self.volume_mm3 < 0) & ~self.hollow


def survey_bodies(triangles: Triangles, connections: Connections, *, outward: float = 1.0) -> Bodies:
    """``outward`` is -1 for a model turned inside out as a whole."""
    count = connections.topology.bodies
    volume = np.zeros(count)
    lower, upper = np.full((count, 3), np.inf), np.full((count, 3), -np.inf)
    origin = triangles.corners[0, 0].astype(np.float64)
    for start, columns in triangles.blocks():
        label = connections.body_of_face[start : start + columns.shape[1]]
        kept = label >= 0
        if not kept.any():
            continue
        label, corners = label[kept], columns[:, kept].reshape(3, 3, -1)
        _widen(lower, upper, label, corners)
        a, b, c = corners - origin[None, :, None]
        six = (
            a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0])
        )
        volume += np.bincount(label, weights=six, minlength=count)
    return Bodies(outward * volume / 6.0, lower, upper)


def _widen(lower: Numbers, upper: Numbers, label: NDArray[np.int32], corners: Numbers) -> None:
    low, high = corners.min(axis=0).T, corners.max(axis=0).T
    if label.min() == label.max():
        body = label[0]
        lower[body] = np.minimum(lower[body], low.min(axis=0))
        upper[body] = np.maximum(upper[body], high.max(axis=0))
        return
    np.minimum.at(lower, label, low)
    np.maximum.at(upper, label, high)


def inside_another(lower: Numbers, upper: Numbers) -> Flags:
    """Which boxes lie strictly inside another; nothing is said about more than ``MAX_COMPARED``."""
    if len(lower) > MAX_COMPARED:
        return np.zeros(len(lower), dtype=np.bool_)
    return np.array(
        [
            bool(((lower < low).all(axis=1) & (upper > high).all(axis=1)).any())
            for low, high in zip(lower, upper, strict=True)
        ],
        dtype=np.bool_,
    )


def overlap_mm3(triangles: Triangles, connections: Connections, bodies: Bodies) -> float:
    """The volume that is counted more than once because solid bodies reach into each other; 0 where it is too much to work out."""
    outward = np.flatnonzero(bodies.volume_mm3 > 0)
    if not 2 <= len(outward) <= MAX_OVERLAP_BODIES or len(triangles) > MAX_OVERLAP_TRIANGLES:
        return 0.0
    close = outward[_meets_another(bodies.lower_mm[outward], bodies.upper_mm[outward])]
    if not len(close):
        return 0.0
    points, faces = weld(triangles)
    parts = [solid(points, faces[connections.body_of_face == body]) for body in close.tolist()]
    sound = [part for part in parts if part is not None]
    if len(sound) < 2:
        return 0.0
    union = manifold3d.Manifold.batch_boolean(sound, manifold3d.OpType.Add)
    counted = sum(float(part.volume()) for part in sound)
    return max(0.0, counted - float(union.volume()))


def _meets_another(lower: Numbers, upper: Numbers) -> Flags:
    meets = (lower[:, None] < upper[None]).all(axis=2) & (upper[:, None] > lower[None]).all(axis=2)
    return np.asarray(meets.sum(axis=1) > 1)
