"""The solids of the designs, made by manifold3d: closed by construction, standing on z = 0 as they are printed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import pi, radians, tan
from typing import Any

import numpy as np
from manifold3d import CrossSection, JoinType, Manifold, OpType

from strato.flows.gear.designs import Measures
from strato.flows.gear.errors import LetteringTooLong
from strato.flows.gear.lettering import CAP_HEIGHT, STROKE, line_of
from strato.printing.mesh.triangles import Triangles

SMOOTH = 96
"""Pieces of a full circle."""
RELIEF_MM = 0.8
RIM_MM = 1.2
MARGIN_MM = 1.6
"""Between letters and rim."""
STROKE_MM = 0.8
"""Two lines of a common nozzle: thinner strokes are lost."""
SMALLEST_EM_MM = STROKE_MM / STROKE
SECOND_LINE_MM = 9.0
GAP = 0.35
"""Between two lines, in em of the first."""
SHARES = {"name": 1.0, "text": 0.72}
"""The lines of a tag from above, and how large their letters are to each other."""
RING_MM = 2.4
LEAN = tan(radians(8))
"""How a bowl holder widens towards its foot."""
LEDGE_MM = 3.0
PLAY_MM = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line; ``name`` is the parameter that they came in."""

    text: str
    name: str
    share: float


def collar_tag(measures: Measures, chosen: Mapping[str, Any]) -> Manifold:
    """A plate with a rim and raised letters, hung by a ring on its top; larger for larger necks, wider for longer names."""
    lines = [Line(chosen[name].strip(), name, share) for name, share in SHARES.items() if chosen[name].strip()]
    frame = RIM_MM + MARGIN_MM
    height = min(max(measures["neck"] * 0.05, 14.0), 30.0) + (SECOND_LINE_MM if len(lines) > 1 else 0.0)
    widest = min(max(measures["neck"] / pi, 36.0), 80.0)
    words = fitted(lines, width=widest - 2 * frame, height=height - 2 * frame)
    if not words.is_empty():
        _, _, right, top = words.bounds()
        height = max(height, 2 * (top + frame))
        width = max(2 * (right + frame), 1.3 * height)
    else:
        width = 1.3 * height
    plate = rounded(width, height, 0.3 * height)
    rim = plate - plate.offset(-RIM_MM, JoinType.Round, circular_segments=SMOOTH)
    hole, thickness = chosen["hole_mm"] / 2, chosen["thickness_mm"]
    eye = CrossSection.circle(hole, SMOOTH).translate((0, height / 2 + hole + 0.4))
    ring = CrossSection.circle(hole + RING_MM, SMOOTH).translate((0, height / 2 + hole + 0.4))
    root = CrossSection.square((2 * (hole + RING_MM), 2.0), center=True).translate((0, height / 2 - 1.0))
    flat = plate + CrossSection.batch_hull([ring, root]) - eye
    return flat.extrude(thickness) + (rim + words - eye).extrude(thickness + RELIEF_MM)


def fitted(lines: Sequence[Line], *, width: float, height: float) -> CrossSection:
    """Lines below each other around the origin, as large as fits. Raises ``LetteringTooLong`` about the one that is too long."""
    words = CrossSection()
    em = height / max(sum(line.share * CAP_HEIGHT for line in lines) + GAP * (len(lines) - 1), CAP_HEIGHT)
    y = 0.0
    for line in lines:
        flat = line_of(line.text, name=line.name)
        if flat.is_empty():
            continue
        left, _, right, _ = flat.bounds()
        size = min(em * line.share, width / (right - left))
        if size < SMALLEST_EM_MM:
            room = int(len(line.text) * size / SMALLEST_EM_MM)
            raise LetteringTooLong(fields={line.name: [f"About {room} letters fit."]}, letters=room)
        y -= CAP_HEIGHT * size
        words += flat.translate((-(left + right) / 2, 0)).scale((size, size)).translate((0, y))
        y -= GAP * em
    if words.is_empty():
        return words
    _, low, _, high = words.bounds()
    return words.translate((0, -(low + high) / 2))


def bowl_holder(measures: Measures, chosen: Mapping[str, Any]) -> Manifold:
    """A leaning tube that holds a bowl by its rim, with pointed windows that need no support."""
    height, wall = chosen["height_mm"], chosen["wall_mm"]
    inner = chosen["bowl_mm"] / 2 + PLAY_MM
    top = inner + LEDGE_MM + wall
    foot = top + LEAN * height
    run = LEDGE_MM * (1 + LEAN) / (1 - LEAN)  # the ledge's underside leans by 45 degrees until it meets the wall
    profile = [(inner, height), (inner, height - LEDGE_MM), (inner + run, height - LEDGE_MM - run), (foot - wall, 0)]
    body = CrossSection([[(foot, 0), (top, height), *profile]]).revolve(SMOOTH)
    openings = windows(foot, room=height - LEDGE_MM - run)
    return body - Manifold.batch_boolean(openings, OpType.Add) if openings else body


def windows(foot: float, *, room: float) -> list[Manifold]:
    """Pointed arches around the wall, if it is high enough for any."""
    count = max(5, round(2 * pi * foot / 75))
    width = 0.5 * 2 * pi * foot / count
    low, high = 0.16 * room, 0.9 * room
    shoulder = high - width / 2
    if shoulder - low < 4.0:
        return []
    arch = CrossSection(
        [[(-width / 2, low), (width / 2, low), (width / 2, shoulder), (0, high), (-width / 2, shoulder)]]
    )
    beam = arch.extrude(foot + 1.0).rotate((90, 0, 0))
    return [beam.rotate((0, 0, 360 * turn / count)) for turn in range(count)]


def strap_slider(measures: Measures, chosen: Mapping[str, Any]) -> Manifold:
    """A frame with two slots through which the end of a strap is threaded; sturdier for heavier pets."""
    strap, webbing = chosen["strap_mm"], chosen["webbing_mm"]
    bar = max(3.0, 0.2 * strap) + (1.0 if measures["weight"] > 25_000 else 0.0)
    gap = webbing * 1.5 + 1.0
    slot = rounded(strap + 1.0, gap, 0.45 * gap)
    frame = rounded(strap + 1.0 + 2 * bar, 3 * bar + 2 * gap, bar)
    away = (bar + gap) / 2
    thickness = max(3.0, 0.14 * strap)
    return (frame - slot.translate((0, away)) - slot.translate((0, -away))).extrude(thickness)


def rounded(width: float, height: float, radius: float) -> CrossSection:
    """A rectangle around the origin with round corners."""
    core = CrossSection.square((width - 2 * radius, height - 2 * radius), center=True)
    return core.offset(radius, JoinType.Round, circular_segments=SMOOTH)


SHAPES: dict[str, Callable[[Measures, Mapping[str, Any]], Manifold]] = {
    "collar_tag": collar_tag,
    "bowl_holder": bowl_holder,
    "strap_slider": strap_slider,
}


def make(key: str, measures: Measures, chosen: Mapping[str, Any]) -> Triangles:
    """The surface of a thing, from all its parameters; what is smaller than 5 micrometers is evened out.

    Raises ``LetteringTooLong`` or ``LettersUnknown``.
    """
    mesh = SHAPES[key](measures, chosen).simplify(0.005).to_mesh()
    return Triangles(np.asarray(mesh.vert_properties[:, :3][mesh.tri_verts], dtype=np.float32))
