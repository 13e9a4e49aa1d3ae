"""Polygons to triangles: fans where they are convex, ear clipping where they are not."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def triangulate(polygons: Points) -> Points:
    """Polygons of one corner count, shape (m, k, 3), to triangles, shape (m * (k - 2), 3, 3), in the same turning sense."""
    count, corners, _ = polygons.shape
    order = np.stack([np.zeros(corners - 2, np.int64), np.arange(1, corners - 1), np.arange(2, corners)], axis=1)
    triangles: Points = polygons[:, order]
    for row in np.flatnonzero(~_convex(polygons)):
        triangles[row] = polygons[row][triangulate_loop(polygons[row])]
    return triangles.reshape(count * (corners - 2), 3, 3)


def triangulate_loop(polygon: Points) -> NDArray[np.int64]:
    """One polygon, shape (k, 3), to rows of its corner numbers, shape (k - 2, 3)."""
    return ears(_flatten(polygon))


def _normals(polygons: Points) -> Points:
    """Newell's normal of each polygon, not normalized, shape (m, 3)."""
    relative = polygons - polygons[:, :1]
    return np.asarray(np.cross(relative, np.roll(relative, -1, axis=1)).sum(axis=1))


def _convex(polygons: Points) -> NDArray[np.bool_]:
    edges = np.roll(polygons, -1, axis=1) - polygons
    turns = np.einsum("mkc,mc->mk", np.cross(np.roll(edges, 1, axis=1), edges), _normals(polygons))
    tolerance = 1e-9 * np.abs(turns).max(axis=1, keepdims=True)
    return np.asarray((turns >= -tolerance).all(axis=1))


def _flatten(polygon: Points) -> Points:
    """The polygon seen along its normal, counter-clockwise, shape (k, 2)."""
    normal = _normals(polygon[None])[0]
    dropped = int(np.abs(normal).argmax())
    kept = [(dropped + 1) % 3, (dropped + 2) % 3]
    flat = polygon[:, kept]
    return flat if normal[dropped] >= 0 else flat * np.array([1.0, -1.0])


def ears(flat: Points) -> NDArray[np.int64]:
    """Ear clipping of one counter-clockwise polygon, shape (k, 2), to index rows of shape (k - 2, 3). Never fails: when no ear is left
    (a polygon that crosses itself) the rest becomes a fan."""
    ring = list(range(len(flat)))
    found: list[tuple[int, int, int]] = []
    while len(ring) > 3:
        place = next((place for place in range(len(ring)) if _is_ear(flat, ring, place)), None)
        if place is None:
            break
        found.append((ring[place - 1], ring[place], ring[(place + 1) % len(ring)]))
        del ring[place]
    found.extend((ring[0], ring[place], ring[place + 1]) for place in range(1, len(ring) - 1))
    return np.array(found, dtype=np.int64)


def _is_ear(flat: Points, ring: list[int], place: int) -> bool:
    before, tip, after = ring[place - 1], ring[place], ring[(place + 1) % len(ring)]
    a, b, c = flat[before], flat[tip], flat[after]
    if _turn(a, b, c) <= 0:
        return False
    others = flat[[index for index in ring if index not in (before, tip, after)]]
    inside = (_turn(a, b, others) >= 0) & (_turn(b, c, others) >= 0) & (_turn(c, a, others) >= 0)
    repeated = (others == a).all(axis=1) | (others == b).all(axis=1) | (others == c).all(axis=1)
    return not bool((inside & ~repeated).any())


def _turn(a: Points, b: Points, c: Points) -> NDArray[np.float64]:
    """Twice the signed area of a-b-c; positive when it turns to the left."""
    return np.asarray(
        (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    )
