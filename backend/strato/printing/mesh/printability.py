"""Checks of the print: walls, gaps, overhangs, and how the model stands; by technology."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.facts import Finding, Severity
from strato.printing.mesh.metrics import OVERHANG_COSINE, PLATE_MM
from strato.printing.mesh.standing import stance
from strato.printing.mesh.subject import Facts, Subject, named
from strato.printing.mesh.walls import SLACK_MM, WallSurvey

WALL_LIMITS_MM = {"fdm": (0.8, 1.0), "sla": (0.4, 0.6), "sls": (0.7, 1.0)}
"""By technology: thinner than the first may fail, thinner than the second is delicate."""

GAP_LIMITS_MM = {"fdm": 0.3, "sla": 0.2, "sls": 0.5}
"""By technology: surfaces closer together than this may fuse."""

SELF_SUPPORTING = {"sls"}
OVERHANG_SHARE = 0.005
SLENDER = 100.0
"""Height squared over the area on the plate, above which a print may come loose."""


def printing(subject: Subject, technology: str) -> Iterator[Finding]:
    yield from thin_walls(subject.walls, technology)
    yield from narrow_gaps(subject.walls, technology)
    if technology not in SELF_SUPPORTING:
        yield from _overhangs(subject)
        yield from _standing(subject)


def thin_walls(walls: WallSurvey, technology: str) -> Iterator[Finding]:
    """The finding ``thin_walls`` for one technology, if there is one: a risk below its first limit, a note below its second."""
    thinnest = walls.thinnest_mm
    minimum, delicate = WALL_LIMITS_MM[technology]
    if thinnest is None or thinnest >= delicate - SLACK_MM:
        return
    severity, limit = (Severity.RISK, minimum) if thinnest < minimum - SLACK_MM else (Severity.INFO, delicate)
    faces, area = walls.thinner_than(limit)
    facts: Facts = {"thinnest_mm": thinnest, "limit_mm": limit, "area_mm2": area, "technology": technology}
    yield Finding("thin_walls", severity, facts, named(faces))


def narrow_gaps(walls: WallSurvey, technology: str) -> Iterator[Finding]:
    """The finding ``narrow_gaps`` for one technology, if there is one."""
    narrowest, limit = walls.narrowest_gap_mm, GAP_LIMITS_MM[technology]
    if narrowest is None or narrowest >= limit - SLACK_MM:
        return
    faces, area = walls.narrower_than(limit)
    facts: Facts = {"narrowest_mm": narrowest, "limit_mm": limit, "area_mm2": area, "technology": technology}
    yield Finding("narrow_gaps", Severity.INFO, facts, named(faces))


def _overhangs(subject: Subject) -> Iterator[Finding]:
    metrics = subject.metrics
    if metrics.overhang_area_mm2 > OVERHANG_SHARE * metrics.area_mm2:
        facts: Facts = {
            "area_mm2": metrics.overhang_area_mm2,
            "share_percent": 100.0 * metrics.overhang_area_mm2 / metrics.area_mm2,
            "support_volume_mm3": metrics.support_volume_mm3,
        }
        yield Finding("overhangs", Severity.INFO, facts, named(overhang_faces(subject)))


def overhang_faces(subject: Subject) -> NDArray[np.int64]:
    """The faces that the metrics counted as overhangs."""
    plate = subject.metrics.lower_corner_mm[2] + PLATE_MM
    found = []
    for start, (x0, y0, z0, x1, y1, z1, x2, y2, z2) in subject.triangles.blocks():
        ux, uy, uz, vx, vy, vz = x1 - x0, y1 - y0, z1 - z0, x2 - x0, y2 - y0, z2 - z0
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        facing = subject.outward * nz < -OVERHANG_COSINE * np.sqrt(nx * nx + ny * ny + nz * nz) * (1.0 + 1e-9)
        found.append(start + np.flatnonzero(facing & (np.maximum(np.maximum(z0, z1), z2) > plate)))
    return np.concatenate(found)


def _standing(subject: Subject) -> Iterator[Finding]:
    metrics = subject.metrics
    stands = stance(subject.triangles, metrics)
    height = metrics.size_mm[2]
    facts: Facts = {"plate_area_mm2": metrics.plate_area_mm2, "height_mm": height}
    if stands.margin_mm is not None and stands.margin_mm < 0:
        yield Finding("topples", Severity.RISK, {"beyond_mm": -stands.margin_mm, **facts})
    elif height**2 > SLENDER * metrics.plate_area_mm2:
        yield Finding("small_footprint", Severity.RISK, facts)
