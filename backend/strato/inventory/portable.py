"""What the stock keeps of a person: that they moved something, which is the lab's ledger."""

from strato.inventory.models import SpoolMove, StockMove

WITHHELD = {
    StockMove: "belongs to the lab: its ledger",
    SpoolMove: "belongs to the lab: where its spools were",
}
