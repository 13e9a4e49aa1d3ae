"""Rooms that few requests enter: the first one opens them, so that no start waits for what they import.

    if TYPE_CHECKING:
        from strato.orders import drawing
    else:
        drawing = later("strato.orders.drawing")

The branch for the types keeps mypy and the contracts of the floors looking at the real module.
"""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module of ours until something of it is used."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


def later(name: str) -> Any:
    """The module of this name, imported by its first use."""
    return Later(name)
