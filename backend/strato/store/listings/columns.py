"""What a column of the table is called, and which ones there are."""

from collections.abc import Collection, Iterable

from strato.core.money import CURRENCIES
from strato.store.texts import LANGUAGES, TEXTS

SKU, HANDLE = "sku", "product"
TRANSLATED = tuple(f"{text}_{language}" for language in LANGUAGES for text in TEXTS)
PRODUCT = (*TEXTS, "language", *TRANSLATED, "category", "published", "made_to_order", "lead_days", "tax_class")
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


def text_of(column: str) -> tuple[str, str]:
    """("name", "de") for "name_de"; ("name", "") for "name"."""
    text, _, language = column.partition("_")
    return text, language


def of_product(languages: Collection[str]) -> tuple[str, ...]:
    """The columns of a product with translations into these languages."""
    return tuple(name for name in PRODUCT if name not in TRANSLATED or text_of(name)[1] in languages)


def columns_for(currencies: Iterable[str], languages: Collection[str] = LANGUAGES) -> tuple[str, ...]:
    """Every column of a table with prices in these currencies and translations into these languages."""
    return (SKU, HANDLE, *of_product(languages), *VARIANT, *map(price_column, currencies), *TOLD, COUNT)


def unknown(columns: Collection[str]) -> list[str]:
    """Columns that would be passed over: more likely a slip than an intention."""
    known = columns_for(CURRENCIES)
    return [name for name in columns if name not in known]
