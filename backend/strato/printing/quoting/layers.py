"""What one layer of each slab has to hold, before any coefficient enters: pure geometry of a model and its settings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from strato.printing.quoting.settings import FilamentMachine, PrintSettings
from strato.printing.quoting.slabs import Floats, Slabs


@dataclass(frozen=True, slots=True)
class Layers:
    """One entry per slab: how many layers it has, and the areas (mm2), lengths (mm) and counts of one of them.

    ``top`` and ``bottom`` are the areas within the skin below something that faces up, and above something that faces down;
    ``hanging`` is the part of ``bottom`` that lies on air, not on the plate; ``first`` is the share of the first layer in the slab;
    ``total`` is the number of layers of the whole print; ``support`` is the area of the columns, ``contact`` what they hold up in the slab.
    """

    count: Floats
    section: Floats
    outline: Floats
    islands: Floats
    holes: Floats
    turns: Floats
    top: Floats
    bottom: Floats
    hanging: Floats
    support: Floats
    contact: Floats
    first: Floats
    total: Floats


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings and machine as numbers for the sums; an entry per slab when many prints are computed at once (mm, s)."""

    height: Floats
    spacing: Floats
    walls: Floats
    density: Floats
    top_layers: Floats
    bottom_layers: Floats
    minimum_seconds: Floats
    flow_speed: Floats
    outer_speed: Floats
    wall_speed: Floats
    infill_speed: Floats
    solid_speed: Floats
    top_speed: Floats
    bridge_speed: Floats
    support_speed: Floats
    first_speed: Floats
    slowest_speed: Floats
    acceleration: Floats
    retract_seconds: Floats
    purge_mm3: Floats
    skirt_layers: Floats


def recipe_of(settings: PrintSettings, machine: FilamentMachine) -> Recipe:
    """The numbers of one print."""
    values = {
        "height": settings.layer_height_mm,
        "spacing": settings.spacing_mm,
        "walls": settings.wall_count,
        "density": settings.infill_percent / 100,
        "top_layers": settings.top_skin_layers,
        "bottom_layers": settings.bottom_skin_layers,
        "minimum_seconds": settings.minimum_layer_seconds,
        "flow_speed": settings.flow_limit_mm3_s / (settings.spacing_mm * settings.layer_height_mm),
        "outer_speed": machine.outer_wall_speed,
        "wall_speed": machine.wall_speed,
        "infill_speed": machine.infill_speed,
        "solid_speed": machine.solid_speed,
        "top_speed": machine.top_speed,
        "bridge_speed": machine.bridge_speed,
        "support_speed": machine.support_speed,
        "first_speed": machine.first_layer_speed,
        "slowest_speed": machine.slowest_speed,
        "acceleration": machine.acceleration,
        "retract_seconds": machine.retract_seconds,
        "purge_mm3": machine.purge_mm3,
        "skirt_layers": machine.skirt_layers,
    }
    return Recipe(**{name: np.array([value], dtype=float) for name, value in values.items()})


def layers_of(slabs: Slabs, settings: PrintSettings) -> Layers:
    """The layers of a model at these settings."""
    height = settings.layer_height_mm
    top = _window(slabs, slabs.top, slabs.flats[:, [0, 1]], below=settings.top_skin_layers * height)
    on_air = slabs.flats[:, 0] > height / 2
    down = settings.bottom_skin_layers * height
    hanging = _window(slabs, slabs.bottom, slabs.flats[on_air][:, [0, 2]], above=down)
    resting = _window(slabs, np.zeros_like(slabs.bottom), slabs.flats[~on_air][:, [0, 2]], above=down)
    return Layers(
        count=slabs.thickness / height,
        section=np.maximum(slabs.area, 1e-9),
        outline=np.maximum(slabs.outline, 1e-9),
        islands=slabs.islands,
        holes=slabs.holes,
        turns=slabs.turns,
        top=top,
        bottom=hanging + resting,
        hanging=hanging,
        support=_held_up(slabs) * settings.supports,
        contact=slabs.overhang * settings.supports,
        first=_overlap(slabs, 0.0, height),
        total=np.full_like(slabs.area, slabs.height / height),
    )


def _window(slabs: Slabs, sloped: Floats, flats: Floats, *, below: float = 0.0, above: float = 0.0) -> Floats:
    """Projected area of the faces from which each slab is at most ``below`` down or ``above`` up, averaged over the slab."""
    middles = (slabs.edges[:-1] + slabs.edges[1:]) / 2
    sums = np.concatenate([[0.0], np.cumsum(sloped)])
    area: Floats = np.interp(middles + below, slabs.edges, sums) - np.interp(middles - above, slabs.edges, sums)
    for at, facing in flats:
        area = area + facing * _overlap(slabs, at - below, at + above)
    return area


def _overlap(slabs: Slabs, low: float, high: float) -> Floats:
    """Share of each slab between two heights."""
    inside = np.minimum(slabs.edges[1:], high) - np.maximum(slabs.edges[:-1], low)
    share: Floats = np.maximum(inside, 0.0) / slabs.thickness
    return share


def _held_up(slabs: Slabs) -> Floats:
    """Area of the columns under everything above that needs support, as far as the part itself leaves room for them."""
    column = slabs.overhang.sum() - np.cumsum(slabs.overhang) + slabs.overhang / 2
    room = np.maximum(slabs.footprint_mm2 - slabs.area, 0.0)
    held: Floats = np.clip(column, 0.0, room)
    return held
