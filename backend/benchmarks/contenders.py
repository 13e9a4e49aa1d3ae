"""Contenders of a benchmark, each in a process of its own, so that CPU time and peak memory belong to it alone."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROUNDS = 7
GOLDEN = (1 + 5**0.5) / 2
ICOSAHEDRON_POINTS = [
    (-1, GOLDEN, 0), (1, GOLDEN, 0), (-1, -GOLDEN, 0), (1, -GOLDEN, 0), (0, -1, GOLDEN), (0, 1, GOLDEN),
    (0, -1, -GOLDEN), (0, 1, -GOLDEN), (GOLDEN, 0, -1), (GOLDEN, 0, 1), (-GOLDEN, 0, -1), (-GOLDEN, 0, 1),
]  # fmt: skip
ICOSAHEDRON_FACES = [
    (0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2), (10, 7, 6),
    (7, 1, 8), (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5), (2, 4, 11), (6, 2, 10), (8, 6, 7),
    (9, 8, 1),
]  # fmt: skip
Contender = Callable[[Path], Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """The best of several rounds (CPU seconds), the peak memory of the process (MB), and what the contender found."""

    cpu_s: float
    peak_mb: float
    answer: Any


def compare(
    module: str, contenders: dict[str, Contender], make: Callable[[Path], None], folder: Path
) -> dict[str, Figure]:
    """Runs every contender over one file; prints each figure. In the child process: runs one and tells."""
    path = folder / "model.stl"
    make(path)
    found = {name: _run(module, name, path) for name in contenders}
    for name, figure in found.items():
        print(f"  {name:34s} {figure.cpu_s:8.3f} CPU-s  {figure.peak_mb:6.0f} MB   {figure.answer}")
    return found


def _run(module: str, name: str, path: Path) -> Figure:
    output = subprocess.run([sys.executable, "-m", module, name, str(path)], check=True, capture_output=True, text=True)
    return Figure(**json.loads(output.stdout.splitlines()[-1]))


def child(contenders: dict[str, Contender]) -> bool:
    """True if this process was started to run one contender, and has done so."""
    if len(sys.argv) < 3:
        return False
    contender, path = contenders[sys.argv[1]], Path(sys.argv[2])
    best, answer = float("inf"), None
    started = time.monotonic()
    for _ in range(ROUNDS):
        before = time.process_time()
        answer = contender(path)
        best = min(best, time.process_time() - before)
        if time.monotonic() - started > 20:
            break
    print(json.dumps({"cpu_s": best, "peak_mb": _peak_mb(), "answer": answer}))
    return True


def _peak_mb() -> float:
    """Peak resident memory of this process alone: the figure of getrusage begins with that of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def verdict(what: str, figure: float, goal: float, *, at_least: bool = False, unit: str = "") -> bool:
    """Prints PASS, or how far the goal is."""
    passed = figure >= goal if at_least else figure <= goal
    sign = ">=" if at_least else "<="
    result = "PASS" if passed else f"MISSED by {abs(figure / goal - 1) * 100:.0f} %"
    print(f"  {what}: {figure:.2f}{unit} (goal {sign} {goal:g}{unit}) {result}")
    return passed


def icosphere(path: Path, subdivisions: int = 8, radius: float = 40.0) -> None:
    """Writes a sphere of 20 * 4 ** subdivisions triangles (1,310,720 by default) as binary STL, level by level."""
    points = np.array(ICOSAHEDRON_POINTS)
    faces = np.array(ICOSAHEDRON_FACES)
    corners = points[faces] / np.linalg.norm(points[0])
    for _ in range(subdivisions):
        a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
        ab, bc, ca = _between(a, b), _between(b, c), _between(c, a)
        rows = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
        corners = np.concatenate([np.stack(row, axis=1) for row in rows])
    records = np.zeros(len(corners), dtype=[("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    records["corners"] = corners * radius
    with path.open("wb") as file:
        file.write(b"icosphere".ljust(80) + np.uint32(len(corners)).tobytes() + records.tobytes())


def _between(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The middle of two points, lifted to the sphere; the same whichever of them comes first."""
    middle = (one + other) / 2
    return np.asarray(middle / np.linalg.norm(middle, axis=1, keepdims=True))
