"""The tables of the stock: materials, spools, and the ledger of everything else."""

from strato.inventory.models.materials import Material, MaterialPrice, Technology
from strato.inventory.models.spools import HEX_COLOR, Spool, SpoolMove
from strato.inventory.models.stock import (
    WHOLE,
    Balance,
    Item,
    Location,
    Lot,
    Reservation,
    StockEntry,
    StockMove,
)

__all__ = [
    "HEX_COLOR",
    "WHOLE",
    "Balance",
    "Item",
    "Location",
    "Lot",
    "Material",
    "MaterialPrice",
    "Reservation",
    "Spool",
    "SpoolMove",
    "StockEntry",
    "StockMove",
    "Technology",
]
