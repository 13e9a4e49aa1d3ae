"""What a print takes and when it is ready: grams, minutes, lead time, and which printers can do it. Pure."""

from strato.printing.quoting.estimate import estimate, standard_machine
from strato.printing.quoting.lead_time import Hours, LeadTime, NoPrinter, lead_time
from strato.printing.quoting.learning import UNKNOWN_BUFFER_MINUTES, learn_buffer, learn_correction
from strato.printing.quoting.matching import (
    LabCapabilities,
    Match,
    PrinterFacts,
    Reason,
    Requirements,
    Stock,
    fits,
    fits_lying,
    match,
)
from strato.printing.quoting.materials import Filament, filament_of
from strato.printing.quoting.settings import (
    FilamentMachine,
    MachineProfile,
    PowderMachine,
    PrintEstimate,
    PrintSettings,
    ResinMachine,
    Technology,
)

__all__ = [
    "UNKNOWN_BUFFER_MINUTES",
    "Filament",
    "FilamentMachine",
    "Hours",
    "LabCapabilities",
    "LeadTime",
    "MachineProfile",
    "Match",
    "NoPrinter",
    "PowderMachine",
    "PrintEstimate",
    "PrintSettings",
    "PrinterFacts",
    "Reason",
    "Requirements",
    "ResinMachine",
    "Stock",
    "Technology",
    "estimate",
    "filament_of",
    "fits",
    "fits_lying",
    "lead_time",
    "learn_buffer",
    "learn_correction",
    "match",
    "standard_machine",
]
