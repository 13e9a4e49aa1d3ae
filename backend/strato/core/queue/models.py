"""Background jobs: the row is the truth, the queue a doorbell."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from strato.core.rows import Row


class JobStatus(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Lane(models.TextChoices):
    """One worker always keeps out of the slow lane, so that minutes of slicing never hold up a person's upload."""

    QUICK = "quick"
    SLOW = "slow"


OVER = (JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see every job, others what they asked for."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(requested_by=user)

    def due(self) -> Self:
        """Waiting jobs whose time has come, by the database's clock."""
        return self.filter(status=JobStatus.QUEUED, run_at__lte=Now())

    def abandoned(self) -> Self:
        """Running jobs whose worker let the lease go: it is dead, or cut off."""
        return self.filter(status=JobStatus.RUNNING, lease_until__lt=Now())


class Job(Row):
    """One piece of work that survives the death of whoever does it.

    A worker owns it while ``lease_until`` lies ahead; every outcome is written ``WHERE owner AND fence``, so a worker that
    lost its lease cannot overwrite the next one's work. Delivery is at least once: handlers are idempotent.
    """

    task = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    lane = models.CharField(max_length=8, choices=Lane.choices, default=Lane.QUICK)
    status = models.CharField(max_length=12, choices=JobStatus.choices, default=JobStatus.QUEUED)
    run_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=5)
    owner = models.CharField(max_length=100, blank=True)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    hinted_at = models.DateTimeField(null=True, blank=True, help_text="When the doorbell last rang for it")
    progress_percent = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    error_code = models.CharField(max_length=60, blank=True)
    error = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=JobStatus.RUNNING) | Q(lease_until__isnull=False), name="running_job_has_a_lease"
            )
        ]
        indexes = [
            models.Index(fields=["status", "run_at"], name="job_due"),
            models.Index(fields=["status", "lease_until"], name="job_lease"),
            models.Index(fields=["requested_by", "-id"], name="job_of_user"),
        ]
        ordering = ("run_at", "id")

    def __str__(self) -> str:
        return f"{self.task} ({self.status})"

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    def can_be_cancelled(self) -> bool:
        return not self.is_over and not self.cancel_requested

    def can_be_retried(self) -> bool:
        return self.status in (JobStatus.FAILED, JobStatus.CANCELLED)
