"""Reads what a slicer wrote: totals from the last lines, filament by purpose from all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import pi
from pathlib import Path

TAIL_BYTES = 64 * 1024
GRAMS = re.compile(r"^; filament used \[g\] = ([\d.]+)", re.MULTILINE)
DURATION = re.compile(r"^; estimated printing time \(normal mode\) = (.+)$", re.MULTILINE)
SPAN = re.compile(r"(\d+)([dhms])")
EXTRUSION = re.compile(r"^G1 [XYZ][^;]*? E([-.\d]+)")
UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
FILAMENT_AREA_MM2 = pi * 1.75**2 / 4


class GcodeWithoutTotals(ValueError):
    """The file ends without the comments that carry mass and time."""


@dataclass(frozen=True, slots=True)
class GcodeTotals:
    grams: float
    seconds: int


def read_totals(path: Path) -> GcodeTotals:
    """Mass and time from the comments at the end of a file; raises ``GcodeWithoutTotals``."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - TAIL_BYTES, 0))
        tail = file.read().decode("utf-8", "replace")
    grams, duration = GRAMS.search(tail), DURATION.search(tail)
    if not grams or not duration:
        raise GcodeWithoutTotals(path.name)
    return GcodeTotals(float(grams[1]), parse_duration(duration[1]))


def parse_duration(text: str) -> int:
    """Seconds of "1d 2h 3m 4s"."""
    return sum(int(count) * UNITS[unit] for count, unit in SPAN.findall(text))


@dataclass(frozen=True, slots=True)
class GcodeContents:
    """Filament in mm by the slicer's feature type, the number of layers, and the height of the last one."""

    filament_mm: dict[str, float]
    layers: int
    top_mm: float

    def filament_of(self, purpose: str) -> float:
        """Filament in mm of every type whose name starts so, e.g. "Support"."""
        return sum(length for name, length in self.filament_mm.items() if name.startswith(purpose))


def read_contents(lines: Iterable[str]) -> GcodeContents:
    """What the lines print; relative extrusion is assumed."""
    total: dict[str, float] = defaultdict(float)
    purpose, layers, top = "Custom", 0, 0.0
    for line in lines:
        if line.startswith("G1 "):
            found = EXTRUSION.match(line)
            if found:
                total[purpose] += max(float(found[1]), 0.0)
        elif line.startswith(";TYPE:"):
            purpose = line[6:].strip()
        elif line.startswith(";LAYER_CHANGE"):
            layers += 1
        elif line.startswith(";Z:"):
            top = max(top, float(line[3:]))
    return GcodeContents({name: round(length, 2) for name, length in total.items()}, layers, top)
