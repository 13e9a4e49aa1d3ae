"""Solids of known volume and area, and the files that hold them: what the tests of the mesh room are built from."""

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.triangles import Floats, Triangles

SAMPLES = Path(__file__).parents[3] / "samples" / "models"

Corners = NDArray[np.float64]

_CUBE = [
    (0, 2, 1), (0, 3, 2), (4, 5, 6), (4, 6, 7), (0, 1, 5), (0, 5, 4),
    (1, 2, 6), (1, 6, 5), (2, 3, 7), (2, 7, 6), (3, 0, 4), (3, 4, 7),
]  # fmt: skip


def box(x: float = 10, y: float = 10, z: float = 10, at: tuple[float, float, float] = (0, 0, 0)) -> Corners:
    """The twelve triangles of a box with its lower corner at ``at``, shape (12, 3, 3)."""
    points = np.array(
        [(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)], dtype=np.float64
    )
    return (points * [x, y, z] + at)[np.array(_CUBE)]


def sphere(radius: float = 10, rings: int = 32) -> Corners:
    """A sphere of latitude rings and twice as many meridians, poles included."""
    latitude = np.linspace(-np.pi / 2, np.pi / 2, rings + 1)
    longitude = np.linspace(0, 2 * np.pi, 2 * rings, endpoint=False)
    ring = np.stack([np.cos(longitude), np.sin(longitude)], axis=1)
    grid = np.concatenate(
        [
            np.repeat((np.cos(latitude)[:, None, None] * ring)[:, :, :], 1, axis=0),
            np.repeat(np.sin(latitude)[:, None, None], len(longitude), axis=1),
        ],
        axis=2,
    )
    grid[0], grid[-1] = (0, 0, -1), (0, 0, 1)
    a, b = grid[:-1], np.roll(grid[:-1], -1, axis=1)
    c, d = np.roll(grid[1:], -1, axis=1), grid[1:]
    lower, upper = np.stack([a, b, c], axis=2), np.stack([a, c, d], axis=2)
    return radius * np.concatenate([lower[1:].reshape(-1, 3, 3), upper[:-1].reshape(-1, 3, 3)])


def turned_back(corners: Corners) -> Corners:
    """The same faces seen from the other side."""
    return corners[:, ::-1]


def of(*solids: Floats) -> Triangles:
    return Triangles(np.concatenate(solids).astype(np.float32))


def stl_bytes(corners: Corners, count: int | None = None, header: bytes = b"") -> bytes:
    """A binary STL; ``count`` lets the header lie."""
    records = np.zeros(len(corners), dtype=[("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    records["corners"] = corners
    announced = len(corners) if count is None else count
    return header.ljust(80, b" ") + struct.pack("<I", announced) + records.tobytes()


def ascii_stl(corners: Corners, name: str = "part") -> str:
    lines = [f"solid {name}"]
    for face in corners:
        lines += ["facet normal 0 0 0", " outer loop"]
        lines += [f"  vertex {x:.9e} {y:.9e} {z:.9e}" for x, y, z in face]
        lines += [" endloop", "endfacet"]
    return "\n".join([*lines, f"endsolid {name}", ""])


CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Target="/3D/3dmodel.model" Id="rel0" '
    'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>'
)
CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"


def mesh_object(identity: int, corners: Corners, kind: str = "model") -> str:
    points, faces = np.unique(corners.reshape(-1, 3), axis=0, return_inverse=True)
    vertices = "".join(f'<vertex x="{x}" y="{y}" z="{z}"/>' for x, y, z in points.tolist())
    triangles = "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in faces.reshape(-1, 3).tolist())
    mesh = f"<mesh><vertices>{vertices}</vertices><triangles>{triangles}</triangles></mesh>"
    return f'<object id="{identity}" type="{kind}">{mesh}</object>'


def model_xml(objects: str, items: str, unit: str = "millimeter", prolog: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<model unit="{unit}" xml:lang="en-US" xmlns="{CORE}">'
        f"<resources>{objects}</resources><build>{items}</build></model>"
    )


def threemf_bytes(model: str | bytes, leave_out: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A 3MF archive around one model part."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "3D/3dmodel.model": model,
        **(more or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name != leave_out:
                archive.writestr(name, content)
    return buffer.getvalue()
