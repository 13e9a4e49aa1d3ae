"""Wall thickness: rays from the surface straight inward, up to the opposite face."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.rays import Scene
from strato.printing.mesh.topology import Connections
from strato.printing.mesh.triangles import Triangles

MAX_SAMPLES = 20_000
FACING = 0.7
"""Cosine: only a face turned at least this much towards the ray is the other side of a wall; else it is the flank of an edge."""
INSET = 1e-5
"""Rays start this part of the largest dimension below the surface."""
MAX_CROSSINGS = 8
SLACK_MM = 0.005
THIN_AREA_MM2 = 1.0
THIN_SHARE = 0.001

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WallSurvey:
    """Samples of the surface: the face of each, the wall under it in mm (infinite: none found), the area it stands for in mm2."""

    faces: NDArray[np.int64]
    thickness_mm: Numbers
    area_mm2: Numbers

    @property
    def thinnest_mm(self) -> float | None:
        """The thinnest wall that covers at least 1 mm2 (on small models: 0.1 % of the surface), so that one stray ray means nothing."""
        order = np.argsort(self.thickness_mm, kind="stable")
        covered = np.cumsum(self.area_mm2[order])
        enough = min(THIN_AREA_MM2, THIN_SHARE * float(self.area_mm2.sum()))
        place = int(np.searchsorted(covered, enough))
        thickness = float(self.thickness_mm[order[min(place, len(order) - 1)]]) if len(order) else np.inf
        return thickness if np.isfinite(thickness) else None

    def thinner_than(self, limit_mm: float) -> tuple[NDArray[np.int64], float]:
        """The sampled faces above a thinner wall, and the area that they stand for."""
        thin = self.thickness_mm < limit_mm - SLACK_MM
        return np.unique(self.faces[thin]), float(self.area_mm2[thin].sum())


def survey_walls(
    triangles: Triangles,
    connections: Connections,
    *,
    outward: float = 1.0,
    samples: int = MAX_SAMPLES,
    scene: Scene | None = None,
) -> WallSurvey:
    """Wall thickness at no more than ``samples`` points; the same model always gives the same points. ``outward`` is -1 for a model
    turned inside out."""
    faces, points, normals, areas = _sample(triangles, samples)
    thickness = np.full(len(faces), np.inf)
    if len(faces):
        cavities = _cavities(triangles, connections, outward)
        inset = INSET * float(np.ptp(triangles.corners, axis=(0, 1)).max())
        _follow(
            scene or Scene(triangles),
            points,
            -outward * normals,
            inset,
            _Owner(connections.body_of_face, cavities, faces, outward),
            thickness,
        )
    return WallSurvey(faces, thickness, areas)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Tells whether a ray that started on a face leaves the same piece of material at another."""

    body_of_face: NDArray[np.int32]
    cavities: NDArray[np.bool_]
    starts: NDArray[np.int64]
    outward: float

    def ends(self, rays: NDArray[np.int64], met: NDArray[np.int32]) -> NDArray[np.bool_]:
        start, end = self.body_of_face[self.starts[rays]], self.body_of_face[met]
        return np.asarray((start == end) | self.cavities[start] | self.cavities[end])


def _follow(scene: Scene, points: Numbers, inward: Numbers, inset: float, owner: _Owner, thickness: Numbers) -> None:
    """Fills in the thickness. A ray passes through the skin of other bodies that overlap its own, up to ``MAX_CROSSINGS`` times."""
    rays = np.arange(len(points))
    travelled = np.full(len(points), inset)
    for _ in range(MAX_CROSSINGS):
        hits = scene.shoot(points[rays] + inward[rays] * travelled[rays, None], inward[rays])
        met = hits.face >= 0
        rays, face = rays[met], hits.face[met]
        travelled[rays] += hits.distance[met]
        leaving = owner.outward * np.einsum("ij,ij->i", hits.normal[met].astype(np.float64), inward[rays])
        ends = (leaving > 0) & owner.ends(rays, face)
        walls = ends & (leaving > FACING)
        thickness[rays[walls]] = travelled[rays[walls]]
        rays = rays[~ends]
        if not len(rays):
            return
        travelled[rays] += inset


def _cavities(triangles: Triangles, connections: Connections, outward: float) -> NDArray[np.bool_]:
    """Which bodies are hollows in others: their faces enclose a negative volume. The last entry answers for faces without a body."""
    labels = connections.body_of_face
    volumes = np.zeros(connections.topology.bodies + 1)
    origin = triangles.corners[0, 0].astype(np.float64)
    for start, columns in triangles.blocks():
        x0, y0, z0, x1, y1, z1, x2, y2, z2 = columns - np.tile(origin, 3)[:, None]
        tetrahedra = x0 * (y1 * z2 - z1 * y2) + y0 * (z1 * x2 - x1 * z2) + z0 * (x1 * y2 - y1 * x2)
        volumes += np.bincount(
            labels[start : start + len(x0)] % len(volumes), weights=tetrahedra, minlength=len(volumes)
        )
    volumes[-1] = 0.0
    return np.asarray(outward * volumes < 0)


def _sample(triangles: Triangles, samples: int) -> tuple[NDArray[np.int64], Numbers, Numbers, Numbers]:
    """Points spread evenly over the area (and, if they are few, one on each face): face, point, unit normal, area."""
    areas = _areas(triangles)
    total = float(areas.sum())
    if total <= 0:
        return np.empty(0, np.int64), np.empty((0, 3)), np.empty((0, 3)), np.empty(0)
    each = np.flatnonzero(areas > 0) if len(areas) <= samples // 2 else np.empty(0, np.int64)
    spread = samples - len(each)
    steps = (np.arange(spread) + 0.5) * (total / spread)
    drawn = np.minimum(np.searchsorted(np.cumsum(areas), steps), len(areas) - 1)
    faces = np.concatenate([each, drawn])
    u, v = _places(spread)
    u, v = np.concatenate([np.full(len(each), 1 / 3), u]), np.concatenate([np.full(len(each), 1 / 3), v])
    corners = triangles.corners[faces].astype(np.float64)
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    normals = np.cross(first, second)
    lengths = np.linalg.norm(normals, axis=1)
    good = lengths > 0
    points = corners[:, 0] + u[:, None] * first + v[:, None] * second
    shares = areas[faces] / np.bincount(faces, minlength=len(areas))[faces]
    return faces[good], points[good], normals[good] / lengths[good, None], shares[good]


def _areas(triangles: Triangles) -> Numbers:
    areas = np.empty(len(triangles))
    for start, (x0, y0, z0, x1, y1, z1, x2, y2, z2) in triangles.blocks():
        ux, uy, uz, vx, vy, vz = x1 - x0, y1 - y0, z1 - z0, x2 - x0, y2 - y0, z2 - z0
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        areas[start : start + len(x0)] = np.sqrt(nx * nx + ny * ny + nz * nz) / 2.0
    return areas


def _places(count: int) -> tuple[Numbers, Numbers]:
    """Evenly scattered barycentric coordinates: the two-dimensional golden-ratio sequence, folded into the triangle."""
    index = np.arange(count)
    u, v = (0.5 + index * 0.7548776662466927) % 1.0, (0.5 + index * 0.5698402909980532) % 1.0
    outside = u + v > 1.0
    return np.where(outside, 1.0 - u, u), np.where(outside, 1.0 - v, v)
