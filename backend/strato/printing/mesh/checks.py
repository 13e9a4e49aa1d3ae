"""The manufacturability report: what must be fixed, what is a risk, what is good to know; each with its numbers and its faces."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.facts import Finding, MeshMetrics, Severity
from strato.printing.mesh.fitting import fits
from strato.printing.mesh.metrics import OVERHANG_COSINE, PLATE_MM
from strato.printing.mesh.topology import Connections
from strato.printing.mesh.triangles import MILLIMETERS, Triangles
from strato.printing.mesh.walls import SLACK_MM, WallSurvey

MAX_FACES = 10_000
"""Faces named by one finding; more are thinned out evenly."""

WALL_LIMITS_MM = {"fdm": (0.8, 1.0), "sla": (0.4, 0.6), "sls": (0.7, 1.0)}
"""By technology: thinner than the first may fail, thinner than the second is delicate."""

SELF_SUPPORTING = {"sls"}
TINY_MM, SUSPICIOUS_MM, HUGE_MM = 1.0, 3.0, 1000.0
PLAUSIBLE_MM = (10.0, 400.0)
OVERHANG_SHARE = 0.005
SLENDER = 100.0
"""Height squared over the area on the plate, above which a print may come loose."""
CRUMB_SHARE = 0.001


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything that the checks look at."""

    triangles: Triangles
    metrics: MeshMetrics
    connections: Connections
    walls: WallSurvey | None
    inside_out: bool
    repairable: bool


def check(subject: Subject, *, technology: str = "fdm") -> tuple[Finding, ...]:
    """All findings, the gravest first. ``technology`` is a key of ``WALL_LIMITS_MM``."""
    found = [*_surface(subject), *_size(subject), *_bodies(subject), *_printing(subject, technology)]
    rank = list(Severity)
    return tuple(sorted(found, key=lambda finding: rank.index(finding.severity)))


def check_room(size_mm: Sequence[float], build_volumes_mm: Iterable[Sequence[float]]) -> Finding | None:
    """The finding ``too_large`` if none of the machines can take the model whole."""
    if any(fits(size_mm, volume) for volume in build_volumes_mm):
        return None
    x, y, z = size_mm
    return Finding("too_large", Severity.MUST_FIX, {"x_mm": x, "y_mm": y, "z_mm": z})


def _surface(subject: Subject) -> Iterator[Finding]:
    topology = subject.connections.topology
    mendable = Severity.RISK if subject.repairable else Severity.MUST_FIX
    fixable: dict[str, float | int | str] = {"repairable": int(subject.repairable)}
    if topology.bodies == subject.metrics.triangles and topology.open_edges:
        yield Finding("triangle_soup", Severity.MUST_FIX, {"triangles": subject.metrics.triangles})
    elif not topology.watertight:
        yield Finding(
            "not_watertight",
            mendable,
            {"open_edges": topology.open_edges, **fixable},
            _named(subject.connections.open_faces),
        )
    elif not _is_solid(subject.metrics):
        yield Finding(
            "no_volume",
            Severity.MUST_FIX,
            {"volume_mm3": subject.metrics.volume_mm3, "area_mm2": subject.metrics.area_mm2},
        )
    if not topology.consistent_normals:
        yield Finding("mixed_normals", mendable, fixable)
    elif subject.inside_out and topology.watertight:
        yield Finding("inverted_normals", Severity.RISK, fixable)
    if topology.non_manifold_edges:
        yield Finding("non_manifold_edges", Severity.INFO, {"edges": topology.non_manifold_edges})
    if topology.degenerate_faces:
        faces = _named(subject.connections.degenerate_faces)
        yield Finding("degenerate_faces", Severity.INFO, {"faces": topology.degenerate_faces}, faces)


def _is_solid(metrics: MeshMetrics) -> bool:
    """A closed skin without an inside (a sheet and its back) has next to no volume for its area."""
    return metrics.volume_mm3 > 1e-6 * metrics.area_mm2 * max(metrics.size_mm)


