"""The stock in the Django admin."""

from django.contrib import admin

from strato.inventory.models import Material, MaterialPrice, Spool, SpoolMove


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
