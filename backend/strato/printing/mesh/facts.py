"""What the mesh room says about a model: frozen values that the rest of the house reads."""

from dataclasses import dataclass
from enum import StrEnum

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class SectionProfile:
    """The model cut into horizontal slabs from the plate up; made by ``mesh.sections.section_profile``.

    ``levels_mm`` are the n + 1 heights above the plate; ``area_mm2`` and ``perimeter_mm`` the mean cross-section and outline
    of each slab; ``top_mm2`` and ``bottom_mm2`` the projected area of sloped faces that a wall does not hide (dA*(|nz| - 0.3|nxy|));
    ``overhang_mm2`` the projected area that needs support. Horizontal faces are apart: ``flats`` are (height, facing up, facing down).
    ``islands``, ``holes`` and ``turns`` count the outer outlines, the inner ones and their sharp turns in a cut through each slab (empty: not counted).
    """

    levels_mm: tuple[float, ...]
    area_mm2: tuple[float, ...]
    perimeter_mm: tuple[float, ...]
    top_mm2: tuple[float, ...]
    bottom_mm2: tuple[float, ...]
    overhang_mm2: tuple[float, ...]
    flats: tuple[tuple[float, float, float], ...]
    islands: tuple[int, ...] = ()
    holes: tuple[int, ...] = ()
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MeshMetrics:
    """One pass over the triangles, in the orientation of the file (z up, build plate at the lowest point).

    ``volume_mm3`` is the signed-tetrahedron volume (absolute value); ``flat_area_mm2`` sums dA*|nz| (seen from above
    and below), ``wall_area_mm2`` sums dA*sqrt(nx^2+ny^2); ``overhang_area_mm2`` counts faces that point down more than
    45 degrees beyond the vertical and do not lie on the plate; ``support_volume_mm3`` is the column under them down to the plate.
    """

    triangles: int
    bodies: int
    volume_mm3: float
    area_mm2: float
    flat_area_mm2: float
    wall_area_mm2: float
    overhang_area_mm2: float
    plate_area_mm2: float
    support_volume_mm3: float
    lower_corner_mm: Vector
    upper_corner_mm: Vector
    sections: SectionProfile | None = None

    @property
    def size_mm(self) -> Vector:
        low, high = self.lower_corner_mm, self.upper_corner_mm
        return (high[0] - low[0], high[1] - low[1], high[2] - low[2])


class Severity(StrEnum):
    MUST_FIX = "must_fix"
    RISK = "risk"
    INFO = "info"


FINDINGS = (
    "triangle_soup", "not_watertight", "no_volume", "mixed_normals", "inverted_normals", "non_manifold_edges",
    "degenerate_faces", "tiny", "huge", "unit_suspicion", "too_large", "loose_shells", "trapped_volume",
    "overlapping_bodies", "thin_walls", "narrow_gaps", "overhangs", "topples", "small_footprint",
)  # fmt: skip
"""Every code that a finding can have; docs/reference/model-checks.md explains each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the manufacturability report. ``code`` is stable; ``facts`` are the numbers its sentence needs."""

    code: str  # one of FINDINGS
    severity: Severity
    facts: dict[str, float | int | str]
    faces: tuple[int, ...] = ()  # triangle indices, for the overlay; may be a sample


@dataclass(frozen=True, slots=True)
class Topology:
    watertight: bool
    consistent_normals: bool
    bodies: int
    open_edges: int
    non_manifold_edges: int
    degenerate_faces: int


@dataclass(frozen=True, slots=True)
class ModelReport:
    """Everything that the analysis of one file found."""

    format: str  # "stl-binary", "stl-ascii", "obj", "3mf"
    unit: str  # of the file: "mm" unless the file says otherwise; the numbers above are already in mm
    metrics: MeshMetrics
    topology: Topology
    thinnest_wall_mm: float | None
    findings: tuple[Finding, ...]
