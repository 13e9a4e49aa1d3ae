"""What an estimate is made of: the customer's settings, the machine that would print, and the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, pi


class Technology(StrEnum):
    FDM = "fdm"
    SLA = "sla"
    SLS = "sls"


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How one model is to be printed.

    ``density_g_cm3``, ``minimum_layer_seconds`` and ``flow_limit_mm3_s`` belong to the material; ``scale`` is uniform.
    ``infill_percent``, ``wall_count`` and ``nozzle_mm`` speak of filament only; ``hollow_wall_mm`` of resin only (None = solid).
    """

    technology: Technology = Technology.FDM
    density_g_cm3: float = 1.24
    layer_height_mm: float = 0.2
    infill_percent: float = 15.0
    wall_count: int = 2
    supports: bool = False
    nozzle_mm: float = 0.4
    line_width_mm: float | None = None
    top_skin_mm: float = 1.0
    bottom_skin_mm: float = 0.8
    top_layers: int | None = None
    bottom_layers: int | None = None
    minimum_layer_seconds: float = 15.0
    flow_limit_mm3_s: float = 15.0
    nozzle_celsius: int = 210
    bed_celsius: int = 60
    scale: float = 1.0
    hollow_wall_mm: float | None = None

    def __post_init__(self) -> None:
        positive = (self.density_g_cm3, self.layer_height_mm, self.nozzle_mm, self.scale, self.flow_limit_mm3_s)
        if min(positive) <= 0 or not 0 <= self.infill_percent <= 100 or self.wall_count < 0:
            raise ValueError(
                "density, layer height, nozzle, flow and scale are positive; infill is 0..100 %; walls are not negative"
            )

    @property
    def width_mm(self) -> float:
        """Extruded width of one line; slicers print a little wider than the nozzle."""
        return self.line_width_mm or self.nozzle_mm * 1.125

    @property
    def spacing_mm(self) -> float:
        """Distance of neighboring lines: a line is a rectangle with round sides, and the round sides overlap."""
        return self.width_mm - self.layer_height_mm * (1 - pi / 4)

    @property
    def top_skin_layers(self) -> int:
        return self.top_layers if self.top_layers is not None else ceil(self.top_skin_mm / self.layer_height_mm - 1e-9)

    @property
    def bottom_skin_layers(self) -> int:
        return (
            self.bottom_layers
            if self.bottom_layers is not None
            else ceil(self.bottom_skin_mm / self.layer_height_mm - 1e-9)
        )


@dataclass(frozen=True, slots=True)
class FilamentMachine:
    """Speeds in mm/s, acceleration in mm/s2; the defaults are those of a careful bed-slinger.

    ``retract_seconds`` is what one travel costs on top of its way: retraction there and back, and the lift of the nozzle.

    ``time_correction`` and ``mass_correction`` are learned from finished runs of this very printer (see ``learn_correction``).
    """

    outer_wall_speed: float = 25.0
    wall_speed: float = 45.0
    infill_speed: float = 80.0
    solid_speed: float = 80.0
    top_speed: float = 40.0
    bridge_speed: float = 25.0
    support_speed: float = 50.0
    first_layer_speed: float = 20.0
    travel_speed: float = 180.0
    slowest_speed: float = 15.0
    acceleration: float = 1000.0
    retract_seconds: float = 0.05
    build_mm: tuple[float, float, float] = (250.0, 210.0, 210.0)
    start_seconds: float = 0.0
    purge_mm3: float = 0.0
    skirt_layers: int = 3
    time_correction: float = 1.0
    mass_correction: float = 1.0


@dataclass(frozen=True, slots=True)
class ResinMachine:
    """A vat printer exposes whole layers: time is layers x (exposure + peel), whatever the shape."""

    exposure_seconds: float = 2.5
    peel_seconds: float = 6.5
    bottom_layers: int = 6
    bottom_exposure_seconds: float = 30.0
    start_seconds: float = 120.0
    time_correction: float = 1.0
    mass_correction: float = 1.0


@dataclass(frozen=True, slots=True)
class PowderMachine:
    """A powder bed: every layer costs a recoat and a warm-up, plus the laser over its area and outline.

    ``packing_density`` is the share of the build that is parts: the slice of a shared build that one part pays for is its
    volume divided by it. ``refresh_share`` is the powder that is aged and must be replaced.
    """

    recoat_seconds: float = 12.0
    hatch_speed: float = 2500.0
    hatch_spacing_mm: float = 0.15
    outline_speed: float = 1200.0
    build_area_mm2: float = 165.0 * 165.0
    packing_density: float = 0.10
    refresh_share: float = 0.5
    bulk_density_ratio: float = 0.47
    warmup_seconds: float = 3600.0
    cooldown_seconds: float = 7200.0
    time_correction: float = 1.0
    mass_correction: float = 1.0


MachineProfile = FilamentMachine | ResinMachine | PowderMachine


@dataclass(frozen=True, slots=True)
class PrintEstimate:
    """Material and machine time of one piece. Masses are whole milligrams and include supports, skirt and purge.

    ``mass_band`` and ``time_band`` are the relative errors that nine of ten held-out models stayed within (0.10 = 10 %);
    None where nothing was measured. ``parts_mg`` splits the mass by purpose; it sums to ``mass_mg``.
    """

    technology: Technology
    mass_mg: int
    support_mg: int
    seconds: int
    layers: int
    estimator: str
    mass_band: float | None = None
    time_band: float | None = None
    parts_mg: dict[str, int] = field(default_factory=dict)

    @property
    def grams(self) -> float:
        return self.mass_mg / 1000

    @property
    def minutes(self) -> int:
        """Whole minutes, never below one."""
        return max(1, ceil(self.seconds / 60))
