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
    support_interface_mm: float
    outer_time: float
    wall_time: float
    solid_time: float
    infill_time: float
    bridge_time: float
    support_time: float
    agility: float  # share of the acceleration that a line is driven with
    wave: float  # length of a straight piece of infill, in units of the distance between its lines
    turn_time: float
    wall_travels: float  # per outline and layer
    fill_travels: float
    layer_seconds: float
    cooling: float
    first_time: float
    start_seconds: float
    mass_band: float
    time_band: float
    supports_mass_band: float
    supports_time_band: float


VERSION = "filament-1"

# -- fitted: 780 PrusaSlicer 2.5.0 slices: 71 models, 11 profiles
FILAMENT = FilamentCoefficients(
    wall_width=1.0428,
    skin_area=1.0484,
    skin_margin_mm=0.080638,
    skin_volume=1.0126,
    infill_volume=0.92284,
    anchor=0.39935,
    skirt_reach=1.2,
    support_density=0.22388,
    support_interface_mm=0.77943,
    outer_time=0.99785,
    wall_time=1.1805,
    solid_time=0.93263,
    infill_time=1.7014,
    bridge_time=1.8611,
    support_time=1.3845,
    agility=0.57737,
    wave=24.074,
    turn_time=0.59686,
    wall_travels=2.868,
    fill_travels=14.029,
    layer_seconds=0.43728,
    cooling=1.1198,
    first_time=1.1955,
    start_seconds=18.082,
    mass_band=0.068,
    time_band=0.164,
    supports_mass_band=0.235,
    supports_time_band=0.254,
)
