"""Where a model lies: far from the origin, 32-bit numbers run out of digits."""

import numpy as np
from numpy.typing import NDArray

from strato.printing.mesh.errors import ModelBroken
from strato.printing.mesh.triangles import LIMIT_MM

REACH_MM = 10_000.0


def near_origin(corners: NDArray[np.float64]) -> NDArray[np.float32]:
    """The corners as float32; a model with coordinates beyond 10 m is first moved so that its lower corner is the origin."""
    lower, upper = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    reach = float(max(np.abs(lower).max(), np.abs(upper).max()))
    return narrowed(corners - lower if REACH_MM < reach <= LIMIT_MM else corners)


def narrowed(corners: NDArray[np.float64]) -> NDArray[np.float32]:
    """The corners as float32, where they are. Raises ``ModelBroken`` with ``model_out_of_range``."""
    reach = float(np.abs(corners).max(initial=0.0))
    if not reach <= LIMIT_MM:
        detail = f"The model reaches {reach:.3g} mm from the origin."
        raise ModelBroken("model_out_of_range", detail, reach_mm=reach, limit_mm=LIMIT_MM)
    return corners.astype(np.float32)
