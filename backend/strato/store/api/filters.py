"""How products are narrowed down."""

from typing import Any

import django_filters as filters
from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast, NullIf
from rest_framework.filters import OrderingFilter

from strato.core import exchange
from strato.core.money import CURRENCIES, Money
from strato.labs.models import Lab
from strato.store import reports
from strato.store.models import Category, Product
from strato.store.prices import base_rate, highest_shown_as, lowest_shown_as
from strato.store.texts import LANGUAGES

BOUND = f"Minor units of `currency` ({exchange.BASE} when there is none), at today's rate"
HIGHEST = 10**15
"""No price is higher; whoever asks for more asks for this."""


class ProductFilter(filters.FilterSet):  # type: ignore[misc]  # django_filters is untyped
    """Published products unless ``mine`` asks for drafts too."""

    search = filters.CharFilter(method="by_words", help_text="Full-text search, best match first")
    category = filters.CharFilter(method="in_category", help_text="A category's slug; those below it are included")
    lab = filters.ModelChoiceFilter(queryset=Lab.objects.all())
    price_min = filters.NumberFilter(field_name="gte", method="by_price", help_text=BOUND)
    price_max = filters.NumberFilter(field_name="lte", method="by_price", help_text=BOUND)
    available = filters.BooleanFilter(method="by_stock", help_text="Can be bought now")
    made_to_order = filters.BooleanFilter()
    rating_min = filters.NumberFilter(method="by_rating", help_text="1 to 5")
    mine = filters.BooleanFilter(method="only_mine", help_text="Products of my labs, drafts included")
    published = filters.BooleanFilter(field_name="is_published")
    missing = filters.ChoiceFilter(
        choices=[(code, code) for code in LANGUAGES],
        method="by_missing",
        help_text="Without a name in this language",
    )

    class Meta:
        model = Product
        fields = ("lab", "made_to_order")

    def filter_queryset(self, queryset: QuerySet[Product]) -> Any:
        rows: Any = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        return rows if asked.get("mine") or asked.get("published") is not None else rows.filter(is_published=True)

    @staticmethod
    def unasked(rows: Any) -> Any:
        return rows.filter(is_published=True)

    def by_words(self, rows: Any, name: str, words: str) -> Any:
        return reports.matching(rows, words)

    def in_category(self, rows: Any, name: str, slug: str) -> Any:
        path = Category.objects.filter(slug=slug).values_list("path", flat=True).first()
        return rows.filter(category__path__startswith=path) if path else rows.none()

    def by_price(self, rows: Any, compares: str, bound: Any) -> Any:
        """What is shown within the bound; a currency without a rate bounds the prices that labs ask in it."""
        asked = self.request.query_params.get("currency", "").upper()
        price = Money(max(-HIGHEST, min(int(bound), HIGHEST)), asked if asked in CURRENCIES else exchange.BASE)
        rate = base_rate(price.currency)
        if rate is None:
            there = reports.with_prices(rows).filter(lab__currency=price.currency)
            return there.filter(**{f"from_amount__{compares}": price.amount})
        edge = lowest_shown_as if compares == "gte" else highest_shown_as
        return rows.filter(**{f"base_price__{compares}": edge(price, rate)})

    def by_stock(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.filter(reports.buyable()) if wanted else rows.exclude(reports.buyable())

    def by_rating(self, rows: Any, name: str, least: Any) -> Any:
        mean = Cast(F("rating_sum"), FloatField()) / NullIf(Cast(F("rating_count"), FloatField()), 0.0)
        return rows.annotate(mean=mean).filter(mean__gte=float(least))

    def by_missing(self, rows: Any, name: str, language: str) -> Any:
        return rows.exclude(language=language).filter(**{f"translations__{language}__name__isnull": True})

    def only_mine(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.filter(lab__in=Lab.objects.of(self.request.user)) if wanted else rows


class ProductOrdering(OrderingFilter):
    """Prices are compared in one currency; what has none comes last, either way, and what costs the same newest first."""

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> Any:
        terms = super().get_ordering(request, queryset, view)
        return terms and [part for term in terms for part in by_price(term)]


def by_price(term: str) -> list[Any]:
    """``from_amount`` is the older word for ``price``."""
    if term.lstrip("-") not in ("price", "from_amount"):
        return [term]
    price = F("base_price")
    return [price.desc(nulls_last=True) if term.startswith("-") else price.asc(nulls_last=True), "-id"]
