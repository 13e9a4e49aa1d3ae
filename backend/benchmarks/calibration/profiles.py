"""The settings that parts are sliced with: vendor presets of two printers, and our own configuration in its extremes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from benchmarks.calibration.presets import PresetBundle
from strato.printing.quoting.settings import FilamentMachine, PrintSettings
from strato.printing.slicer.template import configuration

MK3, MINI = "Original Prusa i3 MK3S & MK3S+", "Original Prusa MINI & MINI+"


@dataclass(frozen=True)
class Profile:
    """``settings`` and ``machine`` are what the estimator is told. With ``presets`` (printer, print, filament) the slicer gets
    the vendor's own configuration, changed by ``overrides``; without, it gets ours."""

    settings: PrintSettings
    machine: FilamentMachine
    presets: tuple[str, str, str] | None = None
    overrides: dict[str, str] = field(default_factory=dict)

    def ini(self) -> str:
        if self.presets is None:
            return configuration(self.settings, self.machine)
        return PresetBundle().flatten(*self.presets, **self.overrides)

    @property
    def center(self) -> str:
        width, depth, _ = self.machine.build_mm
        return f"{width / 2:g},{depth / 2:g}"


PLA = PrintSettings(top_layers=6, bottom_layers=4)
# Travels of the vendor's presets: 0.8 mm at 35 mm/s and a lift of 0.4 mm at 12 mm/s; 3.2 mm at 70 mm/s and 0.2 mm.
CAREFUL = FilamentMachine(retract_seconds=0.113)
SMALL = replace(
    CAREFUL,
    retract_seconds=0.125,
    outer_wall_speed=30,
    wall_speed=40,
    support_speed=40,
    travel_speed=150,
    build_mm=(180, 180, 180),
)
FAST = FilamentMachine(
    outer_wall_speed=80,
    wall_speed=120,
    infill_speed=200,
    solid_speed=180,
    top_speed=90,
    bridge_speed=40,
    support_speed=100,
    first_layer_speed=40,
    travel_speed=300,
    acceleration=5000,
)
OURS = FilamentMachine()
QUALITY = "0.20mm QUALITY @MK3"

PROFILES = {
    "pla-020-15": Profile(PLA, CAREFUL, (MK3, QUALITY, "Generic PLA")),
    "petg-020-40": Profile(
        replace(PLA, infill_percent=40, wall_count=3, density_g_cm3=1.27, flow_limit_mm3_s=8),
        CAREFUL,
        (MK3, QUALITY, "Generic PETG"),
        {"fill_density": "40%", "perimeters": "3"},
    ),
    "pla-030-draft": Profile(
        replace(PLA, layer_height_mm=0.3, infill_percent=20, top_layers=4, bottom_layers=3, line_width_mm=0.52),
        replace(CAREFUL, outer_wall_speed=35, wall_speed=50, infill_speed=85, support_speed=45),
        (MK3, "0.30mm DRAFT @MK3", "Generic PLA"),
        {"fill_pattern": "gyroid"},  # ours is always gyroid; the preset asks for a grid
    ),
    "mini-015-20": Profile(
        replace(PLA, layer_height_mm=0.15, infill_percent=20, top_layers=8, bottom_layers=5),
        SMALL,
        (MINI, "0.15mm QUALITY @MINI", "Generic PLA"),
        {"fill_density": "20%"},
    ),
    "pla-010-25": Profile(
        replace(PLA, layer_height_mm=0.1, infill_percent=25, wall_count=3, top_layers=9, bottom_layers=7),
        replace(CAREFUL, bridge_speed=20),
        (MK3, "0.10mm DETAIL @MK3", "Generic PLA"),
        {"fill_density": "25%"},
    ),
    "pla-020-15-supports": Profile(
        replace(PLA, supports=True),
        CAREFUL,
        (MK3, QUALITY, "Generic PLA"),
        {"support_material": "1", "support_material_auto": "1"},
    ),
    "own-020-20": Profile(PrintSettings(infill_percent=20), OURS),
    "own-fast-028-12": Profile(
        PrintSettings(layer_height_mm=0.28, infill_percent=12, minimum_layer_seconds=6, flow_limit_mm3_s=20), FAST
    ),
    "own-nozzle06-040-30": Profile(PrintSettings(nozzle_mm=0.6, layer_height_mm=0.4, infill_percent=30), OURS),
    "own-016-60-4": Profile(
        PrintSettings(layer_height_mm=0.16, infill_percent=60, wall_count=4), replace(SMALL, retract_seconds=0.05)
    ),
    "own-020-20-supports": Profile(PrintSettings(infill_percent=20, supports=True), OURS),
}
