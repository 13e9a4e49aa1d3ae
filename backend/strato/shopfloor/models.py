"""Printers, and the runs they make."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from strato.core.status import Stateful, StatusChange
from strato.inventory.models import Material, Spool, Technology
from strato.labs.models import Lab
from strato.shopfloor.states import PRINTER_TRANSITIONS, RUN_TRANSITIONS, FailureReason, PrinterStatus, RunStatus

LIVE = (RunStatus.RUNNING, RunStatus.PAUSED)  # on a printer now
ACTIVE = (RunStatus.ASSIGNED, *LIVE)  # still before a printer


class PrinterQuerySet(models.QuerySet["Printer"]):
    def visible_to(self, user: Any) -> Self:
        """Printers of the labs one may see; retired ones only for the lab's members and admins."""
        rows = self.filter(lab__in=Lab.objects.visible_to(user))
        if user.is_authenticated and user.is_admin:
            return rows
        return rows.filter(~Q(status=PrinterStatus.RETIRED) | Q(lab__in=Lab.objects.of(user)))

    def working(self) -> Self:
        """Printers that will print again without anybody's decision."""
        return self.filter(status__in=[PrinterStatus.IDLE, PrinterStatus.PRINTING, PrinterStatus.PAUSED])


class Printer(Stateful):
    """One machine of one lab."""

    TRANSITIONS = PRINTER_TRANSITIONS
    FRAME_KIND = "printer"

    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="printers")
    name = models.CharField(max_length=80)
    model = models.CharField(max_length=80, blank=True, help_text="Maker's name, e.g. Prusa MK4S")
    technology = models.CharField(max_length=4, choices=Technology.choices, default=Technology.FDM)
    build_x_mm = models.PositiveIntegerField()
    build_y_mm = models.PositiveIntegerField()
    build_z_mm = models.PositiveIntegerField()
    nozzle_mm = models.FloatField(default=0.4)
    min_layer_mm = models.FloatField(default=0.1)
    max_layer_mm = models.FloatField(default=0.3)
    materials = models.ManyToManyField(Material, related_name="printers", blank=True)
    loaded_spool = models.ForeignKey(Spool, null=True, blank=True, on_delete=models.SET_NULL, related_name="printers")
    amount_per_hour = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Minor units; empty: the lab's rate"
    )
    status = models.CharField(max_length=12, choices=PrinterStatus.choices, default=PrinterStatus.IDLE)
    is_choosable = models.BooleanField(default=True, help_text="Customers may ask for this printer")
    notes = models.TextField(max_length=2000, blank=True)

    objects = PrinterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lab", "name"], name="one_printer_name_per_lab"),
            models.CheckConstraint(
                condition=Q(build_x_mm__gt=0, build_y_mm__gt=0, build_z_mm__gt=0), name="printer_has_a_volume"
            ),
        ]
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def build_volume_mm(self) -> tuple[int, int, int]:
        return (self.build_x_mm, self.build_y_mm, self.build_z_mm)

    def watchers(self) -> set[Any]:
        return self.lab.watchers()


class PrinterStatusChange(StatusChange):
    """One step in the life of a printer."""

    row = models.ForeignKey(Printer, on_delete=models.CASCADE, related_name="status_changes")


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, user: Any) -> Self:
        """Runs are the lab's own business: members and admins."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(printer__lab__in=Lab.objects.of(user))

    def active(self) -> Self:
        """Planned or live: what still lies before a printer."""
        return self.filter(status__in=ACTIVE)

    def live(self) -> Self:
        """What is on a printer now."""
        return self.filter(status__in=LIVE)


class Run(Stateful):
    """One physical execution on one machine, planned, going on or past."""

    TRANSITIONS = RUN_TRANSITIONS
    FRAME_KIND = "run"

    printer = models.ForeignKey(Printer, on_delete=models.PROTECT, related_name="runs")
    label = models.CharField(max_length=120, blank=True, help_text="What is on the plate, e.g. the print job's number")
    spool = models.ForeignKey(Spool, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs")
    operator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    status = models.CharField(max_length=12, choices=RunStatus.choices, default=RunStatus.QUEUED)
    planned_mg = models.PositiveBigIntegerField(default=0)
    planned_seconds = models.PositiveIntegerField(default=0)
    used_mg = models.PositiveBigIntegerField(default=0)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failure_reason = models.CharField(max_length=20, choices=FailureReason.choices, blank=True)
    failure_note = models.TextField(max_length=2000, blank=True)
    photo = models.ImageField(upload_to="runs/", blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["printer"], condition=Q(status__in=LIVE), name="one_live_run_per_printer"),
            models.CheckConstraint(condition=Q(progress_percent__lte=100), name="run_progress_at_most_100"),
        ]
        indexes = [
            models.Index(fields=["printer", "status"], name="run_of_printer"),
            models.Index(fields=["printer", "ended_at"], name="run_ended"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"run on {self.printer} ({self.status})"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    def watchers(self) -> set[Any]:
        return self.printer.lab.watchers()


class RunStatusChange(StatusChange):
    """One step in the life of a run."""

    row = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="status_changes")
