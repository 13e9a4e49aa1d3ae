"""Printing in the Django admin: to look things up; statuses change by the acts alone."""

from typing import Any

from django.contrib import admin

from strato.printing.models import (
    Attempt,
    JobNote,
    LabPace,
    Model3D,
    Model3DStatusChange,
    Offer,
    PrinterCorrection,
    PrintJob,
    PrintJobStatusChange,
    Quote,
)

KEPT = ("status", "status_changed_at", "created_at", "updated_at")


class ReadOnlyInline(admin.TabularInline[Any, Any]):
    """Rows that are written by the acts and only looked at here."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class ModelStepInline(ReadOnlyInline):
    model = Model3DStatusChange


class JobStepInline(ReadOnlyInline):
    model = PrintJobStatusChange


class OfferInline(ReadOnlyInline):
    model = Offer
    fields = ("lab", "printer", "amount", "currency", "grams_mg", "seconds", "ready_at", "reasons")


class AttemptInline(ReadOnlyInline):
    model = Attempt


class NoteInline(ReadOnlyInline):
    model = JobNote


@admin.register(Model3D)
class Model3DAdmin(admin.ModelAdmin[Model3D]):
    list_display = ("name", "owner", "status", "format", "triangles", "size_bytes", "refusal_code", "created_at")
    list_filter = ("status", "format", "is_watertight", "is_archived")
    search_fields = ("name", "filename", "sha256", "owner__email")
    list_select_related = ("owner",)
    raw_id_fields = ("owner", "repaired_from")
    readonly_fields = (*KEPT, "sha256", "metrics", "report")
    inlines = (ModelStepInline,)


@admin.register(Quote)
class QuoteAdmin(admin.ModelAdmin[Quote]):
    list_display = ("model", "owner", "material", "quantity", "expires_at", "estimator_version", "created_at")
    list_filter = ("material", "finish")
    search_fields = ("model__name", "owner__email")
    list_select_related = ("model", "owner", "material")
    raw_id_fields = ("owner", "model")
    inlines = (OfferInline,)


@admin.register(Offer)
class OfferAdmin(admin.ModelAdmin[Offer]):
    list_display = ("lab", "quote", "amount", "currency", "ready_at", "is_possible")
    list_filter = ("lab", "currency")
    list_select_related = ("lab", "quote__model")
    raw_id_fields = ("quote", "lab", "printer")


@admin.register(PrintJob)
class PrintJobAdmin(admin.ModelAdmin[PrintJob]):
    list_display = ("number", "status", "customer", "lab", "model", "quantity", "price", "needed_by", "created_at")
    list_filter = ("status", "lab", "material", "finish")
    search_fields = ("number", "customer__email", "model__name")
    list_select_related = ("customer", "lab", "model")
    raw_id_fields = ("customer", "lab", "model", "offer", "printer", "spool")
    readonly_fields = (*KEPT, "number", "completed_at", "sliced_mg", "sliced_seconds", "slicing_error")
    inlines = (AttemptInline, NoteInline, JobStepInline)


@admin.register(Attempt)
class AttemptAdmin(admin.ModelAdmin[Attempt]):
    list_display = ("job", "number", "run", "created_at")
    search_fields = ("job__number",)
    list_select_related = ("job", "run__printer")
    raw_id_fields = ("job", "run")


@admin.register(JobNote)
class JobNoteAdmin(admin.ModelAdmin[JobNote]):
    list_display = ("job", "author", "is_question", "text", "created_at")
    list_filter = ("is_question",)
    search_fields = ("job__number", "text")
    list_select_related = ("job", "author")
    raw_id_fields = ("job", "author")


@admin.register(LabPace)
class LabPaceAdmin(admin.ModelAdmin[LabPace]):
    list_display = ("lab", "buffer_minutes", "jobs", "updated_at")
    search_fields = ("lab__name",)
    list_select_related = ("lab",)
    raw_id_fields = ("lab",)


@admin.register(PrinterCorrection)
class PrinterCorrectionAdmin(admin.ModelAdmin[PrinterCorrection]):
    list_display = ("printer", "time_factor", "mass_factor", "jobs", "updated_at")
    search_fields = ("printer__name",)
    list_select_related = ("printer",)
    raw_id_fields = ("printer",)
