"""Corners with equal coordinates are one point."""

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.triangles import BLOCK, Triangles

Keys = NDArray[np.uint64]
Points = NDArray[np.float32]
Faces = NDArray[np.int32]


def weld(triangles: Triangles) -> tuple[Points, Faces]:
    """Points, shape (v, 3), and faces as rows of point numbers, shape (n, 3); faces with two equal corners are still there."""
    keys = corner_keys(triangles).T.ravel()
    order = np.argsort(keys, kind="stable")
    new = np.concatenate([[True], keys[order[1:]] != keys[order[:-1]]]) if len(keys) else np.empty(0, np.bool_)
    faces = np.empty(len(keys), dtype=np.int32)
    faces[order] = np.cumsum(new, dtype=np.int32) - 1
    corners = triangles.corners.reshape(-1, 3)
    return np.ascontiguousarray(corners[order[new]], dtype=np.float32), faces.reshape(-1, 3)


def unweld(points: Points, faces: Faces) -> Points:
    """The corners of the faces, shape (n, 3, 3)."""
    return np.ascontiguousarray(points[faces])


def corner_keys(triangles: Triangles) -> Keys:
    """One 64-bit hash per corner, shape (3, n): equal for equal coordinates; -0 equals 0."""
    keys = np.empty((3, len(triangles)), dtype=np.uint64)
    for start in range(0, len(triangles), BLOCK):
        block = triangles.corners[start : start + BLOCK].astype(np.float32) + np.float32(0.0)
        bits = block.view(np.uint32).astype(np.uint64)
        hashed = mix(bits[..., 0] | bits[..., 1] << np.uint64(32))
        keys[:, start : start + len(block)] = mix(hashed ^ bits[..., 2] * np.uint64(0x9E3779B97F4A7C15)).T
    return keys


def mix(values: Keys) -> Keys:
    """A bijective scrambling of 64 bits (the finalizer of SplitMix64, Steele et al. 2014)."""
    values = (values ^ values >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ values >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ values >> np.uint64(31))
