"""Turning faces so that neighbors agree and every body shows its outside."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from strato.printing.mesh.bodies import inside_another
from strato.printing.mesh.edges import unanswered
from strato.printing.mesh.welding import Faces, Points


@dataclass(frozen=True, slots=True)
class Oriented:
    """Faces after turning. ``one_sided``: some surface has no two sides (a Moebius strip), so it could not be turned consistently."""

    faces: Faces
    turned: int
    one_sided: bool


def orient(points: Points, faces: Faces) -> Oriented:
    """Makes the turning sense of every body consistent and the volume of closed ones positive; a hollow inside another body keeps
    looking inward, an open body keeps the sense of most of its faces."""
    if not len(faces):
        return Oriented(faces, 0, one_sided=False)
    first, second, opposed = _neighbors(faces)
    flips, bodies, one_sided = _parities(len(faces), first, second, opposed)
    turned = np.where(flips[:, None], faces[:, ::-1], faces)
    volumes = np.where(_open(turned, bodies), 0.0, _volumes(points, turned, bodies))
    if volumes.sum() < 0:  # the whole model is inside out, hollows included
        flips, volumes = ~flips, -volumes
        turned = np.ascontiguousarray(turned[:, ::-1])
    inward = volumes < 0
    hollow = inward & _inside_another(points, turned, bodies)
    inward &= ~hollow
    turned = np.where(inward[bodies][:, None], turned[:, ::-1], turned)
    return Oriented(np.ascontiguousarray(turned), int(np.count_nonzero(flips ^ inward[bodies])), one_sided)


def _neighbors(faces: Faces) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Pairs of faces at edges where exactly two meet, and whether they run through the edge in the same direction (so one must turn)."""
    start, end = faces.T.astype(np.int64).ravel(), np.roll(faces, -1, axis=1).T.astype(np.int64).ravel()
    forward = start < end
    edge = (np.minimum(start, end) << 32) | np.maximum(start, end)
    order = np.argsort(edge, kind="stable")
    face, edge, forward = order % len(faces), edge[order], forward[order]
    same = edge[1:] == edge[:-1]
    alone = np.concatenate([[True], ~same]) & np.concatenate([~same[1:], [True, True]])[: len(edge)]
    place = np.flatnonzero(same & alone[:-1])
    return face[place], face[place + 1], forward[place] == forward[place + 1]


def _parities(
    count: int, first: NDArray[np.int64], second: NDArray[np.int64], opposed: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.int64], bool]:
    """Which faces to flip, and the body of each face. Every face is two nodes of a graph, as it is and flipped; neighbors that agree are
    joined, so that a two-sided body falls into two halves: the answer and its mirror image."""
    other = np.where(opposed, second + count, second)
    mirrored = np.where(opposed, second, second + count)
    rows, columns = np.concatenate([first, first + count]), np.concatenate([other, mirrored])
    graph = coo_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(2 * count, 2 * count))
    _, half = connected_components(graph, directed=False)
    as_is, flipped = half[:count].astype(np.int64), half[count:].astype(np.int64)
    leader = np.minimum(as_is, flipped)
    _, bodies = np.unique(leader, return_inverse=True)
    flips = as_is != leader
    minority = np.bincount(bodies, weights=flips) * 2 > np.bincount(bodies)
    return flips ^ minority[bodies], bodies, bool((as_is == flipped).any())


def _volumes(points: Points, faces: Faces, bodies: NDArray[np.int64]) -> NDArray[np.float64]:
    corners = (points - points.mean(axis=0))[faces].astype(np.float64)
    volumes = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2]))
    return np.asarray(np.bincount(bodies, weights=volumes), dtype=np.float64)


def _open(faces: Faces, bodies: NDArray[np.int64]) -> NDArray[np.bool_]:
    rim = unanswered(faces).reshape(-1, 3).any(axis=1)
    return np.asarray(np.bincount(bodies, weights=rim) > 0)


def _inside_another(points: Points, faces: Faces, bodies: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which bodies have their box strictly inside the box of a larger one."""
    corners = points[faces].astype(np.float64)
    order = np.argsort(bodies, kind="stable")
    starts = np.searchsorted(bodies[order], np.arange(bodies.max() + 1))
    lower = np.minimum.reduceat(corners.min(axis=1)[order], starts)
    upper = np.maximum.reduceat(corners.max(axis=1)[order], starts)
    return inside_another(lower, upper)
