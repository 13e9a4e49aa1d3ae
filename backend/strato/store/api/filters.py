"""How products are narrowed down."""

from typing import Any

import django_filters as filters
from django.db.models import F, FloatField, Q, QuerySet
from django.db.models.functions import Cast, NullIf

from strato.core.money import CURRENCIES, Money
from strato.labs.models import Lab
from strato.store import reports
from strato.store.models import Category, Product
from strato.store.prices import converted

BOUND = "Minor units of `currency`, at today's rate; without `currency`, of each lab's own"
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

    class Meta:
        model = Product
        fields = ("lab", "made_to_order")

    def filter_queryset(self, queryset: QuerySet[Product]) -> Any:
        rows: Any = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        return rows if asked.get("mine") or asked.get("published") is not None else rows.filter(is_published=True)

    def by_words(self, rows: Any, name: str, words: str) -> Any:
        return reports.matching(rows, words)

    def in_category(self, rows: Any, name: str, slug: str) -> Any:
        path = Category.objects.filter(slug=slug).values_list("path", flat=True).first()
        return rows.filter(category__path__startswith=path) if path else rows.none()

    def by_price(self, rows: Any, compares: str, bound: Any) -> Any:
        """The bound in each lab's currency: what a yen is, and how many a euro is, differ."""
        asked = self.request.query_params.get("currency", "").upper()
        if asked not in CURRENCIES:
            return rows.filter(**{f"from_amount__{compares}": bound})
        price = Money(min(int(bound), HIGHEST), asked)
        within = Q(pk=None)
        for currency in Lab.objects.order_by().values_list("currency", flat=True).distinct():
            there = converted(price, currency)
            if there.currency == currency:
                within |= Q(**{"lab__currency": currency, f"from_amount__{compares}": there.amount})
        return rows.filter(within)

    def by_stock(self, rows: Any, name: str, wanted: Any) -> Any:
        return reports.with_stock(rows).filter(can_buy=wanted)

    def by_rating(self, rows: Any, name: str, least: Any) -> Any:
        mean = Cast(F("rating_sum"), FloatField()) / NullIf(Cast(F("rating_count"), FloatField()), 0.0)
        return rows.annotate(mean=mean).filter(mean__gte=float(least))

    def only_mine(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.filter(lab__in=Lab.objects.of(self.request.user)) if wanted else rows
