"""How materials, prices and spools are narrowed down."""

from typing import Any

import django_filters as filters

from strato.inventory.models import Material, MaterialPrice, Spool
from strato.labs.states import LabStatus


class MaterialFilter(filters.FilterSet):  # type: ignore[misc]  # django_filters is untyped
    lab = filters.UUIDFilter(field_name="prices__lab", help_text="Only what this lab offers.")
    offered = filters.BooleanFilter(method="only_offered", help_text="Only what some active lab offers.")

    class Meta:
        model = Material
        fields = ("lab", "technology", "offered", "code")

    def only_offered(self, rows: Any, name: str, wanted: Any) -> Any:
        offered = MaterialPrice.objects.filter(lab__status=LabStatus.ACTIVE).values("material")
        return rows.filter(pk__in=offered) if wanted else rows


class MaterialPriceFilter(filters.FilterSet):  # type: ignore[misc]
    lab = filters.UUIDFilter(field_name="lab")
    material = filters.UUIDFilter(field_name="material")

    class Meta:
        model = MaterialPrice
        fields = ("lab", "material")


class SpoolFilter(filters.FilterSet):  # type: ignore[misc]
    """Spools on the shelf unless archived ones are asked for."""

    lab = filters.UUIDFilter(field_name="lab")
    material = filters.UUIDFilter(field_name="material")
    low = filters.BooleanFilter(method="only_low", help_text="Only those at or below their warning mark.")
    archived = filters.BooleanFilter(method="only_archived", help_text="true: archived ones instead.")

    class Meta:
        model = Spool
        fields = ("lab", "material", "color_hex", "low", "archived")

    def filter_queryset(self, queryset: Any) -> Any:
        rows: Any = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("archived") else rows.filter(is_archived=False)

    def only_low(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.low() if wanted else rows

    def only_archived(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.filter(is_archived=True) if wanted else rows
