"""Outlines of horizontal cuts: how many islands and holes a layer has, and how many sharp corners the nozzle must take."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SHARP = pi / 8  # a turn that makes a nozzle brake; facets of a curve turn less
GRID_MM = 1e-3  # ends of segments closer than this are one point
SPECK_MM2 = 0.05  # loops smaller than this are not printed
NUDGE_MM = 1.7e-5
NEXT = np.array([1, 2, 0])


@dataclass(frozen=True, slots=True)
class Cut:
    """What one horizontal cut shows: outer loops, holes, and turns of more than ``SHARP`` along all of them."""

    islands: int
    holes: int
    turns: int


def cuts(corners: NDArray[Any], heights: Floats) -> list[Cut]:
    """A cut at each height; a height that meets a corner of the mesh is moved by less than it matters."""
    z = corners[:, :, 2]
    lowest, highest = z.min(axis=1), z.max(axis=1)
    return [_cut(corners, lowest, highest, float(height) + NUDGE_MM) for height in heights]


def _cut(corners: NDArray[Any], lowest: NDArray[Any], highest: NDArray[Any], height: float) -> Cut:
    """The cut at a height that no corner lies on; ``lowest`` and ``highest`` are the z range of each face."""
    crossing = np.flatnonzero((lowest < height) & (highest > height))
    if not len(crossing):
        return Cut(0, 0, 0)
    start, end = _segments(corners[crossing].astype(np.float64), height)
    nodes, loop_of = _link(start, end)
    area = np.bincount(loop_of, (start[:, 0] * end[:, 1] - start[:, 1] * end[:, 0]) / 2)
    printed = np.abs(area) > SPECK_MM2
    angles = _turns(start, end, nodes)
    return Cut(
        islands=int((printed & (area > 0)).sum()),
        holes=int((printed & (area < 0)).sum()),
        turns=int((printed[loop_of] & (angles > SHARP)).sum()),
    )


def _segments(faces: Floats, height: float) -> tuple[Floats, Floats]:
    """Where each face meets the plane, as start and end (n, 2), with the solid to the left."""
    above = faces[:, :, 2] > height
    enters = np.argmax(~above & above[:, NEXT], axis=1)  # the edge that comes up through the plane
    leaves = np.argmax(above & ~above[:, NEXT], axis=1)
    return _meet(faces, leaves, height), _meet(faces, enters, height)


def _meet(faces: Floats, edge: Integers, height: float) -> Floats:
    """The point of an edge at a height; both faces of the edge compute it from below, so they get the same bits."""
    rows = np.arange(len(faces))
    first, second = faces[rows, edge], faces[rows, NEXT[edge]]
    swap = first[:, 2] > second[:, 2]
    low, high = np.where(swap[:, None], second, first), np.where(swap[:, None], first, second)
    share = (height - low[:, 2]) / (high[:, 2] - low[:, 2])
    point: Floats = low[:, :2] + share[:, None] * (high[:, :2] - low[:, :2])
    return point


def _link(start: Floats, end: Floats) -> tuple[Integers, Integers]:
    """Numbers of the points at each segment's ends, shape (2, n), and the loop that each segment belongs to."""
    points = np.round(np.concatenate([start, end]) / GRID_MM).astype(np.int64)
    keys = points[:, 0] * (1 << 32) + points[:, 1]
    unique, inverse = np.unique(keys, return_inverse=True)
    nodes: Integers = inverse.reshape(2, -1)
    graph = coo_array((np.ones(len(start), dtype=np.int8), (nodes[0], nodes[1])), shape=(len(unique), len(unique)))
    _, labels = connected_components(graph, directed=False)
    return nodes, labels[nodes[0]]


def _turns(start: Floats, end: Floats, nodes: Integers) -> Floats:
    """The angle at the end of each segment to the one that starts there, 0 where none does."""
    follower = np.full(int(nodes.max()) + 1, -1)
    long_enough = nodes[0] != nodes[1]
    follower[nodes[0][long_enough]] = np.flatnonzero(long_enough)
    after = follower[nodes[1]]
    direction = end - start
    following = direction[after]
    cross = direction[:, 0] * following[:, 1] - direction[:, 1] * following[:, 0]
    dot = (direction * following).sum(axis=1)
    turns: Floats = np.where((after >= 0) & long_enough, np.abs(np.arctan2(cross, dot)), 0.0)
    return turns
