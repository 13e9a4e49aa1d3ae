"""An offered repair: never silent, never far from what was uploaded, with the numbers before and after."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from strato.printing.mesh.errors import RepairRefused
from strato.printing.mesh.facts import MeshMetrics, Topology
from strato.printing.mesh.holes import area, cap, is_flat, open_edges, open_loops
from strato.printing.mesh.metrics import measure, signed_volume
from strato.printing.mesh.orienting import orient
from strato.printing.mesh.solids import solid
from strato.printing.mesh.topology import connect
from strato.printing.mesh.triangles import Triangles
from strato.printing.mesh.welding import Faces, Points, mix, unweld, weld

MAX_VOLUME_PERCENT = 1.0
MAX_CAP_SHARE = 0.05
MAX_FLAT_CAP_SHARE = 0.2
"""Caps may make up this part of the surface; more if they are flat, as where the bottom of a model is missing."""
CRACKS = (0.0, 1e-5, 1e-4, 1e-3)
"""How wide a crack may be closed, as parts of the largest dimension; the smallest that works is taken."""
MAX_CRACK_MM = 0.05


@dataclass(frozen=True, slots=True)
class State:
    """A model before or after the repair."""

    metrics: MeshMetrics
    topology: Topology


@dataclass(frozen=True, slots=True)
class Changes:
    """What the repair did, in numbers."""

    dropped_faces: int
    turned_faces: int
    closed_holes: int
    crack_mm: float
    volume_change_percent: float


@dataclass(frozen=True, slots=True)
class Repair:
    """A watertight model that may take the place of the uploaded one, if its owner agrees."""

    triangles: Triangles
    before: State
    after: State
    changes: Changes


@dataclass(frozen=True, slots=True)
class _Skin:
    """Welded and turned faces on their way to being closed."""

    points: Points
    faces: Faces
    unmoved: Faces  # the same faces, at the points where they were before cracks were closed
    dropped: int
    turned: int
    crack_mm: float
    holes: int = 0

    @property
    def volume(self) -> float:
        """Of the surface as it was uploaded, turned and capped, before any point moved."""
        return signed_volume(Triangles(unweld(self.points, self.unmoved)))


def repair(triangles: Triangles, *, max_volume_percent: float = MAX_VOLUME_PERCENT) -> Repair:
    """Welds, drops faces without area, turns faces outward, caps small holes and closes cracks.

    The volume after all of it may differ from the volume of the uploaded surface, turned and capped, by ``max_volume_percent``.
    Raises ``RepairRefused`` with ``repair_impossible`` or ``repair_moves_volume``.
    """
    before = _state(triangles)
    skin, mended = _closed(*weld(triangles))
    after = _state(mended)
    changes = Changes(
        dropped_faces=skin.dropped,
        turned_faces=skin.turned,
        closed_holes=skin.holes,
        crack_mm=skin.crack_mm,
        volume_change_percent=_change_percent(skin.volume, after.metrics.volume_mm3, max_volume_percent),
    )
    return Repair(replace(mended, format=triangles.format, unit=triangles.unit), before, after, changes)


def _state(triangles: Triangles) -> State:
    topology = connect(triangles).topology
    return State(measure(triangles, bodies=topology.bodies), topology)


def _closed(points: Points, faces: Faces) -> tuple[_Skin, Triangles]:
    """The gentlest treatment that gives a solid: exact corners first, then ever wider cracks; holes are capped only where needed."""
    size = float(np.ptp(points, axis=0).max())
    refusal = _impossible("not_manifold", "The surface is too torn to be closed without guessing.")
    for part in CRACKS:
        skin = _skin(points, faces, min(part * size, MAX_CRACK_MM))
        if found := _solid(skin):
            return skin, found
        try:
            capped = _capped(skin)
        except RepairRefused as refused:
            refusal = refused
            continue
        if capped and (found := _solid(capped)):
            return capped, found
    raise refusal


def _skin(points: Points, faces: Faces, crack_mm: float) -> _Skin:
    merged = _merged(points, faces, crack_mm)
    rows = _meaningful(merged)
    if not len(rows):
        raise _impossible("no_surface", "No face of the model has an area.")
    oriented = orient(points, merged[rows])
    if oriented.one_sided:
        raise _impossible("one_sided", "The surface has no inside: it cannot be turned consistently.")
    turned = (oriented.faces != merged[rows]).any(axis=1)
    unmoved = np.where(turned[:, None], faces[rows][:, ::-1], faces[rows])
    return _Skin(points, oriented.faces, unmoved, len(faces) - len(rows), oriented.turned, crack_mm)


def _merged(points: Points, faces: Faces, crack_mm: float) -> Faces:
    """Points at open edges that lie closer together than the crack become one."""
    if not crack_mm:
        return faces
    rim = np.unique(open_edges(faces))
    pairs = cKDTree(points[rim]).query_pairs(crack_mm, output_type="ndarray")
    if not len(pairs):
        return faces
    graph = coo_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(len(rim), len(rim)))
    _, cluster = connected_components(graph, directed=False)
    _, first = np.unique(cluster, return_index=True)
    target = np.arange(len(points), dtype=np.int32)
    target[rim] = rim[first[cluster]]
    return np.asarray(target[faces])


def _meaningful(faces: Faces) -> NDArray[np.int64]:
    """The faces with three different corners, each only once."""
    rows = np.flatnonzero((faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0]))
    lowest = faces[rows].argmin(axis=1)
    rolled = faces[rows[:, None], (lowest[:, None] + np.arange(3)) % 3].astype(np.uint64)
    name = mix(mix(mix(rolled[:, 0]) + rolled[:, 1]) + rolled[:, 2])
    _, first = np.unique(name, return_index=True)
    return np.asarray(rows[np.sort(first)], dtype=np.int64)


def _solid(skin: _Skin) -> Triangles | None:
    found = solid(skin.points, skin.faces, tolerance_mm=skin.crack_mm)
    if found is None:
        return None
    mesh = found.to_mesh()
    return Triangles(unweld(mesh.vert_properties[:, :3], mesh.tri_verts))


def _capped(skin: _Skin) -> _Skin | None:
    loops = open_loops(skin.faces)
    caps = cap(skin.points, loops) if loops else None
    if not loops or caps is None:
        return None
    allowed = MAX_FLAT_CAP_SHARE if all(is_flat(skin.points[loop]) for loop in loops) else MAX_CAP_SHARE
    if area(skin.points, caps) > allowed * area(skin.points, skin.faces):
        raise _impossible("large_hole", "A hole of the model is too large to be closed without guessing.")
    return replace(
        skin,
        faces=np.concatenate([skin.faces, caps]),
        unmoved=np.concatenate([skin.unmoved, caps]),
        holes=len(loops),
    )


def _change_percent(before: float, after: float, limit: float) -> float:
    change = 100.0 * (after - before) / before if before > 0 else float("inf")
    if abs(change) > limit:
        raise RepairRefused(
            "repair_moves_volume",
            f"A repair would move the volume from {before:.1f} to {after:.1f} mm3.",
            volume_before_mm3=before,
            volume_after_mm3=after,
            limit_percent=limit,
        )
    return change


def _impossible(reason: str, detail: str) -> RepairRefused:
    return RepairRefused("repair_impossible", detail, reason=reason)
