"""How printers and runs look from outside."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.etags import VersionField
from strato.core.api.serializers import AllowedActionsField, VisibleField
from strato.core.files import download_url
from strato.core.money import MAX_AMOUNT
from strato.inventory.api.serializers import MAX_MG, LabRefSerializer, MaterialRefSerializer
from strato.inventory.models import Material, Spool
from strato.labs.api.serializers import PersonSerializer
from strato.labs.models import Lab
from strato.shopfloor import policies, reports
from strato.shopfloor.models import Printer, PrinterStatusChange, Run, RunStatusChange
from strato.shopfloor.states import FailureReason


class SpoolRefSerializer(serializers.ModelSerializer[Spool]):
    material = MaterialRefSerializer(read_only=True)

    class Meta:
        model = Spool
        fields = ("id", "material", "color_name", "color_hex", "label", "remaining_mg")


class LiveRunSerializer(serializers.ModelSerializer[Run]):
    """What is on a printer now."""

    seconds_left = serializers.SerializerMethodField()

    class Meta:
        model = Run
        fields = ("id", "label", "status", "progress_percent", "planned_seconds", "seconds_left", "started_at")

    def get_seconds_left(self, run: Run) -> int:
        return reports.seconds_left(run)


class PrinterSerializer(serializers.ModelSerializer[Printer]):
    """One machine. What only the lab's people see (spool, run, queue, notes) is null or empty for others."""

    lab = LabRefSerializer(read_only=True)
    materials = MaterialRefSerializer(many=True, read_only=True)
    loaded_spool = serializers.SerializerMethodField()
    live_run = serializers.SerializerMethodField()
    queue_minutes = serializers.SerializerMethodField()
    notes = serializers.SerializerMethodField()
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Printer
        fields = (
            "id", "lab", "name", "model", "technology", "build_x_mm", "build_y_mm", "build_z_mm", "nozzle_mm",
            "min_layer_mm", "max_layer_mm", "materials", "amount_per_hour", "status", "status_changed_at",
            "is_choosable", "loaded_spool", "live_run", "queue_minutes", "notes", "created_at", "version",
            "allowed_actions",
        )  # fmt: skip

    def is_inside(self, printer: Printer) -> bool:
        return policies.can_see_inside_printer(self.context["request"].user, printer)

    @extend_schema_field(SpoolRefSerializer(allow_null=True))
    def get_loaded_spool(self, printer: Printer) -> Any:
        spool = printer.loaded_spool
        return SpoolRefSerializer(spool).data if spool and self.is_inside(printer) else None

    @extend_schema_field(LiveRunSerializer(allow_null=True))
    def get_live_run(self, printer: Any) -> Any:
        live = [run for run in printer.active_runs if run.is_live]
        return LiveRunSerializer(live[0]).data if live and self.is_inside(printer) else None

    def get_queue_minutes(self, printer: Any) -> int | None:
        seconds = sum(reports.seconds_left(run) for run in printer.active_runs)
        return -(-seconds // 60) if self.is_inside(printer) else None

    def get_notes(self, printer: Printer) -> str:
        return printer.notes if self.is_inside(printer) else ""


class PrinterWriteSerializer(serializers.ModelSerializer[Printer]):
    """What a manager sets on a machine."""

    materials = serializers.PrimaryKeyRelatedField(many=True, queryset=Material.objects.active(), required=False)
    build_x_mm = serializers.IntegerField(min_value=1, max_value=10_000)
    build_y_mm = serializers.IntegerField(min_value=1, max_value=10_000)
    build_z_mm = serializers.IntegerField(min_value=1, max_value=10_000)
    nozzle_mm = serializers.FloatField(min_value=0.05, max_value=5, default=0.4)
    min_layer_mm = serializers.FloatField(min_value=0.01, max_value=5, default=0.1)
    max_layer_mm = serializers.FloatField(min_value=0.01, max_value=5, default=0.3)
    amount_per_hour = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, allow_null=True, required=False)

    class Meta:
        model = Printer
        fields: tuple[str, ...] = (
            "name", "model", "technology", "build_x_mm", "build_y_mm", "build_z_mm", "nozzle_mm", "min_layer_mm",
            "max_layer_mm", "materials", "amount_per_hour", "is_choosable", "notes",
        )  # fmt: skip

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        low = attrs.get("min_layer_mm", getattr(self.instance, "min_layer_mm", 0))
        high = attrs.get("max_layer_mm", getattr(self.instance, "max_layer_mm", low))
        if low > high:
            raise serializers.ValidationError({"max_layer_mm": "The thickest layer is thinner than the thinnest."})
        return attrs


