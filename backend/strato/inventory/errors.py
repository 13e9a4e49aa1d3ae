"""What the stock can refuse, by name."""

from strato.core.errors import Conflict, Invalid


class InsufficientStock(Conflict):
    code = "insufficient_stock"
    detail = "There is not that much left on this spool."


class InvalidAmount(Invalid):
    code = "invalid_amount"
    detail = "An amount of material is a whole number of milligrams above zero."


class MaterialInUse(Conflict):
    code = "material_in_use"
    detail = "Labs still stock or print this material. Take it out of the catalog instead of deleting it."


class AlreadyPriced(Conflict):
    code = "already_priced"
    detail = "This lab has a price for this material. Change that one."


class SpoolOverfull(Invalid):
    code = "spool_overfull"
    detail = "A spool cannot hold more than it held when it was new."


class SpoolArchived(Conflict):
    code = "spool_archived"
    detail = "This spool is archived. Restore it first."


class ItemSkuTaken(Conflict):
    code = "sku_taken"
    detail = "This lab has something else under this SKU."


class ItemInUse(Conflict):
    code = "item_in_use"
    detail = "This was moved or promised before: it stays in the books. Take it out of use instead."
