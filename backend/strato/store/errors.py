"""What the store can refuse, by name."""

from strato.core.errors import Conflict, Forbidden, Invalid


class NotABuyer(Forbidden):
    code = "not_a_buyer"
    detail = "Only people who bought and received this can review it."


class AlreadyReviewed(Conflict):
    code = "already_reviewed"
    detail = "You have reviewed this. Change that review."


class OwnLanguageTranslated(Invalid):
    code = "own_language_translated"
    detail = "The texts of its own language are no translation: they stand beside it."


class NothingToSell(Invalid):
    code = "nothing_to_sell"
    detail = "A product needs a variant with a price before it can be published."


class VariantInUse(Conflict):
    code = "variant_in_use"
    detail = "This variant was bought before. Take it off sale instead of deleting it."


class CategoryInUse(Conflict):
    code = "category_in_use"
    detail = "There are products in this category. Move them first."


class CategoryCircle(Conflict):
    code = "category_circle"
    detail = "A category cannot lie within itself."


class TooManyPictures(Conflict):
    code = "too_many_pictures"
    detail = "A product has at most twelve pictures."


class WrongPictures(Invalid):
    code = "wrong_pictures"
    detail = "Name each picture of the product exactly once."


class VariantTaken(Conflict):
    code = "variant_taken"
    detail = "This product has another variant with this SKU or these options."


class NotStocked(Conflict):
    code = "made_to_order"
    detail = "What is made to order has no stock."


class StockSpread(Conflict):
    code = "stock_spread"
    detail = "This lies on several shelves or in several lots. Count each of them on the stock page."


class ColumnsUnknown(Invalid):
    code = "columns_unknown"
    detail = "This table has columns that we do not know."


class ColumnMissing(Invalid):
    code = "column_missing"
    detail = "This table needs a column named sku."


class ImportUnderway(Conflict):
    code = "import_underway"
    detail = "This table is being applied, or has been."


class ProductRefused(Conflict):
    code = "product_refused"
    detail = "The row that would have made this product was refused."


class ChangedMeanwhile(Conflict):
    code = "changed_meanwhile"
    detail = "Prices or stock are not as you saw them. Look again."


class SeveralLabs(Invalid):
    code = "several_labs"
    detail = "These belong to several labs. Change those of one lab at a time."
