"""Background jobs: the row is the truth, the queue a doorbell."""

from django.db import models
from django.utils import timezone

from strato.core.rows import Row


class JobStatus(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Row):
    """One piece of work that survives the death of whoever does it.

    A worker owns it while ``lease_until`` lies ahead; every outcome is written ``WHERE owner AND fence``, so a worker that
    lost its lease cannot overwrite the next one's work. Delivery is at least once: handlers are idempotent.
    """

    task = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    status = models.CharField(max_length=12, choices=JobStatus.choices, default=JobStatus.QUEUED)
    run_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=5)
    owner = models.CharField(max_length=100, blank=True)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["status", "run_at"], name="job_due"),
            models.Index(fields=["status", "lease_until"], name="job_lease"),
        ]
        ordering = ("run_at", "id")

    def __str__(self) -> str:
        return f"{self.task} ({self.status})"
