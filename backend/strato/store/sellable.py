"""How the store's variants stand on an order's line."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F

from strato.core.files import download_url
from strato.inventory import reports as stock
from strato.inventory.models import WHOLE, Item
from strato.labs.states import LabStatus
from strato.orders.models import OrderLine
from strato.orders.sellables import FORM_OF, Ware
from strato.store.models import Category, Product, ProductImage, Variant
from strato.store.prices import price_in


class VariantSellable:
    """Variants of products: stocked ones are held while they are being paid, the others are made to order."""

    kind = "variant"

    def wares(
        self, refs: Iterable[UUID], *, user: Any, currency: str, readers: Sequence[str] = ()
    ) -> Mapping[UUID, Ware]:
        """What these variants are now, in seven queries however many."""
        rows = list(
            Variant.objects.visible_to(user)
            .filter(pk__in=list(refs))
            .select_related("product__lab", "product__category")
            .prefetch_related("prices")
        )
        free = stock.available([row.item_id for row in rows if row.item_id])
        covers, categories = covers_of({row.product_id for row in rows}), category_scopes(rows)
        found = {}
        for row in rows:
            path = row.product.category.path if row.product.category else ""
            (title, language), (detail, detail_language) = row.product.said_to(readers)["name"], row.title_for(readers)
            found[row.pk] = Ware(
                kind=self.kind,
                ref=row.pk,
                title=title,
                language=language,
                unit_price=price_in(row, currency),
                sku=row.sku,
                detail=detail,
                detail_language=detail_language,
                lab_id=row.product.lab_id,
                tax_class=row.product.tax_class,
                weight_mg=row.weight_mg,
                image=picture_url(covers.get(row.product_id)),
                link=f"/shop/{row.product.slug}",
                available=free.get(row.item_id, 0) // WHOLE if row.item_id else None,
                problem=problem_of(row),
                scopes=(f"kind:{self.kind}", f"product:{row.product_id}", *categories.get(path, [])),
                facts={FORM_OF: str(row.product_id), "slug": row.product.slug, "lead_days": row.product.lead_days},
            )
        return found

    def called(self, things: Iterable[UUID], *, readers: Sequence[str] = ()) -> Mapping[UUID, str]:
        """Products by their names of today."""
        return {row.pk: row.texts_for(readers)["name"] for row in Product.objects.filter(pk__in=list(things))}

    def may_choose(self, ref: UUID, choice: UUID, *, user: Any) -> bool:
        """Nothing: each form of a product is a variant of its own."""
        return False

    def stock(self, lines: Sequence[OrderLine]) -> list[tuple[Item, int]]:
        """The items behind stocked variants."""
        items = {row.pk: row.item for row in variants_of(lines).select_related("item")}
        return [(item, line.quantity * WHOLE) for line in lines if (item := items.get(line.ref)) is not None]

    def placed(self, lines: Sequence[OrderLine], *, by: Any) -> None:
        """Nothing: the stock is held by the order."""

    def paid(self, lines: Sequence[OrderLine], *, by: Any) -> None:
        """The products count one sale more of each piece."""
        self._count(lines, sign=1)

    def ended(self, lines: Sequence[OrderLine], *, reason: str) -> None:
        """Nothing was sold after all; an order that was never paid counted nothing."""
        if reason == "refunded":
            self._count(lines, sign=-1)

    def _count(self, lines: Sequence[OrderLine], *, sign: int) -> None:
        products = dict(variants_of(lines).values_list("pk", "product_id"))
        sold = Counter[UUID]()
        for line in lines:
            if line.ref in products:
                sold[products[line.ref]] += line.quantity
        for product, pieces in sorted(sold.items()):
            Product.objects.filter(pk=product).update(sold_count=F("sold_count") + sign * pieces)


def variants_of(lines: Sequence[OrderLine]) -> Any:
    return Variant.objects.filter(pk__in=[line.ref for line in lines])


def covers_of(products: set[UUID]) -> dict[UUID, ProductImage]:
    """{product: its first picture}."""
    pictures = ProductImage.objects.filter(product__in=products).order_by("-position", "-id")
    return {picture.product_id: picture for picture in pictures}


def picture_url(picture: ProductImage | None) -> str:
    return (download_url(picture.thumbnail, inline=True) or "") if picture else ""


def problem_of(variant: Variant) -> str:
    """Why it cannot be bought now, "" when it can (stock aside)."""
    product = variant.product
    on_sale = variant.is_active and product.is_published and product.lab.status == LabStatus.ACTIVE
    return "" if on_sale else "not_for_sale"


def category_scopes(rows: Sequence[Variant]) -> dict[str, list[str]]:
    """{path of a category: scopes of it and of all above it}, so that a coupon may name any of them; one query."""
    paths = {row.product.category.path for row in rows if row.product.category}
    lineage = {path: [path[:end] for end in range(Category.steplen, len(path) + 1, Category.steplen)] for path in paths}
    ids = dict(
        Category.objects.filter(path__in={up for ups in lineage.values() for up in ups}).values_list("path", "pk")
    )
    return {path: [f"category:{ids[up]}" for up in ups] for path, ups in lineage.items()}
