"""3MF: a zip archive of XML parts, checked before lib3mf sees it, then every item of the build with its transforms."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lib3mf
import numpy as np
from lib3mf import Lib3MF
from numpy.typing import NDArray

from strato.printing.mesh.errors import ModelBroken, ModelUnsupported
from strato.printing.mesh.reading.archive import check_archive
from strato.printing.mesh.reading.components import MAX_COPIES
from strato.printing.mesh.reading.limits import Limits
from strato.printing.mesh.reading.position import near_origin
from strato.printing.mesh.triangles import MILLIMETERS, Triangles

UNITS = {
    Lib3MF.ModelUnit.MicroMeter: "micron",
    Lib3MF.ModelUnit.MilliMeter: "mm",
    Lib3MF.ModelUnit.CentiMeter: "cm",
    Lib3MF.ModelUnit.Inch: "inch",
    Lib3MF.ModelUnit.Foot: "foot",
    Lib3MF.ModelUnit.Meter: "m",
}
NOT_PRINTED = {Lib3MF.ObjectType.Other, Lib3MF.ObjectType.Support}

Matrix = NDArray[np.float64]  # (4, 3): a row vector (x y z 1) times the matrix is the moved point
Corners = NDArray[np.float64]


def read(path: Path, size: int, limits: Limits) -> Triangles:
    """The triangles of the whole build, components unfolded, each item where it stands on the plate."""
    check_archive(path, size, limits)
    try:
        model = _load(path)
        unit = UNITS[Lib3MF.ModelUnit(model.GetUnit())]
        pieces = _Build(limits).pieces(model)
    except Lib3MF.ELib3MFException as error:
        raise ModelBroken(
            "model_malformed", "The 3MF file contradicts its own specification.", part=str(error)[:200]
        ) from error
    if not pieces:
        raise ModelBroken("model_empty", "Nothing in the 3MF file is meant to be printed.")
    corners = np.concatenate(pieces)
    if not np.isfinite(corners).all():
        raise ModelBroken("model_numbers_invalid", "The file holds coordinates that are not numbers (NaN or infinity).")
    return Triangles(near_origin(corners * MILLIMETERS[unit]), format="3mf", unit=unit)


def _load(path: Path) -> Any:
    model = lib3mf.get_wrapper().CreateModel()
    reader = model.QueryReader("3mf")
    reader.SetStrictModeActive(False)
    reader.ReadFromFile(str(path))
    return model


class _Build:
    """Unfolds build items into triangles and counts while it does: nested components can multiply without end."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.triangles = 0
        self.meshes: dict[int, Corners] = {}

    def pieces(self, model: Any) -> list[Corners]:
        found: list[Corners] = []
        items = model.GetBuildItems()
        while items.MoveNext():
            item = items.GetCurrent()
            start = _matrix(item.GetObjectTransform()) if item.HasObjectTransform() else np.eye(4, 3)
            for corners, matrix in self._unfold(item.GetObjectResource(), start):
                found.append(corners @ matrix[:3] + matrix[3])
                if len(found) > MAX_COPIES:
                    detail = f"The build unfolds to more than {MAX_COPIES} pieces."
                    raise ModelUnsupported("model_too_many_pieces", detail, limit_pieces=MAX_COPIES)
        return found

    def _unfold(self, resource: Any, matrix: Matrix) -> Iterator[tuple[Corners, Matrix]]:
        if Lib3MF.ObjectType(resource.GetType()) in NOT_PRINTED:
            return
        if resource.IsMeshObject():
            corners = self._corners(resource)
            if len(corners):
                yield corners, matrix
            return
        for index in range(resource.GetComponentCount()):
            component = resource.GetComponent(index)
            own = _matrix(component.GetTransform()) if component.HasTransform() else np.eye(4, 3)
            yield from self._unfold(component.GetObjectResource(), _then(own, matrix))

    def _corners(self, mesh: Any) -> Corners:
        self.triangles += mesh.GetTriangleCount()
        self.limits.check_triangles(self.triangles)
        key = mesh.GetUniqueResourceID()
        if key not in self.meshes:
            vertices = _buffer(mesh, "lib3mf_meshobject_getvertices", Lib3MF.Position, np.float32)
            indices = _buffer(mesh, "lib3mf_meshobject_gettriangleindices", Lib3MF.Triangle, np.uint32)
            if len(indices) and indices.max() >= len(vertices):
                raise ModelBroken(
                    "model_index_invalid", "A triangle points at a vertex that is not there.", vertices=len(vertices)
                )
            self.meshes[key] = vertices.astype(np.float64)[indices]
        return self.meshes[key]


def _buffer(mesh: Any, name: str, record: Any, dtype: Any) -> NDArray[Any]:
    """All records of a mesh as one array, shape (n, 3), through the C function: the binding's own lists take 50 times as long."""
    wrapper = mesh._wrapper
    call = getattr(wrapper.lib, name)
    needed = ctypes.c_uint64(0)
    wrapper.checkError(mesh, call(mesh._handle, ctypes.c_uint64(0), needed, (record * 0)()))
    buffer = (record * needed.value)()
    wrapper.checkError(mesh, call(mesh._handle, needed, needed, buffer))
    return np.frombuffer(buffer, dtype=dtype).reshape(needed.value, 3)


def _matrix(transform: Any) -> Matrix:
    return np.array([list(row) for row in transform.Fields], dtype=np.float64)


def _then(first: Matrix, second: Matrix) -> Matrix:
    """The transform that does ``first``, then ``second``."""
    return np.vstack([first[:3] @ second[:3], first[3] @ second[:3] + second[3]])
