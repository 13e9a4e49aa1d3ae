"""How print jobs look from outside."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField, MoneyField
from strato.core.files import download_url
from strato.inventory.models import Spool
from strato.labs.api.serializers import PersonSerializer
from strato.labs.models import Lab
from strato.printing.api.model_shapes import BriefModelSerializer, FileUrlField
from strato.printing.api.quote_shapes import (
    WISH_FIELDS,
    BriefLabSerializer,
    BriefMaterialSerializer,
    BriefPrinterSerializer,
    PriceLineSerializer,
    RefusalReasonSerializer,
)
from strato.printing.models import Attempt, JobNote, Offer, PrintJob
from strato.printing.policies import can_make
from strato.printing.reports import deviation_percent
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.states import FailureReason, RunStatus


class BriefSpoolSerializer(serializers.ModelSerializer[Spool]):
    class Meta:
        model = Spool
        fields = ("id", "color_name", "color_hex", "label", "remaining_mg")


class AttemptRunSerializer(serializers.ModelSerializer[Run]):
    """One physical print."""

    printer = BriefPrinterSerializer(read_only=True)
    photo_url = FileUrlField(source="photo", inline=True)

    class Meta:
        model = Run
        fields = (
            "id", "printer", "status", "progress_percent", "planned_mg", "planned_seconds", "used_mg", "started_at",
            "ended_at", "failure_reason", "failure_note", "photo_url",
        )  # fmt: skip
        read_only_fields = fields


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    """One try to make the job."""

    run = AttemptRunSerializer(read_only=True)

    class Meta:
        model = Attempt
        fields = ("number", "created_at", "run")


class JobNoteSerializer(serializers.ModelSerializer[JobNote]):
    author = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = JobNote
        fields = ("id", "author", "text", "is_question", "created_at")


class LiveAttemptSerializer(serializers.Serializer[Any]):
    """How the latest attempt stands."""

    attempt = serializers.IntegerField()
    status = serializers.ChoiceField(choices=RunStatus.choices)
    progress_percent = serializers.IntegerField()
    started_at = serializers.DateTimeField(allow_null=True)
    seconds_left = serializers.IntegerField(allow_null=True)
    failure_reason = serializers.CharField(allow_blank=True, help_text="A failure reason, empty unless it failed.")


class PrintJobListSerializer(serializers.ModelSerializer[PrintJob]):
    """A print job in a list or on the board."""

    model = BriefModelSerializer(read_only=True)
    material = BriefMaterialSerializer(read_only=True)
    customer = PersonSerializer(read_only=True)
    lab = BriefLabSerializer(read_only=True)
    printer = BriefPrinterSerializer(read_only=True, allow_null=True)
    price = MoneyField(read_only=True)
    live = serializers.SerializerMethodField(help_text="The latest attempt, null before the first.")
    has_open_question = serializers.BooleanField(read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = PrintJob
        fields: tuple[str, ...] = (
            "id", "number", "status", "status_changed_at", "created_at", "model", "material", "color_hex", "quantity",
            "finish", "customer", "lab", "printer", "price", "grams_mg", "seconds", "needed_by", "ready_at",
            "completed_at", "live", "has_open_question", "order_line_id", "allowed_actions",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(LiveAttemptSerializer(allow_null=True))
    def get_live(self, job: PrintJob) -> dict[str, Any] | None:
        attempts = list(job.attempts.all())
        if not attempts:
            return None
        run = attempts[-1].run
        left = run.planned_seconds * (100 - run.progress_percent) // 100
        return {
            "attempt": attempts[-1].number,
            "status": run.status,
            "progress_percent": run.progress_percent,
            "started_at": run.started_at,
            "seconds_left": left if run.status in (RunStatus.RUNNING, RunStatus.PAUSED) else None,
            "failure_reason": run.failure_reason,
        }


class SlicingSerializer(serializers.Serializer[Any]):
    """What a real slicer says about one piece, and how far the estimate was off (positive: it takes more)."""

    grams_mg = serializers.IntegerField()
    seconds = serializers.IntegerField()
    mass_deviation_percent = serializers.FloatField()
    time_deviation_percent = serializers.FloatField()


class PrintJobSerializer(PrintJobListSerializer):
    """One print job with everything that was agreed on and what has happened."""

    spool = BriefSpoolSerializer(read_only=True, allow_null=True)
    quote = serializers.UUIDField(source="offer.quote_id", read_only=True, allow_null=True, default=None)
    lines = PriceLineSerializer(many=True, read_only=True)
    attempts = AttemptSerializer(many=True, read_only=True)
    notes = JobNoteSerializer(many=True, read_only=True)
    gcode_url = serializers.SerializerMethodField(help_text="For the makers of the lab.")
    slicing = serializers.SerializerMethodField(help_text="Null until the slicer has looked at it.")

    class Meta(PrintJobListSerializer.Meta):
        fields = (
            *PrintJobListSerializer.Meta.fields,
            *(name for name in WISH_FIELDS if name not in PrintJobListSerializer.Meta.fields),
            "quote", "lines", "note", "spool", "attempts", "notes", "gcode_url", "slicing", "slicing_error",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "string", "format": "uri-reference", "nullable": True})
    def get_gcode_url(self, job: PrintJob) -> str | None:
        if not can_make(self.context["request"].user, job):
            return None
        return download_url(job.gcode, filename=f"{job.number}.gcode")

    @extend_schema_field(SlicingSerializer(allow_null=True))
    def get_slicing(self, job: PrintJob) -> dict[str, Any] | None:
        if job.sliced_mg is None or job.sliced_seconds is None:
            return None
        return {
            "grams_mg": job.sliced_mg,
            "seconds": job.sliced_seconds,
            "mass_deviation_percent": deviation_percent(job.sliced_mg, job.grams_mg),
            "time_deviation_percent": deviation_percent(job.sliced_seconds, job.seconds),
        }


class ScopedSerializer(serializers.Serializer[Any]):
    """A form whose printers, spools and labs are those that the person may see."""

    SEEN = {"printer": Printer, "spool": Spool, "lab": Lab}

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        request = self.context.get("request")
        if request is not None:
            for name in self.SEEN.keys() & fields.keys():
                rows: Any = self.SEEN[name]._default_manager
                fields[name].queryset = rows.visible_to(request.user)
        return fields


class SubmitSerializer(ScopedSerializer):
    offer = serializers.PrimaryKeyRelatedField(queryset=Offer.objects.all())
    note = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    printer = serializers.PrimaryKeyRelatedField(queryset=Printer.objects.all(), required=False, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """Only offers of one's own quotes can be taken."""
        fields: dict[str, Any] = super().get_fields()
        request = self.context.get("request")
        if request is not None and request.user.is_authenticated:
            own = Offer.objects.filter(quote__owner=request.user).select_related("lab", "quote")
            fields["offer"].queryset = own
        return fields


