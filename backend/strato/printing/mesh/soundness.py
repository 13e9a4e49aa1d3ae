"""Checks of the surface itself: is it one closed skin, turned the right way, around something?"""

from collections.abc import Iterator

import numpy as np

from strato.printing.mesh.bodies import overlap_mm3
from strato.printing.mesh.facts import Finding, MeshMetrics, Severity
from strato.printing.mesh.subject import Facts, Subject, named

CRUMB_SHARE = 0.001
MANY_BODIES = 50
OVERLAP_SHARE = 0.001


def is_soup(subject: Subject) -> bool:
    """No two triangles hang together: there is no surface to judge."""
    topology = subject.connections.topology
    return topology.open_edges > 0 and topology.bodies == subject.metrics.triangles


def is_solid(metrics: MeshMetrics) -> bool:
    """A closed skin without an inside (a sheet and its back) has next to no volume for its area."""
    return metrics.volume_mm3 > 1e-6 * metrics.area_mm2 * max(metrics.size_mm)


def surface(subject: Subject) -> Iterator[Finding]:
    topology = subject.connections.topology
    facts: Facts = {"repairable": int(subject.repairable)}
    if is_soup(subject):
        yield Finding("triangle_soup", Severity.MUST_FIX, {"triangles": subject.metrics.triangles})
        return
    if not topology.watertight:
        faces = named(subject.connections.open_faces)
        yield Finding("not_watertight", _grave(subject), {"open_edges": topology.open_edges, **facts}, faces)
    elif not is_solid(subject.metrics):
        volume, area = subject.metrics.volume_mm3, subject.metrics.area_mm2
        yield Finding("no_volume", Severity.MUST_FIX, {"volume_mm3": volume, "area_mm2": area})
        return
    yield from _normals(subject, facts)
    if topology.non_manifold_edges:
        yield Finding("non_manifold_edges", Severity.INFO, {"edges": topology.non_manifold_edges})
    if topology.degenerate_faces:
        faces = named(subject.connections.degenerate_faces)
        yield Finding("degenerate_faces", Severity.INFO, {"faces": topology.degenerate_faces}, faces)


def _grave(subject: Subject) -> Severity:
    return Severity.RISK if subject.repairable else Severity.MUST_FIX


def _normals(subject: Subject, facts: Facts) -> Iterator[Finding]:
    topology = subject.connections.topology
    if not topology.consistent_normals:
        yield Finding("mixed_normals", _grave(subject), facts)
    elif topology.watertight and subject.inside_out:
        yield Finding("inverted_normals", Severity.RISK, facts)
    elif topology.watertight and subject.bodies.inverted.any():
        faces = np.flatnonzero(np.append(subject.bodies.inverted, False)[subject.connections.body_of_face])
        yield Finding("inverted_normals", Severity.RISK, facts, named(faces))


def bodies(subject: Subject, technology: str) -> Iterator[Finding]:
    topology = subject.connections.topology
    if topology.bodies < 2:
        return
    label = subject.connections.body_of_face
    hollow = np.append(subject.bodies.hollow, False) if topology.watertight else np.zeros(topology.bodies + 1, np.bool_)
    solid = topology.bodies - int(hollow.sum())
    if solid > 1:
        sizes = np.bincount(label[label >= 0], minlength=topology.bodies)
        crumbs = solid > MANY_BODIES and bool((sizes < max(4, CRUMB_SHARE * len(label))).any())
        faces = np.flatnonzero((label >= 0) & ~hollow[label] & (label != int(sizes.argmax())))
        yield Finding("loose_shells", Severity.RISK if crumbs else Severity.INFO, {"bodies": solid}, named(faces))
    if hollow.any():
        trapped = float(-subject.bodies.volume_mm3[hollow[:-1]].sum())
        grave = Severity.INFO if technology == "fdm" else Severity.RISK
        facts: Facts = {"hollows": int(hollow.sum()), "volume_mm3": trapped}
        yield Finding("trapped_volume", grave, facts, named(np.flatnonzero(hollow[label])))
    yield from _overlaps(subject)


def _overlaps(subject: Subject) -> Iterator[Finding]:
    if not subject.connections.topology.watertight:
        return
    overlap, volume = overlap_mm3(subject.triangles, subject.connections, subject.bodies), subject.metrics.volume_mm3
    if overlap > OVERLAP_SHARE * volume:
        facts: Facts = {"overlap_mm3": overlap, "share_percent": 100.0 * overlap / volume}
        yield Finding("overlapping_bodies", Severity.INFO, facts)
