"""Grams and seconds of a filament print: what walls, skins, infill and supports take, without slicing.

A layer of cross-section A and outline P holds walls as a band of width W along the outline (inside it remains A - PW + pi W2 per
island less per hole: Steiner's formula for offset curves), skins under what faces up and above what faces down, infill in the rest.
Time is path over speed, a toll for every brake and every loop, and the wait that small layers need to cool.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, pi

import numpy as np

from strato.printing.mesh.facts import MeshMetrics
from strato.printing.quoting.coefficients import FILAMENT, VERSION, FilamentCoefficients
from strato.printing.quoting.layers import Layers, Recipe, layers_of, recipe_of
from strato.printing.quoting.settings import FilamentMachine, PrintEstimate, PrintSettings, Technology
from strato.printing.quoting.slabs import Floats, slabs_of

SMALL_LOOP_MM = 40.0  # slicers take loops shorter than this at the speed of the outer wall
LEAST_SKIRT_MM3 = 9.6  # four millimeters of filament, to prime the nozzle
PURPOSES = ("walls", "skin", "infill", "support", "skirt")


@dataclass(frozen=True, slots=True)
class Areas:
    """How a layer of each slab is shared, in mm2; ``outside`` is the length of its infill's outline in mm."""

    walls: Floats
    inner: Floats
    skin: Floats
    infill: Floats
    outside: Floats


def share_layer(layers: Layers, recipe: Recipe, fit: FilamentCoefficients) -> Areas:
    """Walls first, then skins in what they leave, infill in the rest."""
    width = recipe.walls * recipe.spacing * fit.wall_width
    inner = _inside_walls(layers, width)
    exposed = layers.top + layers.bottom
    margin = np.minimum(4 * np.sqrt(exposed), layers.outline) * fit.skin_margin_mm
    skin = np.minimum(inner, exposed * fit.skin_area + margin)
    infill = inner - skin
    outside = layers.outline * np.sqrt(inner / layers.section) * infill / np.maximum(inner, 1e-9)
    return Areas(walls=layers.section - inner, inner=inner, skin=skin, infill=infill, outside=outside)


def _inside_walls(layers: Layers, width: Floats) -> Floats:
    """Area left inside a band of ``width`` along the outline."""
    band = width * layers.outline / layers.section
    bodies = layers.islands - layers.holes
    roundness = np.clip(4 * pi * layers.section * bodies / layers.outline**2, 0.0, 1.0)
    disk = np.maximum(1 - band / 2, 0.0) ** 2
    strip = np.maximum(1 - band, 0.0)
    surplus = np.maximum(-bodies, 0.0) * pi * width**2
    inner: Floats = np.maximum(layers.section * (roundness * disk + (1 - roundness) * strip) - surplus, 0.0)
    return inner


def volumes(layers: Layers, recipe: Recipe, areas: Areas, fit: FilamentCoefficients) -> dict[str, Floats]:
    """Extruded mm3 of each slab by purpose; purge and skirt fall into the slabs of the first layer."""
    depth = layers.count * recipe.height
    open_infill = (recipe.density > 0) & (recipe.density < 1)
    anchors = areas.outside * recipe.spacing * fit.anchor * open_infill
    loop = 2 * pi * (np.sqrt(layers.section / pi) * fit.skirt_reach + 3.0)
    rounds = np.minimum(recipe.skirt_layers, layers.total)
    skirt = (
        (np.maximum(loop * recipe.spacing * recipe.height, LEAST_SKIRT_MM3) * rounds + recipe.purge_mm3)
        * layers.first
        * layers.count
    )
    return {
        "walls": areas.walls * depth,
        "skin": areas.skin * depth * fit.skin_volume,
        "infill": np.minimum(areas.infill * recipe.density * fit.infill_volume + anchors, areas.infill) * depth,
        "support": _support(layers, recipe, fit) * depth,
        "skirt": skirt,
    }


def _support(layers: Layers, recipe: Recipe, fit: FilamentCoefficients) -> Floats:
    """Extruded area of a layer's supports: thin columns, and a dense interface under what they hold."""
    interface = layers.contact * fit.support_interface_mm / (layers.count * recipe.height)
    area: Floats = layers.support * fit.support_density + interface
    return area


