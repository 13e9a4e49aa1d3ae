"""Copies of all that the house keeps of a person, made for that person."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from strato.accounts.states import ExportStatus
from strato.core.queue import Job
from strato.core.rows import Row


class DataExportQuerySet(models.QuerySet["DataExport"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; nobody else's, not even for admins."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def finished(self) -> Self:
        return self.exclude(ready_at=None)

    def past(self) -> Self:
        """Those whose file is to go."""
        return self.exclude(file="").filter(expires_at__lte=timezone.now())


class DataExport(Row):
    """One copy of one person's data as a ZIP file: asked for, made by a job, kept for some days."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_exports")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    file = models.FileField(upload_to="exports/", blank=True, help_text="Empty before it is ready and after it expired")
    size_bytes = models.PositiveBigIntegerField(null=True, blank=True)
    file_count = models.PositiveIntegerField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="The file is deleted then")

    objects = DataExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True, expires_at__isnull=True, file="")
                | Q(ready_at__isnull=False, expires_at__gt=models.F("ready_at")),
                name="export_expires_after_it_is_ready",
            )
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="exports_of_user"),
            models.Index(fields=["expires_at"], condition=~Q(file=""), name="exports_to_delete"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"Data of {self.user_id}, {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def status(self) -> ExportStatus:
        """Its job's until the file is there; a job that is gone without one has failed."""
        if self.ready_at is not None:
            return ExportStatus.READY if self.is_at_hand else ExportStatus.EXPIRED
        return ExportStatus(self.job.status) if self.job and self.job.status != "done" else ExportStatus.FAILED

    @property
    def is_at_hand(self) -> bool:
        """Can it be downloaded?"""
        return bool(self.file) and self.expires_at is not None and self.expires_at > timezone.now()

    @property
    def is_underway(self) -> bool:
        return self.ready_at is None and self.job is not None and not self.job.is_over

    @property
    def progress_percent(self) -> int:
        return 100 if self.ready_at else self.job.progress_percent if self.job else 0
