"""Volume, area, box, overhang: all sums of one pass over the columns of the triangles, in blocks that stay in the cache."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.errors import ModelBroken
from strato.printing.mesh.facts import MeshMetrics
from strato.printing.mesh.triangles import LIMIT_MM, Triangles

OVERHANG_COSINE = float(np.cos(np.radians(45.0)))
PLATE_MM = 0.02
"""A face whose corners all lie this close to the lowest point lies on the build plate."""

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
    return _add_up(triangles, outward=1.0).volume / 6.0


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
    volume: float = 0.0  # six times
    area: float = 0.0  # twice
    flat: float = 0.0  # twice
    wall: float = 0.0  # twice
    down: float = 0.0  # area of the faces that point down too much, those on the plate included
    shadow: float = 0.0  # what the same faces cover seen from above
    column: float = 0.0  # volume between them and the height of the origin
    lower: Column = field(default_factory=lambda: np.full(3, np.inf))
    upper: Column = field(default_factory=lambda: np.full(3, -np.inf))
    low_faces: list[Column] = field(
        default_factory=list
    )  # rows: highest corner, middle, area, cover; faces that may lie on the plate

    def add(self, columns: Column) -> None:
        """Adds a block of columns, which it uses up: the second and third corners become the edges from the first."""
        self._box(columns)
        columns[3:6] -= columns[:3]
        columns[6:] -= columns[:3]
        x, y, z, ux, uy, uz, vx, vy, vz = columns
        nx, ny, nz = _cross(uy, uz, vy, vz), _cross(uz, ux, vz, vx), _cross(ux, uy, vx, vy)
        self.volume += float(x @ nx) + float(y @ ny) + float(z @ nz)
        self.volume -= float(self.origin @ (nx.sum(), ny.sum(), nz.sum()))
        np.multiply(nx, nx, out=nx)
        nx += np.multiply(ny, ny, out=ny)
        self.wall += float(np.sqrt(nx, out=ny).sum())
        nx += np.multiply(nz, nz, out=ny)
        double = np.sqrt(nx, out=nx)
        self.area += float(double.sum())
        facing = np.flatnonzero(self.outward * nz < np.multiply(double, -OVERHANG_COSINE * (1.0 + 1e-9), out=ny))
        if len(facing):
            self._overhangs(z[facing], uz[facing], vz[facing], double[facing] / 2.0, np.abs(nz[facing]) / 2.0)
        self.flat += float(np.abs(nz, out=nz).sum())

    def _box(self, columns: Column) -> None:
        lows = columns.min(axis=1).reshape(3, 3).min(axis=0)
        highs = columns.max(axis=1).reshape(3, 3).max(axis=0)
        reach = float(np.maximum(-lows, highs).max())
        if not reach <= LIMIT_MM:  # NaN is never less
            raise _out_of_range(reach)
        if lows[2] < self.lower[2] - PLATE_MM:
            self.low_faces.clear()
        np.minimum(self.lower, lows, out=self.lower)
        np.maximum(self.upper, highs, out=self.upper)

    def _overhangs(self, z: Column, uz: Column, vz: Column, area: Column, cover: Column) -> None:
        middle = z - self.origin[2] + (uz + vz) / 3.0
        self.down += float(area.sum())
        self.shadow += float(cover.sum())
        self.column += float(middle @ cover)
        highest = z + np.maximum(np.maximum(uz, vz), 0.0)
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
            volume_mm3=abs(self.volume) / 6.0,
            area_mm2=self.area / 2.0,
            flat_area_mm2=self.flat / 2.0,
            wall_area_mm2=self.wall / 2.0,
            overhang_area_mm2=_not_negative(self.down - plate_area, self.down),
            plate_area_mm2=plate_area,
            support_volume_mm3=_not_negative(support, abs(column) + self.shadow * abs(height)),
            lower_corner_mm=_vector(self.lower),
            upper_corner_mm=_vector(self.upper),
        )


def _not_negative(value: float, scale: float) -> float:
    """A difference of two equal sums is zero, not rounding noise."""
    return value if value > 1e-12 * scale else 0.0


def _cross(a: Column, b: Column, c: Column, d: Column) -> Column:
    """a * d - b * c"""
    product = a * d
    product -= b * c
    return product


def _out_of_range(reach: float) -> ModelBroken:
    if not np.isfinite(reach):
        detail = "The file holds coordinates that are not numbers (NaN or infinity)."
        return ModelBroken("model_numbers_invalid", detail)
    detail = f"The model reaches {reach:.3g} mm from the origin."
    return ModelBroken("model_out_of_range", detail, reach_mm=reach, limit_mm=LIMIT_MM)


def _vector(values: Column) -> tuple[float, float, float]:
    return (float(values[0]), float(values[1]), float(values[2]))
