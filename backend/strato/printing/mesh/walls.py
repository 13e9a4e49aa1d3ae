"""Walls and gaps: rays from the surface straight inward, up to the far side, and straight outward, up to the next surface."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.bodies import Bodies
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
MIN_SAMPLES = 3

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WallSurvey:
    """Samples of the surface: the face of each, the wall under it and the gap above it in mm (infinite: none found), the area it stands
    for in mm2."""

    faces: NDArray[np.int64]
    thickness_mm: Numbers
    gap_mm: Numbers
    area_mm2: Numbers

    @property
    def thinnest_mm(self) -> float | None:
        """The thinnest wall that covers at least 1 mm2 (on small models: 0.1 % of the surface) and at least three samples, so that a
        stray ray means nothing."""
        return self._least(self.thickness_mm)

    @property
    def narrowest_gap_mm(self) -> float | None:
        """The narrowest gap, found in the same way."""
        return self._least(self.gap_mm)

    def thinner_than(self, limit_mm: float) -> tuple[NDArray[np.int64], float]:
        """The sampled faces above a thinner wall, and the area that they stand for."""
        return self._below(self.thickness_mm, limit_mm)

    def narrower_than(self, limit_mm: float) -> tuple[NDArray[np.int64], float]:
        """The sampled faces beside a narrower gap, and the area that they stand for."""
        return self._below(self.gap_mm, limit_mm)

    def _least(self, lengths: Numbers) -> float | None:
        order = np.argsort(lengths, kind="stable")
        covered = np.cumsum(self.area_mm2[order])
        enough = min(THIN_AREA_MM2, THIN_SHARE * float(self.area_mm2.sum()))
        place = int(np.searchsorted(covered, enough))
        place = min(max(place, MIN_SAMPLES - 1), len(order) - 1)
        least = float(lengths[order[place]]) if len(order) else np.inf
        return least if np.isfinite(least) else None

    def _below(self, lengths: Numbers, limit_mm: float) -> tuple[NDArray[np.int64], float]:
        found = lengths < limit_mm - SLACK_MM
        return np.unique(self.faces[found]), float(self.area_mm2[found].sum())


def survey_walls(
    triangles: Triangles,
    connections: Connections,
    bodies: Bodies,
    *,
    outward: float = 1.0,
    samples: int = MAX_SAMPLES,
) -> WallSurvey:
    """Walls and gaps at no more than ``samples`` points; the same model always gives the same points. ``outward`` is -1 for a model
    turned inside out."""
    faces, points, normals, areas = _sample(triangles, samples)
    if not len(faces):
        return WallSurvey(faces, np.empty(0), np.empty(0), np.empty(0))
    scene = Scene(triangles)
    inset = INSET * float(np.ptp(triangles.corners, axis=(0, 1)).max())
    owner = _Owner(connections.body_of_face, np.append(bodies.volume_mm3 < 0, False), faces, outward)
    walls = _walls(scene, points, -outward * normals, inset, owner)
    return WallSurvey(faces, walls, _gaps(scene, points, outward * normals, inset, outward), areas)


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


def _walls(scene: Scene, points: Numbers, inward: Numbers, inset: float, owner: _Owner) -> Numbers:
    """Thickness under each point. A ray passes through the skin of other bodies that overlap its own, ``MAX_CROSSINGS`` times at most."""
    thickness = np.full(len(points), np.inf)
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
            break
        travelled[rays] += inset
    return thickness


def _gaps(scene: Scene, points: Numbers, away: Numbers, inset: float, outward: float) -> Numbers:
    """The way from each point to a surface that faces it."""
    hits = scene.shoot(points + away * inset, away)
    facing = -outward * np.einsum("ij,ij->i", hits.normal.astype(np.float64), away)
    return np.where((hits.face >= 0) & (facing > FACING), hits.distance + inset, np.inf)


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
    shares = areas[faces] / np.bincount(faces)[faces] if len(each) else np.full(spread, total / spread)
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
