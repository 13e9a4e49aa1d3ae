"""How close is the metric pass to the least that reading the columns costs, and how far ahead of trimesh? `python -m benchmarks.mesh_metrics`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import trimesh

from benchmarks.contenders import Contender, child, compare, icosphere, verdict
from strato.printing.mesh.metrics import measure
from strato.printing.mesh.reading import read_model

RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", 9), ("attribute", "<u2")])
BLOCK = 8192


def touch(path: Path) -> Any:
    """The floor: the nine columns are read once, for their sums and extremes, and nothing is computed from them."""
    corners = np.memmap(path, RECORD, "r", 84)["corners"]
    low, high, total = np.full(9, np.inf), np.full(9, -np.inf), np.zeros(9)
    for start in range(0, len(corners), BLOCK):
        columns = corners[start : start + BLOCK].T.astype(np.float64, order="C")
        low, high = np.minimum(low, columns.min(axis=1)), np.maximum(high, columns.max(axis=1))
        total += columns.sum(axis=1)
    return f"box {high.max() - low.min():.3f}"


def columns(path: Path) -> Any:
    """The limit: volume, area, box and overhang as plain column sums over the mapped file, and nothing else."""
    corners = np.memmap(path, RECORD, "r", 84)["corners"]
    volume = area = overhang = 0.0
    low, high = np.full(9, np.inf), np.full(9, -np.inf)
    for start in range(0, len(corners), BLOCK):
        block = corners[start : start + BLOCK].T.astype(np.float64, order="C")
        low, high = np.minimum(low, block.min(axis=1)), np.maximum(high, block.max(axis=1))
        x0, y0, z0, x1, y1, z1, x2, y2, z2 = block
        ux, uy, uz, vx, vy, vz = x1 - x0, y1 - y0, z1 - z0, x2 - x0, y2 - y0, z2 - z0
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        volume += float(x0 @ nx + y0 @ ny + z0 @ nz)
        double = np.sqrt(nx * nx + ny * ny + nz * nz)
        area += float(double.sum())
        overhang += float(double[nz < -0.7071 * double].sum())
    return f"volume {volume / 6:.3f} area {area / 2:.3f}"


def house(path: Path) -> Any:
    found = measure(read_model(path))
    return f"volume {found.volume_mm3:.3f} area {found.area_mm2:.3f}"


def peer(path: Path) -> Any:
    mesh = trimesh.load_mesh(path)
    return f"volume {mesh.volume:.3f} area {mesh.area:.3f}"


CONTENDERS: dict[str, Contender] = {
    "floor: read the columns": touch,
    "limit: numpy column sums": columns,
    "strato: measure": house,
    "trimesh: load, volume, area": peer,
}


def main() -> int:
    print("mesh metrics, icosphere of 1,310,720 triangles, binary STL of 62 MiB")
    with tempfile.TemporaryDirectory() as folder:
        found = list(compare("benchmarks.mesh_metrics", CONTENDERS, icosphere, Path(folder)).values())
    _, limit, ours, theirs = found
    passed = [
        verdict("CPU against the numpy column pass", ours.cpu_s / limit.cpu_s, 1.5, unit="x"),
        verdict("faster than trimesh", theirs.cpu_s / ours.cpu_s, 20, at_least=True, unit="x"),
        verdict("peak memory against trimesh", ours.peak_mb / theirs.peak_mb, 0.5, unit="x"),
    ]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(0 if child(CONTENDERS) else main())
