"""The one question: what does this piece take on this machine?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from strato.core.later import later
from strato.printing.mesh.facts import MeshMetrics
from strato.printing.quoting.powder import estimate_powder
from strato.printing.quoting.resin import estimate_resin
from strato.printing.quoting.settings import (
    FilamentMachine,
    MachineProfile,
    PowderMachine,
    PrintEstimate,
    PrintSettings,
    ResinMachine,
    Technology,
)

if TYPE_CHECKING:
    from strato.printing.quoting import filament
else:
    filament = later("strato.printing.quoting.filament")


def standard_machine(technology: Technology) -> MachineProfile:
    """An ordinary machine of a technology, for quotes before a printer is chosen."""
    machines: dict[Technology, MachineProfile] = {
        Technology.FDM: FilamentMachine(),
        Technology.SLA: ResinMachine(),
        Technology.SLS: PowderMachine(),
    }
    return machines[technology]


def estimate(metrics: MeshMetrics, settings: PrintSettings, machine: MachineProfile | None = None) -> PrintEstimate:
    """Mass and machine time of one piece; ``machine`` must be of the settings' technology."""
    chosen = machine or standard_machine(settings.technology)
    match chosen, settings.technology:
        case FilamentMachine(), Technology.FDM:
            return filament.estimate_filament(metrics, settings, chosen)
        case ResinMachine(), Technology.SLA:
            return estimate_resin(metrics, settings, chosen)
        case PowderMachine(), Technology.SLS:
            return estimate_powder(metrics, settings, chosen)
    raise ValueError(f"a {type(chosen).__name__} does not print {settings.technology}")
