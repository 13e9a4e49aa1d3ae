"""Triangles to binary STL, in pieces."""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from strato.printing.mesh.reading.stl import RECORD
from strato.printing.mesh.triangles import Triangles

HEADER = b"binary STL in millimeters, written by Strato".ljust(80, b" ")
PIECE = 65_536


def stl_pieces(triangles: Triangles) -> Iterator[bytes]:
    """The bytes of a binary STL file in mm, normals computed, a few megabytes at a time."""
    yield HEADER + struct.pack("<I", len(triangles))
    for start in range(0, len(triangles), PIECE):
        corners = np.asarray(triangles.corners[start : start + PIECE], dtype=np.float32)
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        lengths = np.linalg.norm(normals, axis=1, keepdims=True)
        records = np.zeros(len(corners), dtype=RECORD)
        records["corners"] = corners
        records["normal"] = np.divide(normals, lengths, out=np.zeros_like(normals), where=lengths > 0)
        yield records.tobytes()


def write_stl(triangles: Triangles, path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(stl_pieces(triangles))
