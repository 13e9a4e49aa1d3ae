"""What is done to the stock: spools and prices, and the ledger of everything else."""

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
    "add_spool",
    "archive_spool",
    "change_price",
    "consume",
    "count_spool",
    "delete_material",
    "edit_spool",
    "remove_price",
    "restore_spool",
    "set_price",
    "use_up",
]
