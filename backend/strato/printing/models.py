"""3D models, quotes and print jobs."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from strato.core.money import Money
from strato.core.rows import Row
from strato.core.status import Stateful, StatusChange
from strato.inventory.models import Material, Spool
from strato.labs.models import Lab
from strato.printing.mesh.facts import Severity
from strato.printing.quoting import UNKNOWN_BUFFER_MINUTES
from strato.printing.states import (
    MODEL_TRANSITIONS,
    PRINT_JOB_TRANSITIONS,
    Finish,
    ModelStatus,
    PrintJobStatus,
)
from strato.shopfloor.models import Printer, Run


def owned_by(user: Any) -> Q:
    """Rows of a signed-in person, or of a guest who still has the key that came with the first upload."""
    if user.is_authenticated:
        return Q(owner=user)
    key = getattr(user, "guest_key", "")
    return Q(owner__isnull=True, guest_key=key) if key else Q(pk__in=[])


class Model3DQuerySet(models.QuerySet["Model3D"]):
    def visible_to(self, user: Any) -> Self:
        """One's own models; a lab's members also see the models of its jobs."""
        if user.is_authenticated and user.is_admin:
            return self
        seen = owned_by(user)
        if user.is_authenticated:
            seen |= Q(pk__in=PrintJob.objects.filter(lab__in=Lab.objects.of(user)).values("model"))
        return self.filter(seen)

    def with_use(self) -> Self:
        """Adds ``is_in_use`` without a query per row."""
        return self.annotate(is_in_use=Exists(PrintJob.objects.filter(model=OuterRef("pk"))))


class Model3D(Stateful):
    """One uploaded 3D file and what the analysis found; numbers are in mm after the file's own unit is applied."""

    TRANSITIONS = MODEL_TRANSITIONS
    FRAME_KIND = "model"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="models"
    )
    guest_key = models.CharField(max_length=64, blank=True, db_index=True)
    name = models.CharField(max_length=200)
    filename = models.CharField(max_length=200, blank=True, help_text="What its owner called the file")
    file = models.FileField(upload_to="models/", blank=True, help_text="Empty when the file was refused")
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    status = models.CharField(max_length=12, choices=ModelStatus.choices, default=ModelStatus.ANALYZING)
    format = models.CharField(max_length=16, blank=True)
    unit = models.CharField(max_length=12, blank=True)
    unit_override = models.CharField(max_length=12, blank=True, help_text="What its owner says the unit is")
    triangles = models.PositiveIntegerField(null=True, blank=True)
    volume_mm3 = models.FloatField(null=True, blank=True)
    area_mm2 = models.FloatField(null=True, blank=True)
    size_x_mm = models.FloatField(null=True, blank=True)
    size_y_mm = models.FloatField(null=True, blank=True)
    size_z_mm = models.FloatField(null=True, blank=True)
    is_watertight = models.BooleanField(null=True, blank=True)
    metrics = models.JSONField(default=dict, help_text="MeshMetrics as a mapping")
    report = models.JSONField(
        default=dict, help_text="{findings: [{code, severity, facts, faces}], topology, thinnest_wall_mm}"
    )
    overlay = models.FileField(upload_to="overlays/", blank=True, help_text="Faces of the findings as JSON")
    analyzer = models.CharField(max_length=20, blank=True, help_text="Version of the analysis")
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal_detail = models.TextField(blank=True)
    preview = models.FileField(upload_to="previews/", blank=True, help_text="Decimated binary STL for the browser")
    thumbnail = models.ImageField(upload_to="thumbnails/", blank=True)
    repaired_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repairs")
    is_archived = models.BooleanField(default=False)

    objects = Model3DQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="model_of_owner")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    @property
    def size_mm(self) -> tuple[float, float, float] | None:
        if self.size_x_mm is None or self.size_y_mm is None or self.size_z_mm is None:
            return None
        return (self.size_x_mm, self.size_y_mm, self.size_z_mm)

    @property
    def flaws(self) -> list[str]:
        """The findings that keep it from being made as it is: mass and volume of such a model mean nothing."""
        return [one["code"] for one in self.report.get("findings", ()) if one["severity"] == Severity.MUST_FIX]

    @cached_property
    def is_in_use(self) -> bool:
        """Was a print job placed for it? Then its size stays as it is."""
        return self.printjobs.exists()

    def watchers(self) -> set[Any]:
        return {self.owner_id} if self.owner_id else set()


