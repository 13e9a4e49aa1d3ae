"""The mesh rooms that compute: opened by the first model, for numpy, SciPy and lib3mf cost a second of every start."""

from typing import TYPE_CHECKING

from strato.core.later import later

if TYPE_CHECKING:
    from strato.printing.mesh import analysis, preview, reading, repair, thumbnail, writing
else:
    analysis, preview, reading, repair, thumbnail, writing = (
        later(f"strato.printing.mesh.{room}")
        for room in ("analysis", "preview", "reading", "repair", "thumbnail", "writing")
    )

__all__ = ["analysis", "preview", "reading", "repair", "thumbnail", "writing"]
