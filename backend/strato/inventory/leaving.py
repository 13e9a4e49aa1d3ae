"""What leaving means to stock: nothing a person owns is here, only who moved what."""

from strato.accounts.leaving import Part

PART = Part(
    app="inventory",
    kept={
        "inventory.SpoolMove.by": "The history of a spool",
        "inventory.StockMove.by": "The ledger of stock, which is written once",
    },
)