class Model3DStatusChange(StatusChange):
    """One step of the analysis of a model."""

    row = models.ForeignKey(Model3D, on_delete=models.CASCADE, related_name="status_changes")


class PrintWish(Row):
    """Abstract: what somebody wants made, the part that a quote and a print job share."""

    model = models.ForeignKey(Model3D, on_delete=models.PROTECT, related_name="%(class)ss")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")
    color_hex = models.CharField(max_length=7, blank=True, help_text="#rrggbb; empty: any color")
    layer_height_mm = models.FloatField(default=0.2)
    infill_percent = models.PositiveSmallIntegerField(default=20)
    wall_count = models.PositiveSmallIntegerField(default=2)
    supports = models.BooleanField(default=False)
    scale_percent = models.FloatField(default=100)
    quantity = models.PositiveIntegerField(default=1)
    finish = models.CharField(max_length=10, choices=Finish.choices, default=Finish.RAW)
    needed_by = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class QuoteQuerySet(models.QuerySet["Quote"]):
    def visible_to(self, user: Any) -> Self:
        return self if user.is_authenticated and user.is_admin else self.filter(owned_by(user))


class Quote(PrintWish):
    """One question to every lab, frozen with its answers until ``expires_at``."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="quotes"
    )
    guest_key = models.CharField(max_length=64, blank=True, db_index=True)
    expires_at = models.DateTimeField()
    estimator_version = models.CharField(max_length=20)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"quote for {self.model}"


class Offer(Row):
    """One lab's answer to a quote: a price and a date, or the reasons why it cannot."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="offers")
    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="offers")
    printer = models.ForeignKey(
        Printer,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The machine the price is for",
    )
    reasons = models.JSONField(default=list, help_text="Why not: [{code, facts}]; empty when the lab can")
    amount = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    lines = models.JSONField(default=list, help_text="[{code, facts, amount}] that sum to amount exactly")
    grams_mg = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Material of one piece with supports, mg"
    )
    seconds = models.PositiveIntegerField(null=True, blank=True, help_text="Machine time of one piece")
    ready_at = models.DateTimeField(null=True, blank=True)
    buffer_minutes = models.PositiveIntegerField(
        default=0, help_text="Of ready_at: what the lab usually needs beyond machine and queue"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quote", "lab"], name="one_offer_per_lab")]
        ordering = ("amount", "id")

    def __str__(self) -> str:
        return f"{self.lab}: {self.amount} {self.currency}"

    @property
    def is_possible(self) -> bool:
        return not self.reasons

    @property
    def price(self) -> Money | None:
        return None if self.amount is None else Money(self.amount, self.currency)


class PrintJobQuerySet(models.QuerySet["PrintJob"]):
    def visible_to(self, user: Any) -> Self:
        """The customer, the members of the lab that has the job, and the admins."""
        if not user.is_authenticated:
            return self.none()
        if user.is_admin:
            return self
        return self.filter(Q(customer_id=user.pk) | Q(lab__in=Lab.objects.of(user)))

    def with_due(self) -> Self:
        """Adds ``due``: the day it is needed, or one far away."""
        return self.annotate(due=Coalesce("needed_by", Value(date(9999, 12, 31)), output_field=models.DateField()))

    def due_first(self) -> Self:
        return self.order_by(F("needed_by").asc(nulls_last=True), "id")

    def with_parts(self) -> Self:
        """Adds what every shape of a job reads: names, latest attempts with their runs, words; three queries."""
        attempts = Attempt.objects.select_related("run__printer__lab").order_by("number")
        notes = JobNote.objects.select_related("author").order_by("id")
        return (
            self.with_due()
            .select_related("model", "material", "customer", "lab", "printer__lab", "spool", "offer")
            .defer("model__metrics", "model__report")
            .prefetch_related(Prefetch("attempts", attempts), Prefetch("notes", notes))
        )

    def open(self) -> Self:
        return self.exclude(status__in=[PrintJobStatus.COMPLETED, PrintJobStatus.REJECTED, PrintJobStatus.CANCELLED])


class PrintJob(Stateful, PrintWish):
    """One request of one customer to one lab, with the price they agreed on."""

    TRANSITIONS = PRINT_JOB_TRANSITIONS
    FRAME_KIND = "print_job"

    number = models.CharField(max_length=20, unique=True)
    customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="print_jobs")
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="print_jobs")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="print_jobs")
    printer = models.ForeignKey(Printer, null=True, blank=True, on_delete=models.SET_NULL, related_name="print_jobs")
    spool = models.ForeignKey(Spool, null=True, blank=True, on_delete=models.SET_NULL, related_name="print_jobs")
    status = models.CharField(max_length=20, choices=PrintJobStatus.choices, default=PrintJobStatus.DRAFT)
    amount = models.PositiveBigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="EUR")
    lines = models.JSONField(default=list)
    grams_mg = models.PositiveBigIntegerField(default=0, help_text="Material of one piece with supports, mg")
    seconds = models.PositiveIntegerField(default=0, help_text="Machine time of one piece")
    ready_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(max_length=4000, blank=True, help_text="What the customer wants the maker to know")
    order_line_id = models.UUIDField(null=True, blank=True, unique=True, help_text="The line it was bought on")
    completed_at = models.DateTimeField(null=True, blank=True)
    gcode = models.FileField(upload_to="gcode/", blank=True)
    sliced_mg = models.PositiveBigIntegerField(null=True, blank=True)
    sliced_seconds = models.PositiveIntegerField(null=True, blank=True)
    slicing_error = models.CharField(max_length=60, blank=True, help_text="Why the slicer refused: a code")

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="print_job_has_a_quantity"),
            models.UniqueConstraint(
                fields=["offer"], condition=~Q(status__in=["cancelled", "rejected"]), name="one_living_job_per_offer"
            ),
        ]
        indexes = [
            models.Index(fields=["lab", "status", "-id"], name="job_of_lab"),
            models.Index(fields=["customer", "-id"], name="job_of_customer"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.number

    @property
    def price(self) -> Money:
        return Money(self.amount, self.currency)

    def watchers(self) -> set[Any]:
        return {self.customer_id} | self.lab.watchers()

    @property
    def total_mg(self) -> int:
        """Material of all pieces: by the slicer when it has looked, else as estimated."""
        return (self.sliced_mg or self.grams_mg) * self.quantity

    @property
    def total_seconds(self) -> int:
        """Machine time of all pieces: by the slicer when it has looked, else as estimated."""
        return (self.sliced_seconds or self.seconds) * self.quantity

    @property
    def has_open_question(self) -> bool:
        """Has the lab asked something that the customer has not answered? Free when ``notes`` is prefetched."""
        notes = list(self.notes.all())
        return bool(notes) and notes[-1].is_question

    @property
    def current_run(self) -> Run | None:
        """The run of the latest attempt; free when ``attempts__run`` is prefetched."""
        attempts = list(self.attempts.all())
        return attempts[-1].run if attempts else None


class PrintJobStatusChange(StatusChange):
    """One step in the life of a print job."""

    row = models.ForeignKey(PrintJob, on_delete=models.CASCADE, related_name="status_changes")


class Attempt(Row):
    """One try to make a print job: its n-th run."""

    job = models.ForeignKey(PrintJob, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="attempt")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="attempts_are_numbered")]
        ordering = ("number",)

    def __str__(self) -> str:
        return f"attempt {self.number} of {self.job}"


