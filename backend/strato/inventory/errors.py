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


class StockMissing(Conflict):
    """Facts: items = [{item, wanted, available}] in base units."""

    code = "insufficient_stock"
    detail = "There is not that much in stock."


class StockPromised(Conflict):
    code = "stock_promised"
    detail = "More than this is promised to orders. Release or ship those first."


class QuantityInvalid(Invalid):
    code = "quantity_invalid"
    detail = "A quantity is a whole number of base units above zero."


class PlaceRefused(Invalid):
    code = "place_refused"
    detail = "Stock lies on the shelves of the lab that owns the item."


class LotRefused(Invalid):
    code = "lot_refused"
    detail = "This lot is one of another item."


class AlreadyReversed(Conflict):
    code = "already_reversed"
    detail = "This move has been reversed."


class NotReversible(Conflict):
    code = "not_reversible"
    detail = "A reversal is not reversed. Post the move anew."


class NotTaken(Conflict):
    """Facts: items = [{item, wanted, taken}] in base units."""

    code = "not_taken"
    detail = "More would come back than was taken."


class NameTaken(Conflict):
    code = "name_taken"
    detail = "This lab has a place of this name."


class LotKnown(Conflict):
    code = "lot_known"
    detail = "This item has a lot with this code."


class ShelfInUse(Conflict):
    code = "shelf_in_use"
    detail = "There is stock on this shelf. Move it first."
