"""What the checks look at, and how they name faces."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from strato.printing.mesh.bodies import Bodies
from strato.printing.mesh.facts import MeshMetrics
from strato.printing.mesh.topology import Connections
from strato.printing.mesh.triangles import Triangles
from strato.printing.mesh.walls import WallSurvey

MAX_FACES = 10_000
"""Faces named by one finding; more are thinned out evenly."""

Facts = dict[str, float | int | str]


@dataclass(frozen=True, slots=True)
class Subject:
    """One model and everything measured on it. ``inside_out``: its volume is negative as a whole."""

    triangles: Triangles
    metrics: MeshMetrics
    connections: Connections
    bodies: Bodies
    walls: WallSurvey
    inside_out: bool
    repairable: bool

    @property
    def outward(self) -> float:
        return -1.0 if self.inside_out else 1.0


def named(faces: NDArray[Any]) -> tuple[int, ...]:
    """Triangle indices for an overlay, at most ``MAX_FACES`` of them."""
    step = -(-len(faces) // MAX_FACES) or 1
    return tuple(int(face) for face in faces[::step])
