"""How labs are narrowed down."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from strato.labs.models import Lab
from strato.labs.states import LabStatus, PaymentPolicy


class LabFilter(filters.FilterSet):  # type: ignore[misc]  # django_filters is untyped
    """Active labs unless a status is asked for or ``mine``."""

    status = filters.ChoiceFilter(choices=LabStatus.choices)
    mine = filters.BooleanFilter(method="only_mine", help_text="Only labs where I am a member, in every status.")
    city = filters.CharFilter(lookup_expr="iexact")
    country = filters.CharFilter(lookup_expr="iexact")
    payment_policy = filters.ChoiceFilter(choices=PaymentPolicy.choices)

    class Meta:
        model = Lab
        fields = ("status", "mine", "city", "country", "payment_policy", "auto_accept", "currency")

    def filter_queryset(self, queryset: QuerySet[Lab]) -> Any:
        rows: Any = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        return rows if asked.get("status") or asked.get("mine") else self.unasked(rows)

    @staticmethod
    def unasked(rows: Any) -> Any:
        return rows.filter(status=LabStatus.ACTIVE)

    def only_mine(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.filter(pk__in=Lab.objects.of(self.request.user)) if wanted else rows
