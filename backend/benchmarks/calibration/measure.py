"""Slices every part with every profile and keeps what the slicer says: `python -m benchmarks.calibration.measure WORKDIR`.

Resumable: a (model, profile) pair that is already in data/slices.jsonl is not sliced again. Needs PrusaSlicer with its vendor profiles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.calibration.parts import PARTS, triangles
from benchmarks.calibration.parts import Triangles as Corners
from benchmarks.calibration.profiles import PROFILES
from strato.printing.measured import to_json
from strato.printing.mesh.metrics import measure as measure_mesh
from strato.printing.mesh.reading import read_model
from strato.printing.mesh.sections import section_profile
from strato.printing.mesh.triangles import Triangles
from strato.printing.slicer.gcode import read_contents, read_totals

DATA = Path(__file__).parents[1] / "data"
SAMPLES = Path(__file__).parents[2] / "samples" / "models"
SHAPES = Path("/usr/share/PrusaSlicer/shapes")
SAMPLE_SCALES = {
    "20mm-xyz-cube.stl": (1.0,),
    "3DBenchy.3mf": (1.0, 0.6),
    "cube_gears.3mf": (0.6,),
    "heartgears.3mf": (0.5,),
    "rhombicuboctahedron_color.3mf": (0.3,),
    "round.stl": (2.0,),
    "two_objects_mixed_case_names.stl": (6.0,),
    "wallhole.obj": (2.0,),
    "counterXP.3MF": (0.4,),
}
SHAPE_SCALES = {
    "M3_hex_nut": (1.0, 4.0),
    "M3x10_screw": (3.0,),
    "OTHER_recycling_symbol": (1.0,),
    "PLA_recycling_symbol": (2.0,),
    "bunny": (1.0,),
    "cone": (1.0,),
    "helper_disk": (1.0,),
    "pyramid": (1.0,),
    "torus": (1.0,),
}


def placed(path: Path, scale: float) -> Corners:
    """A file's triangles, scaled, standing on z = 0 at its own center."""
    corners = np.asarray(read_model(path).corners) * scale
    low, high = corners.reshape(-1, 3).min(0), corners.reshape(-1, 3).max(0)
    return np.ascontiguousarray(corners - [*(low[:2] + high[:2]) / 2, low[2]], dtype=np.float32)


def models() -> dict[str, Corners]:
    found = {name: triangles(make()) for name, make in PARTS.items()}
    for name, scales in SAMPLE_SCALES.items():
        found |= {f"sample:{name}@{scale:g}": placed(SAMPLES / name, scale) for scale in scales}
    for name, scales in SHAPE_SCALES.items():
        found |= {
            f"shape:{name}@{scale:g}": placed(SHAPES / f"{name}.stl", scale) for scale in scales if SHAPES.is_dir()
        }
    return found


def write_stl(path: Path, corners: Corners) -> None:
    record = np.zeros(len(corners), dtype=[("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("flags", "<u2")])
    record["corners"] = corners
    path.write_bytes(b"\0" * 80 + np.uint32(len(corners)).tobytes() + record.tobytes())


def measure(stl: Path, ini: Path, gcode_path: Path, center: str) -> dict[str, object]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        "nice",
        "-n",
        "10",
        "prusa-slicer",
        "--export-gcode",
        "--load",
        str(ini),
        "--dont-arrange",
        "--center",
        center,
    ]
    done = subprocess.run(
        [*command, "-o", str(gcode_path), str(stl)], capture_output=True, text=True, timeout=300, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode or not gcode_path.exists():
        return {"rc": done.returncode, "cpu": round(cpu, 2), "message": done.stderr.strip()[-200:]}
    totals = read_totals(gcode_path)
    with gcode_path.open() as lines:
        contents = read_contents(lines)
    gcode_path.unlink()
    return {
        "rc": 0,
        "cpu": round(cpu, 2),
        "grams": totals.grams,
        "seconds": totals.seconds,
        "layers": contents.layers,
        "filament_mm": contents.filament_mm,
    }


def write_metrics(corners: dict[str, Corners]) -> None:
    """Keeps what the estimator sees of each model, so that a fit needs neither the models nor the slicer."""
    kept = {}
    for name, faces in corners.items():
        found = replace(measure_mesh(Triangles(faces)), sections=section_profile(faces))
        kept[name] = to_json(found)
    with (
        (DATA / "models.json.gz").open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file,
    ):
        file.write(json.dumps(kept, separators=(",", ":")).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workdir", type=Path)
    parser.add_argument("--profiles", nargs="*", default=list(PROFILES))
    parser.add_argument("--cpu-minutes", type=float, default=20)
    options = parser.parse_args()
    options.workdir.mkdir(parents=True, exist_ok=True)
    kept = DATA / "slices.jsonl"
    done = (
        {(row["model"], row["profile"]) for row in map(json.loads, kept.read_text().splitlines())}
        if kept.exists()
        else set()
    )
    corners, spent = models(), 0.0
    write_metrics(corners)
    for profile in options.profiles:
        ini = options.workdir / f"{profile}.ini"
        ini.write_text(PROFILES[profile].ini())
        for model, faces in corners.items():
            if (model, profile) in done or spent > options.cpu_minutes * 60:
                continue
            stl = options.workdir / "part.stl"
            write_stl(stl, faces)
            row = {"model": model, "profile": profile} | measure(
                stl, ini, options.workdir / "part.gcode", PROFILES[profile].center
            )
            spent += float(row["cpu"])
            with kept.open("a") as out:
                out.write(json.dumps(row) + "\n")
            print(f"{spent:7.0f}s {row}", flush=True)


if __name__ == "__main__":
    main()
