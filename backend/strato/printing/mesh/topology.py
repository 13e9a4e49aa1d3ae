"""Is it closed? Corners are welded by hash, every edge is counted with its direction, faces that share an edge form bodies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from strato.printing.mesh.facts import Topology
from strato.printing.mesh.triangles import Triangles
from strato.printing.mesh.welding import Keys, corner_keys, mix

Faces = NDArray[np.int32]

NEEDLE = 1e-7
"""A face is degenerate when twice its area is below this part of its longest edge squared."""


@dataclass(frozen=True, slots=True)
class Connections:
    """The verdict, and what it was drawn from: the body of each face (-1: a face without area left out), faces at open edges."""

    topology: Topology
    body_of_face: Faces
    open_faces: Faces
    degenerate_faces: Faces


def connect(triangles: Triangles) -> Connections:
    """Topology of the model after welding corners with exactly equal coordinates.

    Watertight: every edge joins two faces (or four, six ... where bodies touch), as often in one direction as in the other after the
    turning sense of faces is left out. Faces with two equal corners carry no surface and are left out.
    """
    keys = corner_keys(triangles)
    sliver = _slivers(triangles)
    kept = (keys[0] != keys[1]) & (keys[1] != keys[2]) & (keys[2] != keys[0])
    faces = np.flatnonzero(kept).astype(np.int32)
    edges, face_of_edge = _sorted_edges(keys, faces)
    starts, sizes, forward = _groups(edges)
    del edges
    open_groups = sizes % 2 == 1
    turned = (forward * 2 != sizes) & ~open_groups
    labels = _bodies(face_of_edge, starts, sizes, len(triangles), faces)
    bodies = int(labels.max()) + 1 if len(faces) else 0
    topology = Topology(
        watertight=len(faces) > 0 and not open_groups.any(),
        consistent_normals=not turned.any(),
        bodies=bodies,
        open_edges=int(np.count_nonzero(open_groups)),
        non_manifold_edges=int(np.count_nonzero(sizes > 2)),
        degenerate_faces=int(np.count_nonzero(sliver | ~kept)),
    )
    open_faces = np.unique(face_of_edge[starts[open_groups]])
    return Connections(topology, labels, open_faces, np.flatnonzero(sliver | ~kept).astype(np.int32))


def _slivers(triangles: Triangles) -> NDArray[np.bool_]:
    found = np.empty(len(triangles), dtype=np.bool_)
    for start, (x0, y0, z0, x1, y1, z1, x2, y2, z2) in triangles.blocks():
        ux, uy, uz, vx, vy, vz = x1 - x0, y1 - y0, z1 - z0, x2 - x0, y2 - y0, z2 - z0
        wx, wy, wz = x2 - x1, y2 - y1, z2 - z1
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        longest = np.maximum(
            np.maximum(ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz), wx * wx + wy * wy + wz * wz
        )
        found[start : start + len(x0)] = nx * nx + ny * ny + nz * nz <= (NEEDLE * longest) ** 2
    return found


def _sorted_edges(keys: Keys, faces: Faces) -> tuple[Keys, Faces]:
    """All edges as sorted keys (lowest bit: direction) and the face of each."""
    count = len(faces)
    edges = np.empty(3 * count, dtype=np.uint64)
    for side in range(3):
        start, end = keys[side][faces], keys[(side + 1) % 3][faces]
        forward = start < end
        low, high = np.where(forward, start, end), np.where(forward, end, start)
        edges[side * count : (side + 1) * count] = (mix(low + mix(high)) & ~np.uint64(1)) | forward
    order = np.argsort(edges)
    return edges[order], faces[order % count] if count else faces


def _groups(edges: Keys) -> tuple[Faces, Faces, Faces]:
    """Runs of equal edges: where each starts, how many faces meet there, how many of them run forward."""
    if not len(edges):
        empty = np.empty(0, dtype=np.int32)
        return empty, empty, empty
    names = edges >> np.uint64(1)
    starts = np.flatnonzero(np.concatenate([[True], names[1:] != names[:-1]])).astype(np.int32)
    sizes = np.diff(starts, append=np.int32(len(edges))).astype(np.int32)
    forward = np.add.reduceat((edges & np.uint64(1)).astype(np.int32), starts)
    return starts, sizes, forward


def _bodies(face_of_edge: Faces, starts: Faces, sizes: Faces, total: int, faces: Faces) -> Faces:
    """The number of the body of each face: faces that share an edge belong together."""
    labels = np.full(total, -1, dtype=np.int32)
    if not len(faces):
        return labels
    follows = np.ones(len(face_of_edge), dtype=np.bool_)
    follows[starts] = False
    right = np.flatnonzero(follows)
    graph = coo_array(
        (np.ones(len(right), np.int8), (face_of_edge[right - 1], face_of_edge[right])), shape=(total, total)
    )
    _, found = connected_components(graph, directed=False)
    _, labels[faces] = np.unique(found[faces], return_inverse=True)
    return labels
