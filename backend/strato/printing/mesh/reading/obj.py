"""Wavefront OBJ: vertices and polygons as text. Polygons become triangles, negative indices count backwards from where they stand."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.errors import ModelBroken
from strato.printing.mesh.polygons import triangulate
from strato.printing.mesh.reading.limits import Limits
from strato.printing.mesh.reading.numbers import parse_floats
from strato.printing.mesh.reading.position import near_origin
from strato.printing.mesh.triangles import Triangles

READ_BYTES = 4 * 1024**2
MAX_CORNERS = 10_000
OPENING = re.compile(
    rb"(?m)^[ \t]*(?:v[ \t]+[-+.\d]|mtllib[ \t]|usemtl\b|vn[ \t]+[-+.\d]|vt[ \t]+[-+.\d]|[og][ \t]+\S)"
)
VERTEX = re.compile(rb"(?m)^[ \t]*v[ \t]+([^\r\n#]*)")
FACE = re.compile(rb"(?m)^[ \t]*f[ \t]+([^\r\n#]*)")
TEXTURE_AND_NORMAL = re.compile(rb"/[^\s]*")

Indices = NDArray[np.int64]


def is_obj(head: bytes) -> bool:
    """The beginning has at least one statement of the format, and it is text."""
    return b"\x00" not in head and OPENING.search(head) is not None


@dataclass
class _Collected:
    vertices: list[NDArray[np.float64]] = field(default_factory=list)
    vertex_count: int = 0
    polygons: dict[int, list[Indices]] = field(default_factory=dict)  # corner count -> arrays of shape (m, corners)
    triangle_count: int = 0


def read(path: Path, limits: Limits) -> Triangles:
    """The faces of all objects and groups of the file; curves, points and lines are left out."""
    collected = _Collected()
    rest = b""
    with path.open("rb") as file:
        while data := file.read(READ_BYTES):
            text = (rest + data).replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\\\n", b" ")
            cut = text.rfind(b"\n") + 1
            piece, rest = text[:cut], text[cut:]
            if len(rest) > READ_BYTES:
                raise ModelBroken("model_malformed", "The file has a line of more than four megabytes.")
            _take(piece, collected, limits)
    _take(rest, collected, limits)
    return _build(collected)


def _take(piece: bytes, collected: _Collected, limits: Limits) -> None:
    vertices = VERTEX.findall(piece)
    faces = FACE.findall(piece)
    if vertices:
        collected.vertices.append(_vertices(vertices))
    if faces:
        _faces(faces, piece, collected, limits)
    collected.vertex_count += len(vertices)


def _vertices(lines: list[bytes]) -> NDArray[np.float64]:
    """Coordinates, shape (n, 3); a weight or a color behind them is left out."""
    numbers = parse_floats(b" ".join(lines))
    if numbers is not None and numbers.size == 3 * len(lines):
        return numbers.reshape(-1, 3)
    numbers = parse_floats(b" ".join(b" ".join(line.split()[:3]) for line in lines))
    if numbers is None or numbers.size != 3 * len(lines):
        raise ModelBroken("model_numbers_invalid", "A vertex of the file is not made of three numbers.")
    return numbers.reshape(-1, 3)


def _faces(lines: list[bytes], piece: bytes, collected: _Collected, limits: Limits) -> None:
    """Index rows of the polygons, resolved to absolute indices from 0."""
    text = b" nan ".join(lines)  # between the faces stands what no index can be
    if b"/" in text:
        text = TEXTURE_AND_NORMAL.sub(b"", text)
    numbers = parse_floats(text)
    if numbers is None:
        raise _senseless()
    ends = np.flatnonzero(np.isnan(numbers))
    if len(ends) != len(lines) - 1:
        raise _senseless()
    sizes = np.diff(ends, prepend=-1, append=len(numbers)) - 1
    numbers = np.delete(numbers, ends)
    if not _whole(numbers):
        raise _senseless()
    if sizes.max() > MAX_CORNERS:
        raise ModelBroken("model_malformed", f"A face has {sizes.max()} corners.")
    collected.triangle_count += int(np.maximum(sizes - 2, 0).sum())
    limits.check_triangles(collected.triangle_count)
    indices = numbers.astype(np.int64)
    if (indices < 0).any():
        indices = np.where(
            indices < 0, indices + np.repeat(_stands(piece) + collected.vertex_count, sizes), indices - 1
        )
    else:
        indices -= 1
    firsts = np.cumsum(sizes) - sizes
    for corners in np.unique(sizes[sizes >= 3]).tolist():
        rows = indices[firsts[sizes == corners][:, None] + np.arange(corners)]
        collected.polygons.setdefault(corners, []).append(rows)


def _senseless() -> ModelBroken:
    return ModelBroken("model_malformed", "A face of the file is not made of vertex indices.")


def _stands(piece: bytes) -> Indices:
    """How many vertices of the piece stand before each of its faces."""
    vertices = np.array([match.start() for match in VERTEX.finditer(piece)], dtype=np.int64)
    faces = np.array([match.start() for match in FACE.finditer(piece)], dtype=np.int64)
    return np.searchsorted(vertices, faces)


def _whole(numbers: NDArray[np.float64]) -> bool:
    return bool(((numbers == np.trunc(numbers)) & (np.abs(numbers) < 2.0**53)).all())


def _build(collected: _Collected) -> Triangles:
    if not collected.polygons:
        raise ModelBroken("model_empty", "The file holds no faces.")
    vertices = np.concatenate(collected.vertices) if collected.vertices else np.empty((0, 3))
    if not np.isfinite(vertices).all():
        raise ModelBroken("model_numbers_invalid", "The file holds coordinates that are not numbers (NaN or infinity).")
    pieces = []
    for corners in sorted(collected.polygons):
        rows = np.concatenate(collected.polygons[corners])
        _check_indices(rows, len(vertices))
        pieces.append(vertices[rows] if corners == 3 else triangulate(vertices[rows]))
    return Triangles(near_origin(np.concatenate(pieces)), format="obj")


def _check_indices(rows: Indices, vertices: int) -> None:
    wrong = (rows < 0) | (rows >= vertices)
    if wrong.any():
        index = int(rows[wrong][0]) + 1
        detail = f"A face points at vertex {index}, but the file has {vertices}."
        raise ModelBroken("model_index_invalid", detail, index=index, vertices=vertices)
