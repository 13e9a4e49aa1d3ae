"""Powder bed (SLS): one part's share of a full build; no supports, aged powder is replaced."""

from __future__ import annotations

from math import ceil

from strato.printing.mesh.facts import MeshMetrics
from strato.printing.quoting.settings import PowderMachine, PrintEstimate, PrintSettings, Technology

VERSION = "powder-1"


def estimate_powder(metrics: MeshMetrics, settings: PrintSettings, machine: PowderMachine) -> PrintEstimate:
    """Sintered mass plus the part's share of refreshed powder; its own laser time plus its share of recoating, warm-up and cooling.

    A build is shared: a part claims as much of it as its volume divided by the usual packing density. Not calibrated: bands are None.
    """
    scale = settings.scale
    volume = metrics.volume_mm3 * scale**3
    height = max(metrics.size_mm[2] * scale, settings.layer_height_mm)
    layers = max(1, ceil(height / settings.layer_height_mm - 1e-6))
    claimed = volume / machine.packing_density  # of the build, loose powder included
    refreshed = max(claimed - volume, 0.0) * machine.bulk_density_ratio * machine.refresh_share
    to_mg = settings.density_g_cm3 * machine.mass_correction
    parts = {"body": round(volume * to_mg), "powder": round(refreshed * to_mg)}
    build_mm3 = machine.build_area_mm2 * height
    share = min(claimed / build_mm3, 1.0)
    hatch = volume / settings.layer_height_mm / machine.hatch_spacing_mm / machine.hatch_speed
    outline = metrics.wall_area_mm2 * scale**2 / settings.layer_height_mm / machine.outline_speed
    shared = layers * machine.recoat_seconds + machine.warmup_seconds + machine.cooldown_seconds
    return PrintEstimate(
        technology=Technology.SLS,
        mass_mg=sum(parts.values()),
        support_mg=0,
        seconds=max(1, round((hatch + outline + share * shared) * machine.time_correction)),
        layers=layers,
        estimator=VERSION,
        parts_mg=parts,
    )