class NewPrinterSerializer(PrinterWriteSerializer):
    """A new machine of a lab."""

    lab = VisibleField(queryset=Lab.objects.all())

    class Meta(PrinterWriteSerializer.Meta):
        fields = ("lab", *PrinterWriteSerializer.Meta.fields)
        validators: tuple[Any, ...] = ()  # a name that is taken is a conflict, said by the service


class LoadSpoolSerializer(serializers.Serializer[Any]):
    """The spool to put on; null takes it off."""

    spool = VisibleField(queryset=Spool.objects.all(), allow_null=True)


class PrinterStatisticsSerializer(serializers.Serializer[Any]):
    finished = serializers.IntegerField()
    failed = serializers.IntegerField()
    cancelled = serializers.IntegerField()
    success_percent = serializers.IntegerField(allow_null=True)
    hours = serializers.FloatField()
    used_mg = serializers.IntegerField()


class PrinterNameSerializer(serializers.ModelSerializer[Printer]):
    class Meta:
        model = Printer
        fields = ("id", "name", "model", "status")


class PrinterOfLabStatisticsSerializer(serializers.Serializer[Any]):
    printer = PrinterNameSerializer()
    statistics = PrinterStatisticsSerializer()


class PrinterStatusChangeSerializer(serializers.ModelSerializer[PrinterStatusChange]):
    by = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = PrinterStatusChange
        fields = ("from_status", "to_status", "by", "reason", "at")


class PrinterRefSerializer(serializers.ModelSerializer[Printer]):
    lab = LabRefSerializer(read_only=True)

    class Meta:
        model = Printer
        fields = ("id", "name", "model", "lab")


class RunSerializer(serializers.ModelSerializer[Run]):
    """One physical print: planned, going on or past."""

    printer = PrinterRefSerializer(read_only=True)
    spool = SpoolRefSerializer(read_only=True, allow_null=True)
    operator = PersonSerializer(read_only=True, allow_null=True)
    seconds_left = serializers.SerializerMethodField()
    failure_reason = serializers.SerializerMethodField(help_text="Of a failed run")
    photo_url = serializers.SerializerMethodField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Run
        fields = (
            "id", "label", "printer", "spool", "operator", "status", "status_changed_at", "planned_mg",
            "planned_seconds", "used_mg", "progress_percent", "seconds_left", "started_at", "ended_at",
            "failure_reason", "failure_note", "photo_url", "created_at", "allowed_actions",
        )  # fmt: skip

    def get_seconds_left(self, run: Run) -> int:
        return reports.seconds_left(run)

    @extend_schema_field({"oneOf": [{"$ref": "#/components/schemas/FailureReasonEnum"}, {"type": "null"}]})
    def get_failure_reason(self, run: Run) -> str | None:
        return run.failure_reason or None

    def get_photo_url(self, run: Run) -> str | None:
        return download_url(run.photo, inline=True)


class ProgressSerializer(serializers.Serializer[Any]):
    percent = serializers.IntegerField(min_value=0, max_value=100)


class UsedSerializer(serializers.Serializer[Any]):
    """What the run used; the planned amount (of a failed run: by its progress) if left out."""

    used_mg = serializers.IntegerField(min_value=0, max_value=MAX_MG, required=False, allow_null=True)


class FailureSerializer(UsedSerializer):
    reason = serializers.ChoiceField(choices=FailureReason.choices)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    photo = serializers.FileField(required=False, allow_null=True)


class CancellationSerializer(UsedSerializer):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class PhotoSerializer(serializers.Serializer[Any]):
    photo = serializers.FileField(help_text="JPEG, PNG, WebP or GIF")


class RunStatusChangeSerializer(serializers.ModelSerializer[RunStatusChange]):
    by = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = RunStatusChange
        fields = ("from_status", "to_status", "by", "reason", "at")


class PeriodSerializer(serializers.Serializer[Any]):
    """A period; the last 90 days unless said otherwise."""

    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        until = attrs.get("until") or timezone.now()
        since = attrs.get("since") or until - timedelta(days=90)
        if since >= until:
            raise serializers.ValidationError({"until": "A period ends after it began."})
        return {"since": since, "until": until}


class FailureShareSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    name = serializers.CharField()
    tried = serializers.IntegerField()
    failed = serializers.IntegerField()
    failed_percent = serializers.IntegerField(allow_null=True)


class FailureStatisticsSerializer(serializers.Serializer[Any]):
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    finished = serializers.IntegerField()
    failed = serializers.IntegerField()
    cancelled = serializers.IntegerField()
    success_percent = serializers.IntegerField(allow_null=True)
    wasted_mg = serializers.IntegerField()
    lost_hours = serializers.FloatField()
    by_reason = FailureShareSerializer(many=True)
    by_printer = FailureShareSerializer(many=True)
    by_material = FailureShareSerializer(many=True)
