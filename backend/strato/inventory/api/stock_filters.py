"""How items, shelves, lots, levels and moves are narrowed down."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef

from strato.inventory.models import Balance, Item, Location, Lot, StockEntry, StockMove
from strato.inventory.states import MoveKind


class ItemFilter(filters.FilterSet):  # type: ignore[misc]  # django_filters is untyped
    lab = filters.UUIDFilter(field_name="lab")
    low = filters.BooleanFilter(method="only_low", help_text="Only those in use, at or below their warning mark.")
    is_active = filters.BooleanFilter()

    class Meta:
        model = Item
        fields = ("lab", "sku", "unit", "is_active", "low")

    def only_low(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.low() if wanted else rows


class LocationFilter(filters.FilterSet):  # type: ignore[misc]
    lab = filters.UUIDFilter(field_name="lab")
    is_active = filters.BooleanFilter()

    class Meta:
        model = Location
        fields = ("lab", "kind", "is_active")


class LotFilter(filters.FilterSet):  # type: ignore[misc]
    lab = filters.UUIDFilter(field_name="item__lab")
    item = filters.UUIDFilter(field_name="item")
    expires_before = filters.DateFilter(field_name="expires_on", lookup_expr="lt")

    class Meta:
        model = Lot
        fields = ("lab", "item", "code", "expires_before")


class LevelFilter(filters.FilterSet):  # type: ignore[misc]
    """What lies there; empty places only when asked for."""

    lab = filters.UUIDFilter(field_name="item__lab")
    item = filters.UUIDFilter(field_name="item")
    location = filters.UUIDFilter(field_name="location")
    lot = filters.UUIDFilter(field_name="lot")
    empty = filters.BooleanFilter(method="with_empty", help_text="true: places where nothing lies any more, too.")

    class Meta:
        model = Balance
        fields = ("lab", "item", "location", "lot", "empty")

    def filter_queryset(self, queryset: Any) -> Any:
        rows: Any = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("empty") else rows.filter(on_hand__gt=0)

    def with_empty(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows


class MoveFilter(filters.FilterSet):  # type: ignore[misc]
    lab = filters.UUIDFilter(field_name="lab")
    item = filters.UUIDFilter(method="of_item", help_text="Moves of this item.")
    location = filters.UUIDFilter(method="of_location", help_text="Moves into or out of this place.")
    kind = filters.ChoiceFilter(choices=MoveKind.choices)
    reference = filters.CharFilter(help_text='What caused it: "order:<id>".')
    since = filters.IsoDateTimeFilter(field_name="at", lookup_expr="gte")
    until = filters.IsoDateTimeFilter(field_name="at", lookup_expr="lt")

    class Meta:
        model = StockMove
        fields = ("lab", "item", "location", "kind", "reference", "since", "until")

    def of_item(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.filter(Exists(StockEntry.objects.filter(move=OuterRef("pk"), item=wanted)))

    def of_location(self, rows: Any, name: str, wanted: Any) -> Any:
        return rows.filter(Exists(StockEntry.objects.filter(move=OuterRef("pk"), location=wanted)))


class CountFilter(filters.FilterSet):  # type: ignore[misc]
    lab = filters.UUIDFilter(field_name="lab")

    class Meta:
        model = StockMove
        fields = ("lab",)
