"""Volume, area, box, overhang: all sums of one pass over the columns of the triangles, in blocks that stay in the cache."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.errors import ModelBroken
from strato.printing.mesh.facts import MeshMetrics
from strato.printing.mesh.triangles import Triangles

OVERHANG_COSINE = float(np.cos(np.radians(45.0)))
PLATE_MM = 0.02
"""A face whose corners all lie this close to the lowest point lies on the build plate."""
LIMIT_MM = 1e7

Column = NDArray[np.float64]


def measure(triangles: Triangles, *, bodies: int = 1) -> MeshMetrics:
    """The metrics of a model. A model turned inside out is measured as if its faces were turned back.

    Raises ``ModelBroken`` with ``model_numbers_invalid`` or ``model_out_of_range``.
    """
    if not len(triangles):
        raise ModelBroken("model_empty", "There are no triangles to measure.")
    sums = _add_up(triangles, outward=1.0)
    if sums.volume < 0:
        sums = _add_up(triangles, outward=-1.0)
    return sums.metrics(len(triangles), bodies)


def signed_volume(triangles: Triangles) -> float:
    """The sum of signed tetrahedra, mm3: negative when the faces look inward."""
    return _add_up(triangles, outward=1.0).volume


def _add_up(triangles: Triangles, outward: float) -> "_Sums":
    origin = np.asarray(triangles.corners[0, 0], dtype=np.float64)
    sums = _Sums(outward, origin)
    with np.errstate(invalid="ignore", over="ignore"):  # bad numbers are found in the box of their block
        for _, columns in triangles.blocks():
            sums.add(columns)
    return sums


@dataclass
class _Sums:
    outward: float
    origin: Column
    volume: float = 0.0
    area: float = 0.0
    flat: float = 0.0
    wall: float = 0.0
    down: float = 0.0  # area of the faces that point down too much, those on the plate included
    shadow: float = 0.0  # what the same faces cover seen from above
    column: float = 0.0  # volume between them and the height of the origin
    lower: Column = field(default_factory=lambda: np.full(3, np.inf))
    upper: Column = field(default_factory=lambda: np.full(3, -np.inf))
    low_faces: list[Column] = field(
        default_factory=list
    )  # rows: highest corner, middle, area, cover; faces that may lie on the plate

    def add(self, columns: Column) -> None:
        x0, y0, z0, x1, y1, z1, x2, y2, z2 = columns
        self._box(columns)
        ux, uy, uz, vx, vy, vz = x1 - x0, y1 - y0, z1 - z0, x2 - x0, y2 - y0, z2 - z0
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        x, y, z = self.origin
        self.volume += self.outward * float((x0 - x) @ nx + (y0 - y) @ ny + (z0 - z) @ nz) / 6.0
        level = nx * nx + ny * ny
        double = np.sqrt(level + nz * nz)
        self.area += float(double.sum()) / 2.0
        self.wall += float(np.sqrt(level).sum()) / 2.0
        self.flat += float(np.abs(nz).sum()) / 2.0
        facing = self.outward * nz < -OVERHANG_COSINE * double * (1.0 + 1e-9)
        if facing.any():
            self._overhangs(z0[facing], z1[facing], z2[facing], double[facing] / 2.0, np.abs(nz[facing]) / 2.0)

    def _box(self, columns: Column) -> None:
        lows, highs = columns.min(axis=1).reshape(3, 3).min(axis=0), columns.max(axis=1).reshape(3, 3).max(axis=0)
        if not (np.isfinite(lows).all() and np.isfinite(highs).all()):
            raise ModelBroken(
                "model_numbers_invalid", "The file holds coordinates that are not numbers (NaN or infinity)."
            )
        reach = float(max(-lows.min(), highs.max()))
        if reach > LIMIT_MM:
            raise ModelBroken(
                "model_out_of_range",
                f"The model reaches {reach:.3g} mm from the origin.",
                reach_mm=reach,
                limit_mm=LIMIT_MM,
            )
        if lows[2] < self.lower[2] - PLATE_MM:
            self.low_faces.clear()
        np.minimum(self.lower, lows, out=self.lower)
        np.maximum(self.upper, highs, out=self.upper)

    def _overhangs(self, z0: Column, z1: Column, z2: Column, area: Column, cover: Column) -> None:
        middle = (z0 + z1 + z2) / 3.0 - self.origin[2]
        self.down += float(area.sum())
        self.shadow += float(cover.sum())
        self.column += float(middle @ cover)
        highest = np.maximum(np.maximum(z0, z1), z2)
        low = highest <= self.lower[2] + PLATE_MM
        if low.any():
            self.low_faces.append(np.stack([highest[low], middle[low], area[low], cover[low]]))

    def metrics(self, triangles: int, bodies: int) -> MeshMetrics:
        highest, middle, area, cover = np.concatenate(self.low_faces, axis=1) if self.low_faces else np.empty((4, 0))
        plate = highest <= self.lower[2] + PLATE_MM
        plate_area, plate_cover = float(area[plate].sum()), float(cover[plate].sum())
        column = self.column - float(middle[plate] @ cover[plate])
        height = float(self.origin[2] - self.lower[2])
        support = float(column + (self.shadow - plate_cover) * height)
        return MeshMetrics(
            triangles=triangles,
            bodies=bodies,
            volume_mm3=abs(self.volume),
            area_mm2=self.area,
            flat_area_mm2=self.flat,
            wall_area_mm2=self.wall,
            overhang_area_mm2=_not_negative(self.down - plate_area, self.down),
            plate_area_mm2=plate_area,
            support_volume_mm3=_not_negative(support, abs(column) + self.shadow * abs(height)),
            lower_corner_mm=_vector(self.lower),
            upper_corner_mm=_vector(self.upper),
        )


def _not_negative(value: float, scale: float) -> float:
    """A difference of two equal sums is zero, not rounding noise."""
    return value if value > 1e-12 * scale else 0.0


def _vector(values: Column) -> tuple[float, float, float]:
    return (float(values[0]), float(values[1]), float(values[2]))
