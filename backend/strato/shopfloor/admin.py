"""Printers and runs in the Django admin."""

from django.contrib import admin

from strato.shopfloor.models import Printer, PrinterStatusChange, Run, RunStatusChange


@admin.register(Printer)
class PrinterAdmin(admin.ModelAdmin[Printer]):
    list_display = ("name", "lab", "model", "technology", "status", "is_choosable", "loaded_spool")
    list_filter = ("status", "technology", "is_choosable")
    search_fields = ("name", "model", "lab__name")
    list_select_related = ("lab", "loaded_spool__material")
    raw_id_fields = ("lab", "loaded_spool")
    readonly_fields = ("status", "status_changed_at")


@admin.register(Run)
class RunAdmin(admin.ModelAdmin[Run]):
    list_display = (
        "label",
        "printer",
        "status",
        "progress_percent",
        "planned_mg",
        "used_mg",
        "failure_reason",
        "started_at",
        "ended_at",
    )
    list_filter = ("status", "failure_reason")
    search_fields = ("label", "printer__name")
    list_select_related = ("printer",)
    raw_id_fields = ("printer", "spool", "operator")
    readonly_fields = ("status", "status_changed_at")


@admin.register(PrinterStatusChange)
class PrinterStatusChangeAdmin(admin.ModelAdmin[PrinterStatusChange]):
    list_display = ("row", "from_status", "to_status", "by", "reason", "at")
    list_filter = ("to_status",)
    list_select_related = ("row", "by")
    raw_id_fields = ("row", "by")


@admin.register(RunStatusChange)
class RunStatusChangeAdmin(admin.ModelAdmin[RunStatusChange]):
    list_display = ("row", "from_status", "to_status", "by", "reason", "at")
    list_filter = ("to_status",)
    list_select_related = ("row__printer", "by")
    raw_id_fields = ("row", "by")
