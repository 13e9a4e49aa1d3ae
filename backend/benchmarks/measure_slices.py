"""Slices every part with every profile and keeps what the slicer says: `python -m benchmarks.measure_slices WORKDIR`.

Resumable: a (model, profile) pair that is already in data/slices.jsonl is not sliced again. Needs PrusaSlicer with its vendor profiles.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
from pathlib import Path

import numpy as np
import trimesh

from benchmarks.calibration.parts import PARTS, Triangles, triangles
from benchmarks.calibration.presets import PresetBundle
from strato.printing.slicer.gcode import read_contents, read_totals

DATA = Path(__file__).parent / "data"
SAMPLES = Path(__file__).parents[1] / "samples" / "models"
SHAPES = Path("/usr/share/PrusaSlicer/shapes")
MK3, MINI = "Original Prusa i3 MK3S & MK3S+", "Original Prusa MINI & MINI+"
PROFILES: dict[str, tuple[tuple[str, str, str], dict[str, str]]] = {
    "pla-020-15": ((MK3, "0.20mm QUALITY @MK3", "Generic PLA"), {}),
    "petg-020-40": ((MK3, "0.20mm QUALITY @MK3", "Generic PETG"), {"fill_density": "40%", "perimeters": "3"}),
    "pla-030-draft": ((MK3, "0.30mm DRAFT @MK3", "Generic PLA"), {}),
    "mini-015-20": ((MINI, "0.15mm QUALITY @MINI", "Generic PLA"), {"fill_density": "20%"}),
    "pla-020-15-supports": (
        (MK3, "0.20mm QUALITY @MK3", "Generic PLA"),
        {"support_material": "1", "support_material_auto": "1"},
    ),
    "pla-010-25": ((MK3, "0.10mm DETAIL @MK3", "Generic PLA"), {"fill_density": "25%"}),
}
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


def placed(path: Path, scale: float) -> Triangles:
    """A file's triangles, scaled, standing on z = 0 at its own center; a file of a few centimeters whatever its unit."""
    mesh = trimesh.load(path, force="mesh")
    corners = np.asarray(mesh.triangles) * scale
    low, high = corners.reshape(-1, 3).min(0), corners.reshape(-1, 3).max(0)
    return np.ascontiguousarray(corners - [*(low[:2] + high[:2]) / 2, low[2]], dtype=np.float32)


def models() -> dict[str, Triangles]:
    found = {name: triangles(make()) for name, make in PARTS.items()}
    for name, scales in SAMPLE_SCALES.items():
        found |= {f"sample:{name}@{scale:g}": placed(SAMPLES / name, scale) for scale in scales}
    for name, scales in SHAPE_SCALES.items():
        found |= {
            f"shape:{name}@{scale:g}": placed(SHAPES / f"{name}.stl", scale) for scale in scales if SHAPES.is_dir()
        }
    return found


def write_stl(path: Path, corners: Triangles) -> None:
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
    bundle, corners, spent = PresetBundle(), models(), 0.0
    for profile in options.profiles:
        names, overrides = PROFILES[profile]
        ini = options.workdir / f"{profile}.ini"
        ini.write_text(bundle.flatten(*names, **overrides))
        center = "90,90" if names[0] == MINI else "125,105"
        for model, faces in corners.items():
            if (model, profile) in done or spent > options.cpu_minutes * 60:
                continue
            stl = options.workdir / "part.stl"
            write_stl(stl, faces)
            row = {"model": model, "profile": profile} | measure(stl, ini, options.workdir / "part.gcode", center)
            spent += float(row["cpu"])  # type: ignore[arg-type]
            with kept.open("a") as out:
                out.write(json.dumps(row) + "\n")
            print(f"{spent:7.0f}s {row}", flush=True)


if __name__ == "__main__":
    main()
