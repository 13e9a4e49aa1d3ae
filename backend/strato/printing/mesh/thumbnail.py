"""A picture of the model for lists and for browsers without WebGL: rays from a camera, light from three sides, shade in the corners."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from strato.printing.mesh.rays import Scene
from strato.printing.mesh.triangles import Triangles

TEAL = (18, 125, 133)
SIDE = 512
MARGIN = 0.06
FINE = 2
"""Rays per pixel along each side; the picture is averaged down."""

VIEW = np.array([-0.55, 0.75, -0.48])
"""The way the camera looks: from the front right, from above."""

LIGHTS = (((-0.35, -0.65, 0.8), 0.62), ((0.9, -0.2, 0.35), 0.24), ((0.0, 0.0, 1.0), 0.16))
"""Directions towards the lights and their strength."""

AMBIENT = 0.58
SHADE_RAYS = 12
SHADE_REACH = 0.25
SHADE_SIDE = 256

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Camera:
    right: Array
    up: Array
    forward: Array
    center: Array
    extent: float  # mm across the picture

    def rays(self, side: int) -> Array:
        """Where the ray of each pixel begins, shape (side * side, 3), the top row first."""
        steps = ((np.arange(side) + 0.5) / side - 0.5) * self.extent
        across, down = np.meshgrid(steps, -steps)
        plane = across.ravel()[:, None] * self.right + down.ravel()[:, None] * self.up
        return np.asarray(self.center + plane - self.forward * (2.0 * self.extent))


def draw(triangles: Triangles, *, side: int = SIDE, color: tuple[int, int, int] = TEAL) -> bytes:
    """A PNG of ``side`` x ``side`` pixels, the model on a transparent ground."""
    scene = Scene(triangles)
    camera = _camera(triangles)
    fine = side * FINE
    hits = scene.shoot(camera.rays(fine), np.broadcast_to(camera.forward, (fine * fine, 3)))
    seen = hits.face >= 0
    normals = _towards(hits.normal.astype(np.float64), camera.forward)
    light = _light(normals) * _enlarged(_shade(scene, camera, triangles), fine)
    rgba = np.zeros((fine * fine, 4))
    rgba[:, :3] = _tint(np.array(color) / 255.0, light)
    rgba[:, 3] = 1.0
    rgba[~seen] = 0.0
    return _png(rgba.reshape(fine, fine, 4), side)


def _camera(triangles: Triangles) -> _Camera:
    forward = VIEW / np.linalg.norm(VIEW)
    right = np.cross(forward, (0.0, 0.0, 1.0))
    right /= np.linalg.norm(right)
    up = np.cross(right, forward)
    lower, upper = np.full(2, np.inf), np.full(2, -np.inf)
    near, far = np.inf, -np.inf
    for _, columns in triangles.blocks():
        points = columns.reshape(3, 3, -1)
        seen = [np.einsum("c,kcm->km", axis, points) for axis in (right, up, forward)]
        lower = np.minimum(lower, [seen[0].min(), seen[1].min()])
        upper = np.maximum(upper, [seen[0].max(), seen[1].max()])
        near, far = min(near, float(seen[2].min())), max(far, float(seen[2].max()))
    middle = (lower + upper) / 2.0
    center = middle[0] * right + middle[1] * up + (near + far) / 2.0 * forward
    extent = max(float((upper - lower).max()), (far - near) / 3.0, 1e-9) * (1.0 + 2.0 * MARGIN)
    return _Camera(right, up, forward, center, extent)


def _towards(normals: Array, forward: Array) -> Array:
    """Normals turned to the camera: the inside of an open model is drawn like its outside."""
    away = normals @ forward > 0
    return np.where(away[:, None], -normals, normals)


def _light(normals: Array) -> Array:
    total = np.full(len(normals), AMBIENT)
    for direction, strength in LIGHTS:
        towards = np.array(direction) / np.linalg.norm(direction)
        total += strength * np.maximum(normals @ towards, 0.0)
    return total


def _shade(scene: Scene, camera: _Camera, triangles: Triangles) -> Array:
    """How much of the sky each point sees (0.45 to 1), on a coarser grid: rays spread over the hemisphere, the same for every point."""
    side = SHADE_SIDE
    starts = camera.rays(side)
    hits = scene.shoot(starts, np.broadcast_to(camera.forward, starts.shape))
    seen = np.flatnonzero(hits.face >= 0)
    shade = np.ones(side * side)
    if not len(seen):
        return shade.reshape(side, side)
    normals = _towards(hits.normal[seen].astype(np.float64), camera.forward)
    places = starts[seen] + camera.forward * hits.distance[seen, None] + normals * (1e-3 * camera.extent)
    blocked = np.zeros(len(seen))
    for direction in _sphere(SHADE_RAYS):
        spread = normals + 0.95 * direction
        spread /= np.linalg.norm(spread, axis=1, keepdims=True)
        distance = scene.shoot(places, spread).distance
        blocked += np.clip(1.0 - distance / (SHADE_REACH * camera.extent), 0.0, 1.0)
    shade[seen] = 1.0 - 0.55 * blocked / SHADE_RAYS
    return shade.reshape(side, side)


def _sphere(count: int) -> Array:
    """Directions spread evenly over the sphere: a spiral with the golden angle."""
    index = np.arange(count) + 0.5
    height = 1.0 - 2.0 * index / count
    angle = np.pi * (1.0 + np.sqrt(5.0)) * index
    radius = np.sqrt(1.0 - height**2)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle), height], axis=1)


def _enlarged(shade: Array, side: int) -> Array:
    image = Image.fromarray(shade.astype(np.float32)).resize((side, side), Image.Resampling.BILINEAR)
    return np.asarray(image, dtype=np.float64).ravel()


def _tint(color: Array, light: Array) -> Array:
    """The color under the light: darker below 1, towards white above."""
    dark = color * np.minimum(light, 1.0)[:, None]
    bright = np.clip(light - 1.0, 0.0, 1.0)[:, None]
    return np.clip(dark + (1.0 - dark) * bright, 0.0, 1.0)


def _png(rgba: Array, side: int) -> bytes:
    fine = rgba.shape[0] // side
    blocks = rgba.reshape(side, fine, side, fine, 4)
    alpha = blocks[..., 3].mean(axis=(1, 3))
    covered = np.maximum(blocks[..., 3].sum(axis=(1, 3)), 1e-9)[..., None]
    colors = blocks[..., :3].sum(axis=(1, 3)) / covered
    pixels = np.concatenate([colors, alpha[..., None]], axis=2)
    buffer = io.BytesIO()
    Image.fromarray((pixels * 255.0 + 0.5).astype(np.uint8), "RGBA").save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
