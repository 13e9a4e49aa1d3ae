"""What the fit against a slicer gave; the numbers are written by `python -m benchmarks.estimate_accuracy --write`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilamentCoefficients:
    """Factors on what geometry says (near one), unless a unit is named; see ``filament`` for where each one enters.

    The bands are the relative errors that nine of ten left-out models stayed within.
    """

    wall_width: float
    skin_area: float
    skin_margin_mm: float
    skin_volume: float
    infill_volume: float
    anchor: float  # share of the infill's outline that is drawn once more to tie its lines
    skirt_reach: float
    support_density: float
    outer_time: float
    wall_time: float
    solid_time: float
    infill_time: float
    bridge_time: float
    support_time: float
    agility: float  # share of the acceleration that a line is driven with
    wave: float  # length of a straight piece of infill, in units of the distance between its lines
    turn_time: float
    loop_seconds: float
    travel_time: float
    layer_seconds: float
    cooling: float
    first_time: float
    start_seconds: float
    mass_band: float
    time_band: float
    supports_mass_band: float
    supports_time_band: float


VERSION = "filament-1"

# -- fitted: a first guess
FILAMENT = FilamentCoefficients(
    wall_width=1.0,
    skin_area=1.0,
    skin_margin_mm=0.1,
    skin_volume=1.0,
    infill_volume=0.94,
    anchor=0.4,
    skirt_reach=1.2,
    support_density=0.2,
    outer_time=0.9,
    wall_time=1.2,
    solid_time=0.76,
    infill_time=0.77,
    bridge_time=2.4,
    support_time=1.0,
    agility=0.18,
    wave=10.0,
    turn_time=0.6,
    loop_seconds=0.9,
    travel_time=0.2,
    layer_seconds=0.9,
    cooling=1.0,
    first_time=1.1,
    start_seconds=31.0,
    mass_band=0.1,
    time_band=0.2,
    supports_mass_band=0.2,
    supports_time_band=0.4,
)
