"""Runs the slicer as a child with little priority, bounded CPU, memory, output and time."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from strato.printing.quoting.settings import FilamentMachine, PrintSettings
from strato.printing.slicer.errors import (
    PartDoesNotFit,
    SlicerFailed,
    SlicerLimitExceeded,
    SlicerMissing,
    SlicerTimedOut,
)
from strato.printing.slicer.gcode import FILAMENT_AREA_MM2, GcodeWithoutTotals, read_contents, read_totals
from strato.printing.slicer.template import configuration

PROGRAM = "prusa-slicer"
NO_ROOM = ("could not fit", "outside of the print volume")
NO_MEMORY = ("bad_alloc", "failed to map", "Resource temporarily unavailable")
MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class SliceLimits:
    """What one slice may take; CPU time is over all threads."""

    cpu_seconds: int = 300
    wall_seconds: int = 600
    memory_mib: int = 4096
    output_mib: int = 1024
    niceness: int = 10


@dataclass(frozen=True, slots=True)
class SliceResult:
    """What the slicer says about one piece, and where its G-code lies."""

    mass_mg: int
    support_mg: int
    seconds: int
    layers: int
    gcode_path: Path
    slicer: str

    @property
    def grams(self) -> float:
        return self.mass_mg / 1000


def slicer_available() -> bool:
    """Is PrusaSlicer on this machine's path?"""
    return shutil.which(PROGRAM) is not None


@cache
def slicer_version() -> str:
    """Name and version, e.g. "PrusaSlicer-2.5.0"; raises ``SlicerMissing``."""
    if not slicer_available():
        raise SlicerMissing
    shown = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, timeout=60, check=False).stdout  # noqa: S603
    found = re.search(r"PrusaSlicer-[\w.]+", shown)
    return found[0].split("+")[0] if found else "PrusaSlicer"


def slice_model(
    path: Path,
    settings: PrintSettings,
    machine: FilamentMachine,
    *,
    workdir: Path,
    limits: SliceLimits = SliceLimits(),
) -> SliceResult:
    """Slices one STL standing as it lies in the file; the G-code stays in ``workdir`` for the caller to keep or delete.

    Give it an STL that our own reader wrote: a 3MF may carry somebody else's configuration. Raises ``SlicerMissing``,
    ``PartDoesNotFit``, ``SlicerTimedOut`` or ``SlicerFailed`` (with the slicer's last words in ``facts``).
    """
    if not slicer_available():
        raise SlicerMissing
    ini, gcode = workdir / "slice.ini", workdir / "slice.gcode"
    ini.write_text(configuration(settings, machine))
    gcode.unlink(missing_ok=True)
    command = [PROGRAM, "--export-gcode", "--load", str(ini), "--datadir", str(workdir / "slicer-data")]
    command += ["--scale", f"{settings.scale:g}", "--output", str(gcode), str(path)]
    words = _run(command, workdir, limits)
    if not gcode.exists():
        raise SlicerFailed(words=words)
    result, top_mm = _read(gcode, settings, words)
    if top_mm > machine.build_mm[2]:
        raise PartDoesNotFit(top_mm=top_mm, build_z_mm=machine.build_mm[2])
    return result


def _read(gcode: Path, settings: PrintSettings, words: str) -> tuple[SliceResult, float]:
    """The result, and the height of the last layer."""
    try:
        totals = read_totals(gcode)
    except GcodeWithoutTotals as error:
        raise SlicerFailed(words=words) from error
    with gcode.open(encoding="utf-8", errors="replace") as lines:
        contents = read_contents(lines)
    support_mm3 = contents.filament_of("Support") * FILAMENT_AREA_MM2
    result = SliceResult(
        mass_mg=round(totals.grams * 1000),
        support_mg=round(support_mm3 * settings.density_g_cm3),
        seconds=totals.seconds,
        layers=contents.layers,
        gcode_path=gcode,
        slicer=slicer_version(),
    )
    return result, contents.top_mm


def _run(command: list[str], workdir: Path, limits: SliceLimits) -> str:
    """The last words of a run that ended well. The child leads its own process group, so a timeout ends all of it."""
    bounds = [
        f"--cpu={limits.cpu_seconds}",
        f"--as={limits.memory_mib * MEBIBYTE}",
        f"--fsize={limits.output_mib * MEBIBYTE}",
        "--core=0",
    ]
    bounded = ["nice", "-n", str(limits.niceness), "prlimit", *bounds, *command]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(workdir), "LC_ALL": "C.UTF-8"}
    child = subprocess.Popen(  # noqa: S603
        bounded,
        cwd=workdir,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = child.communicate(timeout=limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        raise SlicerTimedOut(wall_seconds=limits.wall_seconds) from error
    words = _last_words(output, workdir)
    if child.returncode:
        raise _failure(child.returncode, words)
    return words


def _last_words(output: str, workdir: Path) -> str:
    """The end of what the slicer said, without its trace and without the machine's own paths."""
    said = [line for line in output.splitlines() if "[trace]" not in line]
    return "\n".join(said).replace(f"{workdir}/", "").strip()[-400:]


def _failure(returncode: int, words: str) -> SlicerFailed:
    """The named error of an exit: SIGABRT with "could not fit" is how PrusaSlicer says that the part is too big."""
    if any(sentence in words for sentence in NO_ROOM):
        return PartDoesNotFit(words=words)
    if -returncode == signal.SIGXFSZ or any(sentence in words for sentence in NO_MEMORY):
        return SlicerLimitExceeded(words=words)
    if -returncode in (signal.SIGXCPU, signal.SIGKILL):
        return SlicerTimedOut(words=words)
    return SlicerFailed(returncode=returncode, words=words)
