"""From a file to triangles: STL (binary and ASCII), OBJ and 3MF. The content is checked; the file name is only a hint."""

from strato.printing.mesh.reading.limits import Limits
from strato.printing.mesh.reading.opening import read_model

__all__ = ["Limits", "read_model"]
