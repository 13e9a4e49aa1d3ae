"""Edges of welded faces, counted by sorting."""

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.welding import Faces


def directed(faces: Faces) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Start and end of every edge in the sense of its face, shape (3n,): the three edges of the first face, of the second ..."""
    return faces.ravel().astype(np.int64), np.roll(faces, -1, axis=1).ravel().astype(np.int64)


def unanswered(faces: Faces) -> NDArray[np.bool_]:
    """Which edges (in the order of ``directed``) no face runs through the other way."""
    start, end = directed(faces)
    forward = start < end
    name = (np.minimum(start, end) << 32) | np.maximum(start, end)
    order = np.argsort(name)
    name = name[order]
    first = np.flatnonzero(np.concatenate([[True], name[1:] != name[:-1]]))
    sizes = np.diff(first, append=len(name))
    ahead = np.add.reduceat(forward[order].astype(np.int64), first)
    found = np.empty(len(name), dtype=np.bool_)
    found[order] = np.repeat((ahead == 0) | (ahead == sizes), sizes)
    return found


def is_closed(faces: Faces) -> bool:
    """Every edge is run through as often one way as the other."""
    start, end = directed(faces)
    return bool(np.array_equal(np.sort((start << 32) | end), np.sort((end << 32) | start)))
