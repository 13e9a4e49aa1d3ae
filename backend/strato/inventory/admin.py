"""The stock in the Django admin."""

from typing import Any

from django.contrib import admin

from strato.inventory.models import (
    Balance,
    Item,
    Location,
    Lot,
    Material,
    MaterialPrice,
    Reservation,
    Spool,
    SpoolMove,
    StockEntry,
    StockMove,
)


@admin.register(Material)
class MaterialAdmin(admin.ModelAdmin[Material]):
    list_display = ("name", "code", "technology", "density_g_cm3", "is_active")
    list_filter = ("technology", "is_active")
    search_fields = ("name", "code")


@admin.register(MaterialPrice)
class MaterialPriceAdmin(admin.ModelAdmin[MaterialPrice]):
    list_display = ("material", "lab", "amount_per_kg", "updated_at")
    list_filter = ("material",)
    list_select_related = ("lab", "material")
    raw_id_fields = ("lab",)


@admin.register(Spool)
class SpoolAdmin(admin.ModelAdmin[Spool]):
    list_display = ("material", "color_name", "color_hex", "lab", "label", "remaining_mg", "initial_mg", "is_archived")
    list_filter = ("material", "is_archived")
    search_fields = ("color_name", "label", "lab__name")
    list_select_related = ("lab", "material")
    raw_id_fields = ("lab",)
    readonly_fields = ("remaining_mg",)


@admin.register(SpoolMove)
class SpoolMoveAdmin(admin.ModelAdmin[SpoolMove]):
    list_display = ("spool", "delta_mg", "remaining_mg", "by", "reason", "at")
    list_select_related = ("spool__material", "by")
    raw_id_fields = ("spool", "by")
    search_fields = ("reason",)


class ReadOnly:
    """The books are looked at here; they change by receipts, counts, moves and orders only."""

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Item)
class ItemAdmin(admin.ModelAdmin[Item]):
    list_display = ("sku", "name", "lab", "unit", "on_hand", "reserved", "available", "low_at", "is_active")
    list_filter = ("unit", "is_active")
    search_fields = ("sku", "name", "lab__name")
    list_select_related = ("lab",)
    raw_id_fields = ("lab",)

    def get_queryset(self, request: Any) -> Any:
        return Item.objects.with_levels()

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("lab", "unit") if obj else ()

    @admin.display(ordering="on_hand")
    def on_hand(self, item: Any) -> int:
        return int(item.on_hand)

    @admin.display(ordering="reserved")
    def reserved(self, item: Any) -> int:
        return int(item.reserved)

    @admin.display(ordering="available")
    def available(self, item: Any) -> int:
        return int(item.available)


@admin.register(Location)
class LocationAdmin(admin.ModelAdmin[Location]):
    list_display = ("name", "kind", "lab", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("name", "lab__name")
    list_select_related = ("lab",)
    raw_id_fields = ("lab",)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("lab", "kind") if obj else ("kind",)


@admin.register(Lot)
class LotAdmin(admin.ModelAdmin[Lot]):
    list_display = ("code", "item", "expires_on")
    search_fields = ("code", "item__sku", "item__name")
    list_select_related = ("item",)
    raw_id_fields = ("item",)
    date_hierarchy = "expires_on"


@admin.register(Balance)
class BalanceAdmin(ReadOnly, admin.ModelAdmin[Balance]):
    list_display = ("item", "location", "lot", "on_hand", "reserved", "available", "updated_at")
    search_fields = ("item__sku", "item__name", "location__name", "lot__code")
    list_select_related = ("item", "location", "lot")
    show_full_result_count = False


@admin.register(Reservation)
class ReservationAdmin(ReadOnly, admin.ModelAdmin[Reservation]):
    list_display = ("reference", "balance", "quantity", "outcome", "expires_at", "ended_at")
    list_filter = ("outcome",)
    search_fields = ("=reference", "balance__item__sku")
    list_select_related = ("balance__item", "balance__location")
    show_full_result_count = False


class EntryInline(ReadOnly, admin.TabularInline[StockEntry, StockMove]):
    model = StockEntry
    extra = 0

    def get_queryset(self, request: Any) -> Any:
        return StockEntry.objects.select_related("item", "location", "lot")


@admin.register(StockMove)
class StockMoveAdmin(ReadOnly, admin.ModelAdmin[StockMove]):
    list_display = ("at", "kind", "lab", "reference", "by", "reason", "reverses")
    list_filter = ("kind",)
    search_fields = ("=reference", "=key", "reason", "lab__name")
    list_select_related = ("lab", "by", "reverses")
    inlines = (EntryInline,)
    show_full_result_count = False