class PrinterCorrection(models.Model):
    """What the finished jobs of one printer taught: how much more (or less) it takes than was estimated."""

    printer = models.OneToOneField(Printer, primary_key=True, on_delete=models.CASCADE, related_name="correction")
    time_factor = models.FloatField(default=1.0)
    mass_factor = models.FloatField(default=1.0)
    jobs = models.PositiveIntegerField(default=0, help_text="How many finished jobs it was learned from")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("printer",)

    def __str__(self) -> str:
        return f"{self.printer}: time x {self.time_factor:.2f}, mass x {self.mass_factor:.2f}"


class LabPace(models.Model):
    """What the finished jobs of one lab taught: how long it needs beyond machine and queue."""

    lab = models.OneToOneField(Lab, primary_key=True, on_delete=models.CASCADE, related_name="pace")
    buffer_minutes = models.PositiveIntegerField(default=UNKNOWN_BUFFER_MINUTES)
    jobs = models.PositiveIntegerField(default=0, help_text="How many finished jobs it was learned from")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("lab",)

    def __str__(self) -> str:
        return f"{self.lab}: {self.buffer_minutes} min"


class JobNote(Row):
    """One question or answer between the lab and the customer about a job."""

    job = models.ForeignKey(PrintJob, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=4000)
    is_question = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:60]
