"""How filaments behave in a printer: heat, how fast they melt, how long a layer must rest. Typical values of data sheets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filament:
    """Temperatures of nozzle and bed in degrees Celsius, the flow that melts evenly in mm3/s, the least seconds of a layer."""

    nozzle_celsius: int
    bed_celsius: int
    flow_limit_mm3_s: float
    minimum_layer_seconds: float


ORDINARY = Filament(210, 60, 15.0, 15.0)

FILAMENTS = {
    "pla": ORDINARY,
    "petg": Filament(240, 85, 8.0, 15.0),
    "pctg": Filament(260, 85, 8.0, 15.0),
    "abs": Filament(250, 100, 11.0, 20.0),
    "asa": Filament(255, 105, 11.0, 20.0),
    "hips": Filament(235, 95, 11.0, 20.0),
    "tpu": Filament(225, 50, 3.0, 15.0),
    "pa": Filament(260, 80, 8.0, 20.0),
    "pc": Filament(270, 110, 8.0, 20.0),
    "pva": Filament(205, 60, 5.0, 20.0),
}


def filament_of(code: str) -> Filament:
    """The behavior of a material by its catalog code; a blend ("pla-cf", "tpu-95a") behaves like what it is named after."""
    return FILAMENTS.get(code.lower().split("-")[0], ORDINARY)
