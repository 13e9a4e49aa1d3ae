"""Rays against triangles, by Embree."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from numpy.typing import NDArray

from strato.printing.mesh.triangles import Triangles

Points = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Hits:
    """What each ray met first: the face (-1: nothing), its distance, and the unit normal of the face as the file turns it, shape (n, 3)."""

    face: NDArray[np.int32]
    distance: NDArray[np.float32]
    normal: NDArray[np.float32]


class Scene:
    """Triangles ready for rays. Internally moved and scaled to a box of 100 units, because Embree computes in 32 bits."""

    def __init__(self, triangles: Triangles) -> None:
        corners = triangles.corners
        lower, upper = corners.min(axis=(0, 1)).astype(np.float64), corners.max(axis=(0, 1)).astype(np.float64)
        self.center = (lower + upper) / 2.0
        self.scale = 100.0 / max(float((upper - lower).max()), 1e-30)
        moved = np.ascontiguousarray(
            (corners - self.center.astype(corners.dtype)) * corners.dtype.type(self.scale), dtype=np.float32
        )
        self._scene = EmbreeScene(robust=True)
        self._mesh = TriangleMesh(self._scene, moved)

    def shoot(self, origins: Points, directions: Points) -> Hits:
        """``origins`` in mm and unit ``directions``, both of shape (n, 3)."""
        starts = ((origins - self.center) * self.scale).astype(np.float32)
        found = self._scene.run(starts, directions.astype(np.float32), output=True)
        face: NDArray[np.int32] = found["primID"]
        normal: NDArray[np.float32] = found["Ng"]
        length = np.linalg.norm(normal, axis=1, keepdims=True)
        normal = np.divide(normal, length, out=np.zeros_like(normal), where=length > 0)
        distance = np.full(len(face), np.inf, dtype=np.float32)
        np.divide(found["tfar"], np.float32(self.scale), out=distance, where=face >= 0)
        return Hits(face, distance, normal)
