"""What a column of the table is called, and which ones there are."""

from collections.abc import Collection, Iterable

from strato.core.money import CURRENCIES

SKU, HANDLE = "sku", "product"
TEXTS = ("name", "summary", "description")
PRODUCT = (*TEXTS, "category", "published", "made_to_order", "lead_days", "tax_class")
VARIANT = ("options", "weight_g", "active")
TOLD = ("on_hand", "reserved")
"""How it is when the table is written; nothing is read from them."""
COUNT = "new_on_hand"
"""Left empty when the table is written, so that old figures never overwrite what was sold since."""
PRICE = "price_"


def price_column(currency: str) -> str:
    return f"{PRICE}{currency.lower()}"


def currency_of(column: str) -> str:
    """ "EUR" for "price_eur", "" for a column that is no price."""
    currency = column.removeprefix(PRICE).upper()
    return currency if column.startswith(PRICE) and currency in CURRENCIES else ""


def columns_for(currencies: Iterable[str]) -> tuple[str, ...]:
    """Every column of a table with prices in these currencies."""
    return (SKU, HANDLE, *PRODUCT, *VARIANT, *map(price_column, currencies), *TOLD, COUNT)


def unknown(columns: Collection[str]) -> list[str]:
    """Columns that would be passed over: more likely a slip than an intention."""
    known = columns_for(CURRENCIES)
    return [name for name in columns if name not in known]