class AssignSerializer(ScopedSerializer):
    printer = serializers.PrimaryKeyRelatedField(queryset=Printer.objects.all())
    spool = serializers.PrimaryKeyRelatedField(queryset=Spool.objects.all(), required=False, allow_null=True)


class RetrySerializer(ScopedSerializer):
    printer = serializers.PrimaryKeyRelatedField(queryset=Printer.objects.all(), required=False, allow_null=True)
    spool = serializers.PrimaryKeyRelatedField(queryset=Spool.objects.all(), required=False, allow_null=True)


class ReassignSerializer(ScopedSerializer):
    lab = serializers.PrimaryKeyRelatedField(queryset=Lab.objects.all())
    printer = serializers.PrimaryKeyRelatedField(queryset=Printer.objects.all(), required=False, allow_null=True)


class RejectSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=1000)


class CancelSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class TextSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=4000)


class JobProgressSerializer(serializers.Serializer[Any]):
    percent = serializers.IntegerField(min_value=0, max_value=100)


class CompleteSerializer(serializers.Serializer[Any]):
    used_mg = serializers.IntegerField(
        min_value=0, max_value=10**9, required=False, help_text="Material in fact used; left out: as planned"
    )


class FailSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=FailureReason.choices)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    photo = serializers.FileField(required=False)
    used_mg = serializers.IntegerField(min_value=0, max_value=10**9, required=False)


class TimelineEntrySerializer(serializers.Serializer[Any]):
    """One thing that happened: a step in the job's life, a step of an attempt, a question or an answer."""

    kind = serializers.ChoiceField(choices=[("status", "status"), ("run", "run"), ("note", "note")])
    at = serializers.DateTimeField()
    by = PersonSerializer(allow_null=True)
    from_status = serializers.CharField(allow_blank=True)
    to_status = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    attempt = serializers.IntegerField(allow_null=True)
    printer = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    is_question = serializers.BooleanField()
    photo_url = serializers.CharField(allow_null=True)


class PrinterChoiceSerializer(serializers.Serializer[Any]):
    """A printer of the job's lab, and whether it can make the job."""

    printer = BriefPrinterSerializer()
    is_suitable = serializers.BooleanField()
    reasons = RefusalReasonSerializer(many=True)
    queue_minutes = serializers.IntegerField()


class SpoolChoiceSerializer(serializers.Serializer[Any]):
    """A spool of the job's material."""

    spool = BriefSpoolSerializer()
    is_enough = serializers.BooleanField()
    is_color = serializers.BooleanField(help_text="It has the color that was asked for.")


class MachineChoicesSerializer(serializers.Serializer[Any]):
    """What a job can be made with at its lab: the best first."""

    printers = PrinterChoiceSerializer(many=True)
    spools = SpoolChoiceSerializer(many=True)


class LabChoiceSerializer(serializers.Serializer[Any]):
    """Another lab that might take over a failed job."""

    lab = BriefLabSerializer()
    is_possible = serializers.BooleanField()
    reasons = RefusalReasonSerializer(many=True)
    ready_at = serializers.DateTimeField(allow_null=True)


class LabOfSerializer(serializers.Serializer[Any]):
    """Which lab's board."""

    lab = serializers.UUIDField()


class ColumnSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=PrintJobStatus.choices)
    count = serializers.IntegerField()
    jobs = PrintJobListSerializer(many=True)


class BoardSerializer(serializers.Serializer[Any]):
    """A lab's jobs by status, oldest first; of the completed ones the latest."""

    lab = serializers.UUIDField()
    columns = ColumnSerializer(many=True)
