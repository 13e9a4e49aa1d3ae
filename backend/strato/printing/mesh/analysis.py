"""The one entry: a file in, a report out."""

from dataclasses import dataclass, replace
from pathlib import Path

from strato.printing.mesh.bodies import survey_bodies
from strato.printing.mesh.checks import check
from strato.printing.mesh.errors import RepairRefused
from strato.printing.mesh.facts import ModelReport, Topology
from strato.printing.mesh.metrics import measure, signed_volume
from strato.printing.mesh.reading import Limits, read_model
from strato.printing.mesh.repair import Repair, repair
from strato.printing.mesh.sections import section_profile
from strato.printing.mesh.subject import Subject
from strato.printing.mesh.topology import connect
from strato.printing.mesh.triangles import Triangles
from strato.printing.mesh.walls import WallSurvey, survey_walls


@dataclass(frozen=True, slots=True)
class Analysis:
    """A report together with the values it was drawn from, for a caller that goes on with them (preview, thumbnail, other
    technologies). ``repair`` is None when nothing needs one, or when none can be offered."""

    report: ModelReport
    triangles: Triangles
    walls: WallSurvey
    repair: Repair | None


def analyze(
    path: Path,
    *,
    filename: str = "",
    limits: Limits | None = None,
    unit: str | None = None,
    technology: str = "fdm",
) -> ModelReport:
    """Everything there is to know about a model file before anybody prints it.

    ``filename`` is what its owner called it (a hint only); ``unit`` overrides the unit of the file; ``technology`` is "fdm", "sla" or
    "sls". Raises ``MeshError`` for a file that cannot be read as a model.
    """
    triangles = read_model(path, filename=filename, limits=limits)
    return examine(triangles.read_as(unit) if unit else triangles, technology=technology).report


def examine(triangles: Triangles, *, technology: str = "fdm") -> Analysis:
    """The analysis of triangles that are already here."""
    metrics = measure(triangles)  # first: it refuses bad numbers
    connections = connect(triangles)
    inside_out = signed_volume(triangles) < 0
    outward = -1.0 if inside_out else 1.0
    bodies = survey_bodies(triangles, connections, outward=outward)
    walls = survey_walls(triangles, connections, bodies, outward=outward)
    offer = _offer(triangles, connections.topology, inside_out=inside_out or bool(bodies.inverted.any()))
    metrics = replace(metrics, bodies=connections.topology.bodies, sections=section_profile(triangles.corners))
    subject = Subject(triangles, metrics, connections, bodies, walls, inside_out, repairable=offer is not None)
    report = ModelReport(
        format=triangles.format,
        unit=triangles.unit,
        metrics=metrics,
        topology=connections.topology,
        thinnest_wall_mm=walls.thinnest_mm,
        findings=check(subject, technology=technology),
    )
    return Analysis(report, triangles, walls, offer)


def _offer(triangles: Triangles, topology: Topology, *, inside_out: bool) -> Repair | None:
    if topology.watertight and topology.consistent_normals and not inside_out:
        return None
    try:
        return repair(triangles)
    except RepairRefused:
        return None
