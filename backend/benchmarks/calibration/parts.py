"""Parametric parts of the kinds that people send to a lab, made with exact booleans; deterministic, lengths in mm."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import TypeAlias

import manifold3d as m3
import numpy as np
from numpy.typing import NDArray

Solid: TypeAlias = m3.Manifold
Triangles = NDArray[np.float32]


def triangles(solid: Solid) -> Triangles:
    """Corners of every face, shape (n, 3, 3), standing on z = 0 at its own center."""
    mesh = solid.to_mesh()
    points = np.asarray(mesh.vert_properties)[:, :3]
    corners = points[np.asarray(mesh.tri_verts)]
    low, high = corners.reshape(-1, 3).min(0), corners.reshape(-1, 3).max(0)
    origin = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    placed: Triangles = np.ascontiguousarray(corners - origin, dtype=np.float32)
    return placed


def box(x: float, y: float, z: float, at: tuple[float, float, float] = (0, 0, 0)) -> Solid:
    return m3.Manifold.cube((x, y, z)).translate(at)


def rod(
    radius: float, height: float, at: tuple[float, float, float] = (0, 0, 0), top: float = -1, sides: int = 64
) -> Solid:
    return m3.Manifold.cylinder(height, radius, top, sides).translate(at)


def union(*solids: Solid) -> Solid:
    return m3.Manifold.batch_boolean(list(solids), m3.OpType.Add)


def bracket(leg: float, width: float, thickness: float, hole: float) -> Solid:
    angle = union(box(leg, width, thickness), box(thickness, width, leg))
    for offset in (0.45, 0.8):
        angle -= rod(hole, thickness * 3, (leg * offset, width / 2, -thickness))
        angle -= rod(hole, thickness * 3).rotate((0, 90, 0)).translate((-thickness, width / 2, leg * offset))
    return angle


def gusset_bracket(leg: float, width: float, thickness: float) -> Solid:
    rib = m3.CrossSection([[(0, 0), (leg * 0.8, 0), (0, leg * 0.8)]]).extrude(thickness).rotate((90, 0, 0))
    return union(bracket(leg, width, thickness, 2.0), rib.translate((0, width / 2 + thickness / 2, 0)))


def tray(x: float, y: float, z: float, wall: float, floor: float, cells: int = 1) -> Solid:
    body = box(x, y, z)
    inner = (x - wall * (cells + 1)) / cells
    for cell in range(cells):
        body -= box(inner, y - 2 * wall, z, (wall + cell * (inner + wall), wall, floor))
    return body


def enclosure(x: float, y: float, z: float, wall: float) -> Solid:
    body = tray(x, y, z, wall, wall)
    for corner_x in (wall + 3, x - wall - 3):
        for corner_y in (wall + 3, y - wall - 3):
            body += rod(3, z - 2, (corner_x, corner_y, 0)) - rod(1.3, z, (corner_x, corner_y, 3))
    body -= box(x * 0.3, wall * 4, z * 0.4, (x * 0.35, -wall, z * 0.3))
    for slot in range(5):
        body -= box(wall * 4, 2, z * 0.6, (x - 2 * wall, y * 0.25 + slot * 5, z * 0.2))
    return body


def gear(teeth: int, module: float, height: float, bore: float, web: float = 1.0) -> Solid:
    outer, inner = module * (teeth / 2 + 1), module * (teeth / 2 - 1.25)
    outline = []
    for tooth in range(teeth):
        for part, radius in ((0.0, inner), (0.22, outer), (0.45, outer), (0.67, inner)):
            angle = 2 * pi * (tooth + part) / teeth
            outline.append((radius * cos(angle), radius * sin(angle)))
    body = m3.CrossSection([outline]).extrude(height) - rod(bore, height * 3, (0, 0, -height))
    if web < 1:
        cut = rod(inner * 0.85, height, (0, 0, height * (1 + web) / 2)) - rod(bore * 2, height * 2)
        body = body - cut - cut.translate((0, 0, -height * (1 + web)))
    return body


def sign(columns: int, rows: int, base: float, relief: float, pitch: float) -> Solid:
    """A plate with raised strokes, like lettering: short thin walls on a thin floor."""
    plate = box(columns * pitch + 4, rows * pitch * 1.4 + 4, base)
    strokes = []
    for row in range(rows):
        for column in range(columns):
            x, y = 2 + column * pitch, 2 + row * pitch * 1.4
            code = (column * 7 + row * 5 + 3) % 15 + 1
            bars = ((0.7, 0.12, 0, 0), (0.7, 0.12, 0, 0.9), (0.12, 1.0, 0, 0), (0.12, 1.0, 0.6, 0))
            for bit, (w, h, dx, dy) in enumerate(bars):
                if code >> bit & 1:
                    strokes.append(box(w * pitch, h * pitch, base + relief, (x + dx * pitch, y + dy * pitch, 0)))
    return union(plate, *strokes)


def hook(size: float, thickness: float) -> Solid:
    ring = m3.CrossSection.circle(size, 72) - m3.CrossSection.circle(size - thickness, 72)
    ring -= m3.CrossSection([[(0, 0), (size * 2, 0), (size * 2, size * 2), (0, size * 2)]])
    return union(ring.extrude(thickness * 2), box(thickness, size * 1.6, thickness * 2, (0, size - thickness, 0)))


def vase(radius: float, height: float, wall: float, twist: float) -> Solid:
    outline = [
        ((radius + 3 * sin(9 * a)) * cos(a), (radius + 3 * sin(9 * a)) * sin(a))
        for a in np.linspace(0, 2 * pi, 180, endpoint=False)
    ]
    section = m3.CrossSection([outline])
    body = section.extrude(height, 40, twist, (1.3, 1.3))
    return body - section.offset(-wall, m3.JoinType.Round).extrude(height, 40, twist, (1.3, 1.3)).translate(
        (0, 0, wall)
    )


def chain(links: int, radius: float, thickness: float) -> Solid:
    ring = m3.CrossSection.circle(thickness, 20).translate((radius, 0)).revolve(40)
    placed = [
        ring.rotate((90 if i % 2 else 0, 0, 0)).rotate((45, 0, 0)).translate((i * radius * 1.35, 0, 0))
        for i in range(links)
    ]
    return m3.Manifold.compose(placed)


def bridge(span: float, width: float, height: float) -> Solid:
    pillars = union(box(8, width, height), box(8, width, height, (span - 8, 0, 0)))
    return union(pillars, box(span, width, 4, (0, 0, height - 4)))


def table(x: float, y: float, z: float, leg: float) -> Solid:
    legs = [box(leg, leg, z, (i * (x - leg), j * (y - leg), 0)) for i in (0, 1) for j in (0, 1)]
    return union(box(x, y, 3, (0, 0, z - 3)), *legs)


def mushroom(radius: float, height: float) -> Solid:
    return union(rod(radius * 0.35, height * 0.6), rod(radius, height * 0.4, (0, 0, height * 0.6), radius * 0.3))


def figure(scale: float) -> Solid:
    ball = m3.Manifold.sphere
    parts = [
        ball(12, 64).scale((1, 0.8, 1.2)).translate((0, 0, 15)),
        ball(8, 64).translate((0, 0, 36)),
        ball(3.2, 40).scale((1, 1, 2)).translate((5, 0, 45)),
        ball(3.2, 40).scale((1, 1, 2)).translate((-5, 0, 45)),
        rod(3, 18, sides=32).rotate((0, 55, 0)).translate((6, 0, 22)),
        rod(3, 18, sides=32).rotate((0, -55, 0)).translate((-6, 0, 22)),
        rod(5, 8, (6, 0, 0)),
        rod(5, 8, (-6, 0, 0)),
    ]
    body = union(*parts)
    return body.trim_by_plane((0, 0, 1), 0).scale((scale, scale, scale))


def knob(radius: float, height: float, flutes: int) -> Solid:
    body = rod(radius, height, top=radius * 0.85)
    for flute in range(flutes):
        angle = 2 * pi * flute / flutes
        body -= rod(radius * 0.18, height * 2, (radius * 1.02 * cos(angle), radius * 1.02 * sin(angle), -1), sides=24)
    return body - rod(3, height * 0.7, (0, 0, -0.1))


def stand(width: float, depth: float, height: float, wall: float) -> Solid:
    profile = [
        (0, 0),
        (depth, 0),
        (depth, 12),
        (depth - wall, 12),
        (depth - wall, wall),
        (depth * 0.35, wall),
        (wall, height),
        (0, height),
    ]
    return m3.CrossSection([profile]).extrude(width).rotate((90, 0, 0))


def grid(x: float, y: float, z: float, pitch: float, wall: float) -> Solid:
    bars = [box(wall, y, z, (i * pitch, 0, 0)) for i in range(int(x / pitch) + 1)]
    bars += [box(x, wall, z, (0, i * pitch, 0)) for i in range(int(y / pitch) + 1)]
    return union(*bars)


def clip(length: float, thickness: float, height: float) -> Solid:
    arms = union(
        box(length, thickness, height),
        box(length, thickness, height, (0, thickness * 4, 0)),
        box(thickness, thickness * 5, height),
    )
    return union(arms, box(thickness * 2, thickness * 0.8, height, (length - thickness * 2, thickness, 0)))


def funnel(radius: float, height: float, wall: float) -> Solid:
    outside = union(rod(radius * 0.2, height * 0.4), rod(radius * 0.2, height * 0.6, (0, 0, height * 0.4), radius))
    inside = union(
        rod(radius * 0.2 - wall, height * 0.41, (0, 0, -0.01)),
        rod(radius * 0.2 - wall, height * 0.61, (0, 0, height * 0.4), radius - wall),
    )
    return outside - inside


def dome(radius: float, wall: float) -> Solid:
    ball = m3.Manifold.sphere(radius, 96) - m3.Manifold.sphere(radius - wall, 96)
    return ball.trim_by_plane((0, 0, 1), 0)


def spiral_stair(steps: int, radius: float, rise: float) -> Solid:
    parts = [rod(radius * 0.25, steps * rise)]
    for step in range(steps):
        parts.append(
            box(radius, radius * 0.35, rise, (0, -radius * 0.17, 0))
            .rotate((0, 0, step * 20))
            .translate((0, 0, step * rise))
        )
    return union(*parts)


PARTS: dict[str, Callable[[], Solid]] = {
    "bracket-30": lambda: bracket(30, 20, 4, 2.2),
    "bracket-70": lambda: bracket(70, 35, 6, 3.2),
    "bracket-thin": lambda: bracket(40, 15, 2, 1.6),
    "gusset-50": lambda: gusset_bracket(50, 40, 5),
    "gusset-25": lambda: gusset_bracket(25, 18, 3),
    "tray-80": lambda: tray(80, 60, 25, 2, 2),
    "tray-cells": lambda: tray(110, 50, 30, 1.6, 1.6, 4),
    "tray-thin": lambda: tray(50, 40, 15, 0.9, 1.0),
    "tray-thick": lambda: tray(60, 60, 20, 6, 5),
    "enclosure-70": lambda: enclosure(70, 50, 28, 2.2),
    "enclosure-110": lambda: enclosure(110, 75, 35, 3),
    "gear-20": lambda: gear(20, 2, 8, 3),
    "gear-40": lambda: gear(40, 1.5, 12, 5, 0.4),
    "gear-small": lambda: gear(14, 1, 5, 1.6),
    "gear-big": lambda: gear(30, 3.2, 15, 8),
    "plate-2": lambda: box(100, 60, 2),
    "plate-4-holes": lambda: box(90, 40, 4) - union(*[rod(3, 10, (12 + 16 * i, 20, -2)) for i in range(5)]),
    "plate-1": lambda: box(70, 70, 1),
    "sign-small": lambda: sign(6, 1, 1.6, 1.2, 8),
    "sign-large": lambda: sign(8, 3, 2, 1.5, 12),
    "rod-thin": lambda: rod(2.5, 80),
    "rod-flat": lambda: rod(4, 90).rotate((0, 90, 0)),
    "rod-thick": lambda: rod(14, 60),
    "tube-40": lambda: rod(20, 50) - rod(17.6, 60, (0, 0, -2)),
    "spacer-6": lambda: rod(6, 12) - rod(2.2, 20, (0, 0, -2)),
    "pin-3": lambda: union(rod(3, 3), rod(1.6, 14)),
    "hook-20": lambda: hook(20, 5),
    "hook-45": lambda: hook(45, 9),
    "vase-30": lambda: vase(28, 70, 1.6, 60),
    "vase-small": lambda: vase(16, 35, 1.0, 30),
    "chain-5": lambda: chain(5, 8, 2),
    "chain-9": lambda: chain(9, 10, 2.2),
    "bridge-60": lambda: bridge(60, 25, 30),
    "table-50": lambda: table(50, 40, 30, 5),
    "mushroom-20": lambda: mushroom(20, 40),
    "figure-1": lambda: figure(1.0),
    "figure-2": lambda: figure(1.8),
    "knob-18": lambda: knob(18, 16, 12),
    "knob-35": lambda: knob(35, 22, 18),
    "stand-60": lambda: stand(60, 70, 80, 5),
    "grid-80": lambda: grid(80, 60, 6, 10, 1.6),
    "grid-tall": lambda: grid(40, 40, 30, 8, 1.2),
    "clip-30": lambda: clip(30, 3, 10),
    "funnel-35": lambda: funnel(35, 60, 1.8),
    "dome-30": lambda: dome(30, 2.5),
    "stair-12": lambda: spiral_stair(12, 22, 4),
    "block-40": lambda: box(40, 30, 20),
    "block-70": lambda: box(70, 60, 45),
    "wedge-50": lambda: m3.CrossSection([[(0, 0), (50, 0), (0, 30)]]).extrude(25).rotate((90, 0, 0)),
    "post-8": lambda: box(8, 8, 60),
    "ball-25": lambda: m3.Manifold.sphere(25, 96),
}
