"""Faces to a solid that can be computed with, by manifold3d."""

import manifold3d
import numpy as np

from strato.printing.mesh.edges import is_closed
from strato.printing.mesh.welding import Faces, Points


def solid(points: Points, faces: Faces, *, tolerance_mm: float = 0.0) -> manifold3d.Manifold | None:
    """The solid inside welded faces; None if they do not enclose one. Every edge must be run through as often in one direction as in
    the other: the library crashes on faces that leave an edge open, so they are never handed to it."""
    if not len(faces) or not is_closed(faces):
        return None
    used, renumbered = np.unique(faces, return_inverse=True)
    mesh = manifold3d.Mesh(points[used], renumbered.reshape(-1, 3).astype(np.uint32), tolerance=tolerance_mm)
    found = manifold3d.Manifold(mesh)
    return found if found.status() == manifold3d.Error.NoError and not found.is_empty() else None
