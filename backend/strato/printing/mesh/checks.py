"""The manufacturability report: what must be fixed, what is a risk, what is good to know; each with its numbers and its faces."""

from collections.abc import Iterable, Iterator, Sequence

from strato.printing.mesh import printability, soundness
from strato.printing.mesh.facts import Finding, Severity
from strato.printing.mesh.fitting import fits
from strato.printing.mesh.subject import Facts, Subject
from strato.printing.mesh.triangles import MILLIMETERS

TINY_MM, SUSPICIOUS_MM, HUGE_MM = 1.0, 3.0, 1000.0
PLAUSIBLE_MM = (10.0, 400.0)


def check(subject: Subject, *, technology: str = "fdm") -> tuple[Finding, ...]:
    """All findings (``facts.FINDINGS``), the gravest first. ``technology`` is "fdm", "sla" or "sls".

    Of something that is no solid at all, only that and its size are reported.
    """
    found = [*soundness.surface(subject), *_size(subject)]
    if not soundness.is_soup(subject) and soundness.is_solid(subject.metrics):
        found += [*soundness.bodies(subject, technology), *printability.printing(subject, technology)]
    rank = list(Severity)
    return tuple(sorted(found, key=lambda finding: rank.index(finding.severity)))


def check_room(size_mm: Sequence[float], build_volumes_mm: Iterable[Sequence[float]]) -> Finding | None:
    """The finding ``too_large`` if none of the machines can take the model whole."""
    if any(fits(size_mm, volume) for volume in build_volumes_mm):
        return None
    x, y, z = size_mm
    return Finding("too_large", Severity.MUST_FIX, {"x_mm": x, "y_mm": y, "z_mm": z})


def _size(subject: Subject) -> Iterator[Finding]:
    largest = max(subject.metrics.size_mm)
    facts: Facts = {"largest_mm": largest}
    if largest < TINY_MM:
        yield Finding("tiny", Severity.RISK, facts)
    if largest > HUGE_MM:
        yield Finding("huge", Severity.RISK, facts)
    unit = subject.triangles.unit
    suggested = suggested_unit(largest, unit) if largest < SUSPICIOUS_MM or largest > HUGE_MM else None
    if suggested:
        then = largest * MILLIMETERS[suggested] / MILLIMETERS[unit]
        more: Facts = {"unit": unit, "suggested_unit": suggested, "suggested_largest_mm": then}
        yield Finding("unit_suspicion", Severity.RISK, {**facts, **more})


def suggested_unit(largest_mm: float, unit: str) -> str | None:
    """The first unit in which a model of implausible size would have a plausible one."""
    low, high = PLAUSIBLE_MM
    for other in ("mm", "inch", "m", "cm", "micron"):
        if other != unit and low <= largest_mm * MILLIMETERS[other] / MILLIMETERS[unit] <= high:
            return other
    return None
