"""The value that every step of the mesh room works on: triangles in millimeters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

MILLIMETERS = {"micron": 0.001, "mm": 1.0, "cm": 10.0, "inch": 25.4, "foot": 304.8, "m": 1000.0}

LIMIT_MM = 1e7
"""Nothing lies farther from the origin than this (10 km)."""

BLOCK = 8192
"""Triangles per block: nine columns of float64 stay inside the second-level cache."""


@dataclass(frozen=True, slots=True)
class Triangles:
    """The faces of one model, already in mm.

    ``corners`` has shape (n, 3, 3): face, corner, coordinate; float32, possibly a strided read-only view of a memory-mapped file.
    ``format`` is one of "stl-binary", "stl-ascii", "obj", "3mf", "memory"; ``unit`` is a key of ``MILLIMETERS``: what the file was written in.
    """

    corners: Floats
    format: str = "memory"
    unit: str = "mm"

    def __len__(self) -> int:
        return len(self.corners)

    def blocks(self, size: int = BLOCK) -> Iterator[tuple[int, NDArray[np.float64]]]:
        """The faces in bounded pieces: (index of the first face, columns of shape (9, m): x0 y0 z0 x1 y1 z1 x2 y2 z2)."""
        for start in range(0, len(self.corners), size):
            block = self.corners[start : start + size]
            yield start, block.reshape(len(block), 9).T.astype(np.float64, order="C")

    def positions(self, faces: Sequence[int]) -> list[float]:
        """Nine coordinates of each of these faces, to the micron."""
        corners = np.asarray(self.corners[list(faces)], dtype=np.float64)
        return np.round(corners, 3).reshape(-1).tolist()

    def read_as(self, unit: str) -> "Triangles":
        """The same numbers of the file taken as another unit: the answer to a unit suspicion."""
        factor = MILLIMETERS[unit] / MILLIMETERS[self.unit]
        return replace(self, corners=np.asarray(self.corners) * np.float32(factor), unit=unit)
