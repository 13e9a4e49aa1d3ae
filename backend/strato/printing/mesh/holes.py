"""Openings in a surface: the loops around them, and flat caps for the small ones."""

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.edges import directed, unanswered
from strato.printing.mesh.polygons import triangulate_loop
from strato.printing.mesh.welding import Faces, Points

MAX_LOOP = 2_000


def open_edges(faces: Faces) -> NDArray[np.int64]:
    """Edges that no face runs through the other way, as rows of start and end in the sense of their face."""
    start, end = directed(faces)
    rim = unanswered(faces)
    return np.stack([start[rim], end[rim]], axis=1)


def open_loops(faces: Faces) -> list[NDArray[np.int64]]:
    """The openings as rings of point numbers, in the turning sense of a cap. Open edges that lead nowhere belong to no ring."""
    follows: dict[int, list[int]] = {}
    for b, a in open_edges(faces).tolist():  # a cap runs against the faces around it
        follows.setdefault(a, []).append(b)
    loops: list[NDArray[np.int64]] = []
    while follows:
        loops.extend(_walk(follows, next(iter(follows))))
    return loops


def _walk(follows: dict[int, list[int]], first: int) -> list[NDArray[np.int64]]:
    """Follows open edges, taking them away; where the path meets itself, the ring that has formed is cut out."""
    path, loops = [first], []
    place = {first: 0}
    while nexts := follows.get(path[-1]):
        point = nexts.pop()
        if not nexts:
            del follows[path[-1]]
        if point not in place:
            place[point] = len(path)
            path.append(point)
            continue
        ring = path[place[point] :]
        loops.append(np.array(ring, dtype=np.int64))
        for gone in ring[1:]:
            del place[gone]
        del path[place[point] + 1 :]
    return loops


def is_flat(ring: Points) -> bool:
    """All points lie in one plane, to a thousandth of the ring's extent."""
    centered = ring.astype(np.float64) - ring.mean(axis=0)
    spread = np.linalg.svd(centered, compute_uv=False)
    return bool(spread[-1] <= 1e-3 * spread[0])


def cap(points: Points, loops: list[NDArray[np.int64]]) -> Faces | None:
    """Faces that close the loops without new points; None if a loop is too long to close by guessing."""
    if any(len(loop) > MAX_LOOP or len(loop) < 3 for loop in loops):
        return None
    caps = [loop[triangulate_loop(points[loop].astype(np.float64))] for loop in loops]
    return np.concatenate(caps).astype(np.int32) if caps else np.empty((0, 3), np.int32)


def area(points: Points, faces: Faces) -> float:
    corners = points[faces].astype(np.float64)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return float(np.linalg.norm(normals, axis=1).sum() / 2.0)
