"""What is done to the stock: spools and prices, and the ledger of everything else."""

from strato.inventory.services.items import add_item, delete_item, edit_item
from strato.inventory.services.places import add_location, add_lot, edit_location, edit_lot
from strato.inventory.services.promises import (
    expire_reservations,
    give_back,
    hold,
    prolong,
    release,
    take,
)
from strato.inventory.services.rebuilding import Drift, rebuild_balances
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
from strato.inventory.services.stock import Counted, count_item, count_stock, receive, reverse, transfer

__all__ = [
    "Counted",
    "Drift",
    "add_item",
    "add_location",
    "add_lot",
    "add_spool",
    "archive_spool",
    "change_price",
    "consume",
    "count_item",
    "count_spool",
    "count_stock",
    "delete_item",
    "delete_material",
    "edit_item",
    "edit_location",
    "edit_lot",
    "edit_spool",
    "expire_reservations",
    "give_back",
    "hold",
    "prolong",
    "rebuild_balances",
    "receive",
    "release",
    "remove_price",
    "restore_spool",
    "reverse",
    "set_price",
    "take",
    "transfer",
    "use_up",
]