def _size(subject: Subject) -> Iterator[Finding]:
    largest = max(subject.metrics.size_mm)
    facts: dict[str, float | int | str] = {"largest_mm": largest}
    if largest < TINY_MM:
        yield Finding("tiny", Severity.RISK, facts)
    if largest > HUGE_MM:
        yield Finding("huge", Severity.RISK, facts)
    unit = subject.triangles.unit
    suggested = suggested_unit(largest, unit) if largest < SUSPICIOUS_MM or largest > HUGE_MM else None
    if suggested:
        as_suggested = largest * MILLIMETERS[suggested] / MILLIMETERS[unit]
        yield Finding(
            "unit_suspicion",
            Severity.RISK,
            {**facts, "unit": unit, "suggested_unit": suggested, "suggested_largest_mm": as_suggested},
        )


def suggested_unit(largest_mm: float, unit: str) -> str | None:
    """The first unit in which a model of implausible size would have a plausible one."""
    low, high = PLAUSIBLE_MM
    candidates = ("mm", "inch", "m", "cm", "micron")
    return next(
        (
            other
            for other in candidates
            if other != unit and low <= largest_mm * MILLIMETERS[other] / MILLIMETERS[unit] <= high
        ),
        None,
    )


def _bodies(subject: Subject) -> Iterator[Finding]:
    bodies = subject.connections.topology.bodies
    if bodies < 2 or bodies == subject.metrics.triangles:
        return
    label = subject.connections.body_of_face
    sizes = np.bincount(label[label >= 0], minlength=bodies)
    crumbs = sizes < max(4, CRUMB_SHARE * len(label))
    severity = Severity.RISK if crumbs.any() and bodies > 50 else Severity.INFO
    faces = np.flatnonzero((label >= 0) & (label != int(sizes.argmax())))
    yield Finding("loose_shells", severity, {"bodies": bodies}, _named(faces))


def _printing(subject: Subject, technology: str) -> Iterator[Finding]:
    metrics = subject.metrics
    if subject.walls is not None:
        yield from thin_walls(subject.walls, technology)
    if technology not in SELF_SUPPORTING and metrics.overhang_area_mm2 > OVERHANG_SHARE * metrics.area_mm2:
        facts: dict[str, float | int | str] = {
            "area_mm2": metrics.overhang_area_mm2,
            "share_percent": 100.0 * metrics.overhang_area_mm2 / metrics.area_mm2,
            "support_volume_mm3": metrics.support_volume_mm3,
        }
        yield Finding("overhangs", Severity.INFO, facts, _named(overhang_faces(subject)))
    height = metrics.size_mm[2]
    if technology not in SELF_SUPPORTING and height**2 > SLENDER * metrics.plate_area_mm2:
        yield Finding("small_footprint", Severity.RISK, {"plate_area_mm2": metrics.plate_area_mm2, "height_mm": height})


def thin_walls(walls: WallSurvey, technology: str) -> Iterator[Finding]:
    """The finding ``thin_walls`` for one technology, if there is one: a risk below its first limit, a note below its second."""
    thinnest = walls.thinnest_mm
    minimum, delicate = WALL_LIMITS_MM[technology]
    if thinnest is None or thinnest >= delicate - SLACK_MM:
        return
    severity, limit = (Severity.RISK, minimum) if thinnest < minimum - SLACK_MM else (Severity.INFO, delicate)
    faces, area = walls.thinner_than(limit)
    yield Finding(
        "thin_walls",
        severity,
        {"thinnest_mm": thinnest, "limit_mm": limit, "area_mm2": area, "technology": technology},
        _named(faces),
    )


def overhang_faces(subject: Subject) -> NDArray[np.int64]:
    """The faces that the metrics counted as overhangs."""
    outward = -1.0 if subject.inside_out else 1.0
    plate = subject.metrics.lower_corner_mm[2] + PLATE_MM
    found = []
    for start, (x0, y0, z0, x1, y1, z1, x2, y2, z2) in subject.triangles.blocks():
        ux, uy, uz, vx, vy, vz = x1 - x0, y1 - y0, z1 - z0, x2 - x0, y2 - y0, z2 - z0
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        facing = outward * nz < -OVERHANG_COSINE * np.sqrt(nx * nx + ny * ny + nz * nz) * (1.0 + 1e-9)
        found.append(start + np.flatnonzero(facing & (np.maximum(np.maximum(z0, z1), z2) > plate)))
    return np.concatenate(found)


def _named(faces: NDArray[Any]) -> tuple[int, ...]:
    step = -(-len(faces) // MAX_FACES) or 1
    return tuple(int(face) for face in faces[::step])
