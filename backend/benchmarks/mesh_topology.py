"""What does it cost to know whether a model is closed and of how many bodies? `python -m benchmarks.mesh_topology`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import trimesh

from benchmarks.contenders import Contender, child, compare, icosphere, verdict
from strato.printing.mesh.reading import read_model
from strato.printing.mesh.topology import connect

SOUP = Path(__file__).parents[1] / "samples" / "models" / "soup.stl"


def house(path: Path) -> Any:
    found = connect(read_model(path)).topology
    return f"watertight {found.watertight} consistent {found.consistent_normals} bodies {found.bodies}"


def peer(path: Path) -> Any:
    mesh = trimesh.load_mesh(path)
    return f"watertight {mesh.is_watertight} consistent {mesh.is_winding_consistent} bodies {mesh.body_count}"


CONTENDERS: dict[str, Contender] = {"strato: connect": house, "trimesh: load, watertight, bodies": peer}


def main() -> int:
    print("mesh topology, icosphere of 1,310,720 triangles, binary STL of 62 MiB")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = compare("benchmarks.mesh_topology", CONTENDERS, icosphere, Path(folder)).values()
    agree = ours.answer == theirs.answer
    print(f"  same verdict: {agree}; soup.stl: {house(SOUP)}")
    passed = [
        verdict("CPU", ours.cpu_s, 2.5, unit=" CPU-s"),
        verdict("peak memory", ours.peak_mb, 450, unit=" MB"),
        verdict("faster than trimesh", theirs.cpu_s / ours.cpu_s, 2, at_least=True, unit="x"),
        agree,
        "watertight False" in house(SOUP),
    ]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(0 if child(CONTENDERS) else main())
