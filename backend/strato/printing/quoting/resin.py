"""Resin (SLA, MSLA): the part's own volume plus struts, and the same time for every layer."""

from __future__ import annotations

from math import ceil

from strato.printing.mesh.facts import MeshMetrics
from strato.printing.quoting.settings import PrintEstimate, PrintSettings, ResinMachine, Technology

VERSION = "resin-1"
STRUT_SHARE = 0.04  # struts and their tips fill about this share of the column under what they hold
RAFT_MM3_PER_MM2 = 1.0  # a raft of one millimeter under the part's footprint
CLINGING_MM3_PER_MM2 = 0.05  # resin that stays wet on the surface and goes into the wash


def estimate_resin(metrics: MeshMetrics, settings: PrintSettings, machine: ResinMachine) -> PrintEstimate:
    """Volume (or a hollow shell of it), struts, raft and the film that clings; seconds = layers x (exposure + peel).

    Not calibrated against a slicer: the bands are None. A support lifts the part by 5 mm.
    """
    scale = settings.scale
    solid = metrics.volume_mm3 * scale**3
    area = metrics.area_mm2 * scale**2
    body = solid if settings.hollow_wall_mm is None else min(solid, area * settings.hollow_wall_mm)
    footprint = metrics.size_mm[0] * metrics.size_mm[1] * scale**2
    struts = (
        metrics.support_volume_mm3 * scale**3 * STRUT_SHARE + footprint * RAFT_MM3_PER_MM2 if settings.supports else 0.0
    )
    to_mg = settings.density_g_cm3 * machine.mass_correction
    parts = {
        "body": round(body * to_mg),
        "support": round(struts * to_mg),
        "clinging": round(area * CLINGING_MM3_PER_MM2 * to_mg),
    }
    height = metrics.size_mm[2] * scale + (5.0 if settings.supports else 0.0)
    layers = max(1, ceil(height / settings.layer_height_mm - 1e-6))
    bottom = min(machine.bottom_layers, layers)
    exposure = bottom * machine.bottom_exposure_seconds + (layers - bottom) * machine.exposure_seconds
    seconds = machine.start_seconds + exposure + layers * machine.peel_seconds
    return PrintEstimate(
        technology=Technology.SLA,
        mass_mg=sum(parts.values()),
        support_mg=parts["support"],
        seconds=max(1, round(seconds * machine.time_correction)),
        layers=layers,
        estimator=VERSION,
        parts_mg=parts,
    )
