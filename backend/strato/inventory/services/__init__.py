"""What is done to the stock: spools and prices, and the ledger of everything else."""

from strato.inventory.services.items import add_item, delete_item, edit_item
from strato.inventory.services.spools import (
    add_spool,
    archive_spool,
    change_price,
    consume,
    count_spool,
    delete_material,
    edit_spool,
    remove_price,
    restore_spool,
    set_price,
    use_up,
)

__all__ = [
    "add_item",
    "add_spool",
    "archive_spool",
    "change_price",
    "consume",
    "count_spool",
    "delete_item",
    "delete_material",
    "edit_item",
    "edit_spool",
    "remove_price",
    "restore_spool",
    "set_price",
    "use_up",
]
