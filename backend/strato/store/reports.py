"""Questions about the catalog that are no single row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Count, Exists, F, Max, Min, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat

from strato.core.money import Money
from strato.inventory.models import Balance
from strato.store.models import Category, Product, ProductImage, Variant, WordIndex
from strato.store.prices import converted
from strato.store.words import CONFIG, words_of


def matching(rows: QuerySet[Product], text: str) -> QuerySet[Product]:
    """Products that have all the words (the last may be unfinished), best first: those that are named so before others."""
    words = words_of(text)
    if not words:
        return rows.none() if text.strip() else rows
    if connection.vendor == "postgresql":
        query = SearchQuery(" & ".join([*words[:-1], f"{words[-1]}:*"]), config=CONFIG, search_type="raw")
        found = rows.filter(words__vector=query)
        return found.order_by(SearchRank(F("words__vector"), query).desc(), "-id")
    if has_word_index():
        return rows.filter(words__index__asked=" ".join([*words[:-1], f"{words[-1]}*"])).order_by(
            "words__index__rank", "-id"
        )
    return scanned(rows, words)


def scanned(rows: QuerySet[Product], words: Sequence[str]) -> QuerySet[Product]:
    """The same without an index, where SQLite was built without FTS5: the most sold first."""
    space = Value(" ", output_field=TextField())
    rows = rows.annotate(document=Concat(space, "words__names", space, "words__texts", space))
    for word in words[:-1]:
        rows = rows.filter(document__contains=f" {word} ")
    return rows.filter(document__contains=f" {words[-1]}").order_by("-sold_count", "-id")


@cache
def has_word_index() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [WordIndex._meta.db_table])
        return cursor.fetchone() is not None


def with_prices(rows: QuerySet[Product]) -> Any:
    """Adds ``from_amount`` and ``to_amount``, the span of the active variants' prices, and ``cheapest``, a variant's id."""
    variants = Variant.objects.filter(product=OuterRef("pk"), is_active=True)
    active = variants.order_by().values("product")
    return rows.annotate(
        cheapest=Subquery(variants.order_by("amount", "id").values("pk")[:1]),
        from_amount=Subquery(active.annotate(least=Min("amount")).values("least")),
        to_amount=Subquery(active.annotate(most=Max("amount")).values("most")),
    )


def with_stock(rows: Any) -> Any:
    """Adds ``can_buy``: ``buyable``, or not."""
    return rows.annotate(can_buy=buyable())


@cache
def buyable() -> Any:
    """The condition on a product that it is made to order, or some of it lies free on a shelf."""
    free = Balance.objects.filter(item__variant__product=OuterRef("pk"), item__variant__is_active=True)
    unstocked = Variant.objects.filter(product=OuterRef("pk"), is_active=True, item=None)
    return Exists(free.filter(on_hand__gt=F("reserved"))) | Exists(unstocked)


def with_cover(rows: Any) -> Any:
    """Adds ``cover``: the file name of the first picture's thumbnail."""
    first = ProductImage.objects.filter(product=OuterRef("pk")).order_by("position", "id")
    return rows.annotate(cover=Subquery(first.values("thumbnail")[:1]))


@dataclass(frozen=True, slots=True)
class Facets:
    """What the shopper may narrow down by, counted over what is on sale and fits the words."""

    categories: list[dict[str, Any]]
    labs: list[dict[str, Any]]
    price_min: int | None
    price_max: int | None


def facets(rows: QuerySet[Product], *, currency: str, readers: Sequence[str] = ()) -> Facets:
    """Categories (each with all below it) and labs with their numbers of products, and the span of prices in this currency; four queries."""
    by_path = dict(rows.order_by().exclude(category=None).values_list("category__path").annotate(n=Count("pk")))
    tree = [
        {"id": node.pk, "name": name, "language": language, "slug": node.slug, "depth": node.depth, "count": count}
        for node in Category.objects.order_by("path")
        for name, language in [node.said_to(readers)["name"]]
        if (count := sum(n for path, n in by_path.items() if path.startswith(node.path)))
    ]
    labs = rows.order_by().values("lab_id", "lab__name").annotate(n=Count("pk")).order_by("-n", "lab__name")[:50]
    least, most = price_span(rows, currency)
    return Facets(
        categories=tree,
        labs=[{"id": lab["lab_id"], "name": lab["lab__name"], "count": lab["n"]} for lab in labs],
        price_min=least,
        price_max=most,
    )


def price_span(rows: QuerySet[Product], currency: str) -> tuple[int | None, int | None]:
    """The least and the greatest price at today's rates, of the labs whose currency has one."""
    variants = Variant.objects.filter(product__in=rows.order_by().values("pk"), is_active=True).order_by()
    spans = variants.values_list("product__lab__currency").annotate(least=Min("amount"), most=Max("amount"))
    ends = [converted(Money(amount, source), currency) for source, *span in spans for amount in span]
    amounts = [money.amount for money in ends if money.currency == currency]
    return min(amounts, default=None), max(amounts, default=None)
