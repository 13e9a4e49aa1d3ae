"""A lab's catalog as it is now: for the plan of an import, and as the rows of an export."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from strato.core.sheets import Cell
from strato.inventory.models import WHOLE, Balance, Item
from strato.labs.models import Lab
from strato.store.listings import cells, columns
from strato.store.listings.planning import Known, KnownProduct, KnownVariant
from strato.store.models import Category, Product, Variant, VariantPrice
from strato.store.texts import LANGUAGES

BATCH = 500
TOP = " > "


def known_for(lab: Lab, rows: Sequence[Mapping[str, str]], categories: "Categories") -> Known:
    """What the rows name of this lab's catalog; six queries for each five hundred of them."""
    products: dict[Any, KnownProduct] = {}
    variants: dict[Any, KnownVariant] = {}
    others: set[str] = set()
    paths = categories.paths
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        skus = {row.get(columns.SKU, "") for row in part} - {""}
        slugs = {row.get(columns.HANDLE, "") for row in part} - {""}
        mine = Product.objects.filter(lab=lab)
        ids = set(Variant.objects.filter(product__lab=lab, sku__in=skus).values_list("product", flat=True))
        ids |= set(mine.filter(slug__in=slugs).values_list("pk", flat=True))
        fresh = ids - products.keys()
        products |= {row.pk: known_product(row, paths) for row in mine.filter(pk__in=fresh)}
        listed = with_pieces(Variant.objects.filter(product__in=fresh)).prefetch_related("prices")
        variants |= {row.pk: known_variant(row, lab.currency) for row in listed.order_by("position", "id")}
        others |= set(Item.objects.filter(lab=lab, sku__in=skus, variant=None).values_list("sku", flat=True))
    return Known(
        currency=lab.currency,
        products=list(products.values()),
        variants=list(variants.values()),
        categories={path.lower(): path for path in paths.values()},
        other_skus=others,
    )


def known_product(product: Product, paths: Mapping[Any, str]) -> KnownProduct:
    values = {name: getattr(product, name) for name in ("language", "made_to_order", "lead_days", "tax_class")}
    values |= product.own_texts
    for column in columns.TRANSLATED:
        text, language = columns.text_of(column)
        values[column] = product.translations.get(language, {}).get(text, "")
    return KnownProduct(
        id=product.pk,
        slug=product.slug,
        values={**values, "category": paths.get(product.category_id, ""), "published": product.is_published},
    )


def known_variant(variant: Any, currency: str) -> KnownVariant:
    prices = {columns.price_column(price.currency): price.amount for price in variant.prices.all()}
    return KnownVariant(
        id=variant.pk,
        product=variant.product_id,
        sku=variant.sku,
        values={
            **prices,
            columns.price_column(currency): variant.amount,
            "options": variant.options,
            "weight_g": variant.weight_mg,
            "active": variant.is_active,
        },
        on_hand=None if variant.item_id is None else variant.on_hand // WHOLE,
        reserved=-(-variant.reserved // WHOLE),
    )


def with_pieces(variants: QuerySet[Variant]) -> Any:
    """Adds ``on_hand`` and ``reserved`` over all shelves, base units."""
    there = Balance.objects.filter(item=OuterRef("item")).order_by().values("item")
    return variants.annotate(**{name: summed(there, name) for name in ("on_hand", "reserved")})


def summed(there: Any, name: str) -> Any:
    return Coalesce(Subquery(there.annotate(total=Sum(name)).values("total"), output_field=BigIntegerField()), 0)


@dataclass(frozen=True, slots=True)
class Categories:
    """The tree as it was read: {id: path of names} like "Home > Kitchen"."""

    paths: Mapping[Any, str]

    @classmethod
    def now(cls) -> Self:
        """One query."""
        named: dict[str, str] = {}
        found = {}
        for pk, path, name in Category.objects.order_by("path").values_list("pk", "path", "name"):
            above = named.get(path[: -Category.steplen])
            named[path] = f"{above}{TOP}{name}" if above else name
            found[pk] = named[path]
        return cls(found)

    def row_of(self, path: str) -> Category | None:
        """The category of this path; None for none."""
        pk = next((pk for pk, known in self.paths.items() if known == path), None)
        row: Category | None = Category.objects.filter(pk=pk).first() if pk else None
        return row


def currencies_of(lab: Lab) -> list[str]:
    """The lab's own currency, then those in which it has set prices."""
    prices = VariantPrice.objects.filter(variant__product__lab=lab).order_by("currency")
    return [lab.currency, *prices.values_list("currency", flat=True).distinct()]


def languages_of(lab: Lab) -> list[str]:
    """Those into which any product of the lab is translated."""
    said = Product.objects.filter(lab=lab).exclude(translations={}).values_list("translations", flat=True)
    found = {language for translations in said.iterator() for language in translations}
    return [language for language in LANGUAGES if language in found]


def listing_of(lab: Lab, currencies: Sequence[str], languages: Collection[str]) -> Iterator[list[Cell]]:
    """The lab's catalog, a row a variant, under ``columns_for`` these; a product's texts stand on its first row."""
    paths = Categories.now().paths
    names = [columns.price_column(currency) for currency in currencies]
    rows = with_pieces(Variant.objects.filter(product__lab=lab)).select_related("product").prefetch_related("prices")
    before = None
    for variant in rows.order_by("product_id", "position", "id").iterator(chunk_size=BATCH):
        known = known_variant(variant, lab.currency)
        is_first, before = variant.product_id != before, variant.product_id
        said = known_product(variant.product, paths).values if is_first else {}
        yield [
            variant.sku,
            variant.product.slug,
            *(cells.said(said.get(name)) for name in columns.of_product(languages)),
            cells.said(variant.options),
            cells.said_grams(variant.weight_mg),
            cells.said(variant.is_active),
            *(priced(known.values.get(name), name) for name in names),
            known.on_hand,
            None if known.on_hand is None else known.reserved,
            None,
        ]


def priced(minor: int | None, column: str) -> Cell:
    """An amount as the digits of its currency."""
    return cells.said_amount(minor, columns.currency_of(column))