def layer_seconds(layers: Layers, recipe: Recipe, areas: Areas, fit: FilamentCoefficients) -> Floats:
    """Seconds of one layer of each slab."""
    wall = areas.walls / recipe.spacing
    outer = np.minimum(layers.outline, wall)
    top = np.minimum(areas.skin, layers.top / np.maximum(recipe.top_layers, 1)) / recipe.spacing
    bridge = np.minimum(areas.skin, layers.hanging / np.maximum(recipe.bottom_layers, 1)) / recipe.spacing
    solid = np.maximum(areas.skin / recipe.spacing - top - bridge, 0.0)
    infill = (areas.infill * recipe.density) / recipe.spacing
    support = _support(layers, recipe, fit) / recipe.spacing
    chord = pi * layers.section / layers.outline
    wave = 1 / (1 / chord + recipe.density / (recipe.spacing * fit.wave))
    small = layers.outline < SMALL_LOOP_MM * np.maximum(layers.islands + layers.holes, 1)
    wall_speed = np.minimum(
        np.where(small, np.minimum(recipe.outer_speed, recipe.wall_speed), recipe.wall_speed), recipe.flow_speed
    )
    agility = recipe.acceleration * fit.agility
    filled = areas.inner / (areas.inner + 0.1 * layers.section)
    travels = (layers.islands + layers.holes) * (fit.wall_travels + fit.fill_travels * filled)
    seconds = (
        outer * fit.outer_time / np.minimum(recipe.outer_speed, recipe.flow_speed)
        + (wall - outer) * fit.wall_time / wall_speed
        + solid * fit.solid_time * _pace(chord, np.minimum(recipe.solid_speed, recipe.flow_speed), agility)
        + top * fit.solid_time * _pace(chord, np.minimum(recipe.top_speed, recipe.flow_speed), agility)
        + bridge * fit.bridge_time / recipe.bridge_speed
        + infill * fit.infill_time * _pace(wave, np.minimum(recipe.infill_speed, recipe.flow_speed), agility)
        + support * fit.support_time / recipe.support_speed
        + layers.turns
        * fit.turn_time
        * (recipe.outer_speed + (recipe.walls - 1) * recipe.wall_speed)
        / recipe.acceleration
        + travels * recipe.retract_seconds
        + fit.layer_seconds
        + recipe.retract_seconds
    )
    path = wall + solid + top + bridge + infill + support
    cooled: Floats = np.maximum(seconds, np.minimum(recipe.minimum_seconds * fit.cooling, path / recipe.slowest_speed))
    slow = (wall + areas.inner / recipe.spacing) / recipe.first_speed * fit.first_time
    return cooled + layers.first * np.maximum(slow - cooled, 0.0)


def _pace(chord: Floats, speed: Floats, acceleration: Floats) -> Floats:
    """Seconds per mm of straight lines of length ``chord`` that start and end at rest."""
    cruising = 1 / speed + speed / (acceleration * chord)
    pace: Floats = np.where(chord >= speed * speed / acceleration, cruising, 2 / np.sqrt(acceleration * chord))
    return pace


def estimate_filament(
    metrics: MeshMetrics, settings: PrintSettings, machine: FilamentMachine, fit: FilamentCoefficients = FILAMENT
) -> PrintEstimate:
    """Grams and seconds of one piece on a filament printer."""
    slabs = slabs_of(metrics, settings.scale)
    layers, recipe = layers_of(slabs, settings), recipe_of(settings, machine)
    areas = share_layer(layers, recipe, fit)
    mm3 = volumes(layers, recipe, areas, fit)
    to_mg = settings.density_g_cm3 * machine.mass_correction  # mm3 x g/cm3 = mg
    parts = {name: round(float(mm3[name].sum()) * to_mg) for name in PURPOSES}
    printing = float(layer_seconds(layers, recipe, areas, fit) @ layers.count)
    seconds = (printing + fit.start_seconds + machine.start_seconds) * machine.time_correction
    return PrintEstimate(
        technology=Technology.FDM,
        mass_mg=sum(parts.values()),
        support_mg=parts["support"],
        seconds=max(1, round(seconds)),
        layers=max(1, ceil(slabs.height / settings.layer_height_mm - 1e-6)),
        estimator=VERSION,
        mass_band=fit.supports_mass_band if settings.supports else fit.mass_band,
        time_band=fit.supports_time_band if settings.supports else fit.time_band,
        parts_mg=parts,
    )
