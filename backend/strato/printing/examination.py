"""One look at a model file: what its row keeps, or why it is refused. Reads the file, writes nothing."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from strato.printing import measured
from strato.printing.mesh.errors import MeshError
from strato.printing.mesh.facts import Finding, ModelReport
from strato.printing.meshes import analysis, reading

if TYPE_CHECKING:
    from strato.printing.mesh.triangles import Triangles

VERSION = "1"
"""Of the whole analysis; a file that was looked at by another version is looked at anew."""
OVERLAY_FACES = 3000


@dataclass(frozen=True, slots=True)
class Examined:
    """A model that can be read. ``overlay`` has, per finding that points at faces, their corners in mm."""

    report: ModelReport
    metrics: dict[str, Any]
    findings: list[dict[str, Any]]
    overlay: list[dict[str, Any]]

    @property
    def facts(self) -> dict[str, Any]:
        """The report as the model's row keeps it."""
        return {
            "findings": self.findings,
            "topology": asdict(self.report.topology),
            "thinnest_wall_mm": self.report.thinnest_wall_mm,
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is no model that can be made: a stable code and a sentence."""

    code: str
    detail: str


def examine_file(
    path: Path, *, filename: str = "", unit: str | None = None, progress: Callable[[float], None] = lambda percent: None
) -> Examined | Refused:
    """Everything about the model in this file; ``progress`` hears 0 to 100."""
    try:
        triangles = reading.read_model(
            path, filename=filename, limits=reading.Limits(max_bytes=settings.MAX_MODEL_BYTES)
        )
        progress(30)
        return examine_triangles(triangles.read_as(unit) if unit else triangles, progress=progress)
    except MeshError as error:
        return Refused(error.code, error.detail)
    except MemoryError:
        return Refused("model_too_large", "This model needs more memory than there is.")


def examine_triangles(triangles: "Triangles", *, progress: Callable[[float], None] = lambda percent: None) -> Examined:
    """Everything about a mesh that is already here; raises ``MeshError``."""
    report = analysis.examine(triangles).report
    progress(90)
    return Examined(
        report=report,
        metrics=measured.to_json(report.metrics),
        findings=[summary(finding) for finding in report.findings],
        overlay=[overlay(finding, triangles) for finding in report.findings if finding.faces],
    )


def summary(finding: Finding) -> dict[str, Any]:
    """A finding without its faces."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "facts": finding.facts,
        "faces": len(finding.faces),
    }


def overlay(finding: Finding, triangles: "Triangles") -> dict[str, Any]:
    """The faces of a finding as nine coordinates each, at most ``OVERLAY_FACES`` of them, evenly thinned."""
    step = -(-len(finding.faces) // OVERLAY_FACES)
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "positions": triangles.positions(finding.faces[::step]),
    }
