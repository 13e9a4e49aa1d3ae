"""Grams and seconds of a filament print, from slabs: what walls, skins, infill and supports take, without slicing.

A slab of cross-section A and outline P holds walls as a band of width W along the outline, A - PW + pi W2 for one round body (the
inner part of an offset curve, Steiner's formula), skins under what faces up and above what faces down, and infill in the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, pi

import numpy as np

from strato.printing.mesh.facts import MeshMetrics
from strato.printing.quoting.coefficients import FILAMENT, VERSION, FilamentCoefficients
from strato.printing.quoting.settings import FilamentMachine, PrintEstimate, PrintSettings, Technology
from strato.printing.quoting.slabs import Floats, Slabs, slabs_of

FILAMENT_AREA_MM2 = pi * 1.75**2 / 4


@dataclass(frozen=True, slots=True)
class LayerAreas:
    """What one layer of each slab is made of, in mm2, and how many layers the slab has."""

    layers: Floats
    section: Floats
    outline: Floats
    walls: Floats
    inner: Floats
    skin: Floats
    top_skin: Floats
    infill: Floats
    support: Floats


def layer_areas(slabs: Slabs, settings: PrintSettings, fit: FilamentCoefficients) -> LayerAreas:
    section = np.maximum(slabs.area, 1e-9)
    outline = np.maximum(slabs.outline, 1e-9)
    inner = _inside_walls(section, outline, settings.wall_count * settings.spacing_mm * fit.wall_width, fit.roundness)
    top, bottom = _skins(slabs, settings)
    skin = np.minimum(inner, fit.skin_area * (top + bottom))
    return LayerAreas(
        layers=slabs.thickness / settings.layer_height_mm,
        section=section,
        outline=outline,
        walls=section - inner,
        inner=inner,
        skin=skin,
        top_skin=np.minimum(skin, top / max(settings.top_skin_layers, 1)),
        infill=inner - skin,
        support=_support(slabs) if settings.supports else np.zeros_like(section),
    )


def _inside_walls(section: Floats, outline: Floats, width: float, roundness: float) -> Floats:
    """Area left inside a band of ``width`` along the outline: between a thin strip (A - PW) and a disk (A (1 - PW / 2A)2)."""
    band = width * outline / section
    round_share = np.minimum(4 * pi * section / outline**2, 1.0) ** roundness
    disk = np.maximum(1 - band / 2, 0.0) ** 2
    strip = np.maximum(1 - band, 0.0)
    inner: Floats = section * (round_share * disk + (1 - round_share) * strip)
    return inner


def _skins(slabs: Slabs, settings: PrintSettings) -> tuple[Floats, Floats]:
    """Area in each slab that lies within the top skin below faces that face up, and within the bottom skin above those facing down."""
    height = settings.layer_height_mm
    up = settings.top_skin_layers * height
    down = settings.bottom_skin_layers * height
    middles = (slabs.edges[:-1] + slabs.edges[1:]) / 2
    top_sum = np.concatenate([[0.0], np.cumsum(slabs.top)])
    bottom_sum = np.concatenate([[0.0], np.cumsum(slabs.bottom)])
    top = np.interp(middles + up, slabs.edges, top_sum) - np.interp(middles, slabs.edges, top_sum)
    bottom = np.interp(middles, slabs.edges, bottom_sum) - np.interp(middles - down, slabs.edges, bottom_sum)
    for at, facing_up, facing_down in slabs.flats:
        top = top + facing_up * _overlap(slabs, at - up, at)
        bottom = bottom + facing_down * _overlap(slabs, at, at + down)
    return top, bottom


def _overlap(slabs: Slabs, low: float, high: float) -> Floats:
    """Share of each slab between two heights."""
    inside = np.minimum(slabs.edges[1:], high) - np.maximum(slabs.edges[:-1], low)
    share: Floats = np.maximum(inside, 0.0) / slabs.thickness
    return share


def _support(slabs: Slabs) -> Floats:
    """Area in each slab of the columns under everything above it that needs support."""
    column: Floats = slabs.overhang.sum() - np.cumsum(slabs.overhang) + slabs.overhang / 2
    return column


@dataclass(frozen=True, slots=True)
class Extrusion:
    """Volumes in mm3 by purpose."""

    walls: float
    skin: float
    infill: float
    support: float
    skirt: float

    @property
    def total(self) -> float:
        return self.walls + self.skin + self.infill + self.support + self.skirt


def extrusion(
    areas: LayerAreas, settings: PrintSettings, machine: FilamentMachine, fit: FilamentCoefficients
) -> Extrusion:
    depth = areas.layers * settings.layer_height_mm
    density = settings.infill_percent / 100
    return Extrusion(
        walls=float(areas.walls @ depth) * fit.wall_volume,
        skin=float(areas.skin @ depth) * fit.skin_volume,
        infill=float(areas.infill @ depth) * density * fit.infill_volume,
        support=float(areas.support @ depth) * fit.support_density,
        skirt=machine.purge_mm3
        + _skirt_mm(areas) * machine.skirt_layers * settings.spacing_mm * settings.layer_height_mm,
    )


def _skirt_mm(areas: LayerAreas) -> float:
    """Length of one loop around the part: about the outline of the widest layer's disk, 3 mm out."""
    return 2 * pi * (float(np.sqrt(areas.section.max() / pi)) * 1.2 + 3)


def seconds(areas: LayerAreas, settings: PrintSettings, machine: FilamentMachine, fit: FilamentCoefficients) -> float:
    """Machine time: path over speed with a toll for every turn of direction, slowed on small layers so that they can cool."""
    spacing = settings.spacing_mm
    wall = areas.walls / spacing
    outer = np.minimum(areas.outline, wall)
    chord = pi * areas.section / areas.outline
    density = settings.infill_percent / 100
    solid = np.maximum(areas.skin - areas.top_skin, 0.0) / spacing
    top = areas.top_skin / spacing
    infill = areas.infill * density / spacing
    support = areas.support * fit.support_density / spacing
    flow = settings.flow_limit_mm3_s / (settings.width_mm * settings.layer_height_mm)
    layer = (
        outer * fit.outer_time / min(machine.outer_wall_speed, flow)
        + (wall - outer) * fit.wall_time / min(machine.wall_speed, flow)
        + solid * fit.solid_time * _pace(chord, min(machine.solid_speed, flow), machine.acceleration * fit.agility)
        + top * fit.solid_time * _pace(chord, min(machine.top_speed, flow), machine.acceleration * fit.agility)
        + infill * fit.infill_time * _pace(chord, min(machine.infill_speed, flow), machine.acceleration * fit.agility)
        + support * fit.support_time / min(machine.support_speed, flow)
        + fit.layer_seconds
        + fit.travel_time * np.sqrt(areas.section) / machine.travel_speed
    )
    path = wall + solid + top + infill + support
    slowest: Floats = np.maximum(
        layer, np.minimum(settings.minimum_layer_seconds * fit.cooling, path / machine.slowest_speed)
    )
    first = (wall[0] + (areas.inner[0]) / spacing) / machine.first_layer_speed
    printing = float(slowest @ areas.layers) + max(float(first - slowest[0]), 0.0) * fit.first_layer
    return printing + fit.start_seconds + machine.start_seconds


def _pace(chord: Floats, speed: float, acceleration: float) -> Floats:
    """Seconds per mm of straight lines of length ``chord`` that start and end at rest."""
    reaches = chord >= speed * speed / acceleration
    cruising = 1 / speed + speed / (acceleration * chord)
    pace: Floats = np.where(reaches, cruising, 2 / np.sqrt(acceleration * chord))
    return pace


def estimate_filament(
    metrics: MeshMetrics, settings: PrintSettings, machine: FilamentMachine, fit: FilamentCoefficients = FILAMENT
) -> PrintEstimate:
    """Grams and seconds of one piece on a filament printer."""
    slabs = slabs_of(metrics, settings.scale)
    areas = layer_areas(slabs, settings, fit)
    volumes = extrusion(areas, settings, machine, fit)
    to_mg = settings.density_g_cm3 * machine.mass_correction  # mm3 x g/cm3 = mg
    parts = {name: round(getattr(volumes, name) * to_mg) for name in ("walls", "skin", "infill", "support", "skirt")}
    duration = seconds(areas, settings, machine, fit) * machine.time_correction
    return PrintEstimate(
        technology=Technology.FDM,
        mass_mg=sum(parts.values()),
        support_mg=parts["support"],
        seconds=max(1, round(duration)),
        layers=max(1, ceil(slabs.height / settings.layer_height_mm - 1e-6)),
        estimator=VERSION,
        mass_band=fit.supports_mass_band if settings.supports else fit.mass_band,
        time_band=fit.supports_time_band if settings.supports else fit.time_band,
        parts_mg=parts,
    )
