"""What keeps the table moving when nobody calls: abandoned jobs are offered again, periods come round, bells ring twice."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from strato.core.queue import claims, doorbell, telling
from strato.core.queue.clock import db_now
from strato.core.queue.models import Job, JobStatus
from strato.core.queue.registry import REGISTRY, Task

HINTS_AT_ONCE = 100
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
LOST_TEXT = "The worker died or was cut off each time."


def tend() -> None:
    """One round; cheap when there is nothing to do, and safe on any number of machines at once."""
    reap()
    offer_periodic()


def reap(owner: str = "") -> int:
    """Offer jobs without a living lease again; gives how many. With ``owner``: the jobs of that worker, known to be dead."""
    rows = Job.objects.filter(owner=owner, status=JobStatus.RUNNING) if owner else Job.objects.abandoned()
    if not rows.exists():
        return 0
    with transaction.atomic():
        used_up = list(
            rows.filter(attempts__gte=F("max_attempts")).select_for_update(skip_locked=True, of=("self",))[
                :HINTS_AT_ONCE
            ]
        )
        for job in used_up:
            Job.objects.filter(pk=job.pk).update(
                status=JobStatus.FAILED,
                finished_at=Now(),
                lease_until=None,
                owner="",
                error_code="worker_lost",
                error=LOST_TEXT,
            )
            telling.tell(job.pk, job.task, JobStatus.FAILED, 0, "worker_lost")
            claims.announce_failure(job.task, job.arguments, error_code="worker_lost", error=LOST_TEXT)
        offered = rows.filter(attempts__lt=F("max_attempts")).update(
            status=JobStatus.QUEUED, run_at=Now(), lease_until=None, owner="", hinted_at=None
        )
    return offered + len(used_up)


def offer_periodic() -> int:
    """Write a row for the present slot of each period, unique on its key; gives how many periods there are."""
    periodic = [task for task in REGISTRY.values() if task.every is not None]
    now = db_now()
    keys = {task.name: slot_key(task, now) for task in periodic}
    known = set(Job.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    Job.objects.bulk_create(
        [
            Job(task=task.name, key=keys[task.name], max_attempts=task.max_attempts, lane=task.lane, run_at=now)
            for task in periodic
            if keys[task.name] not in known
        ],
        ignore_conflicts=True,
    )
    return len(periodic)


def slot_key(task: Task, now: datetime) -> str:
    """ "core.forget_jobs@2026-11-21T00:00:00": the task and the beginning of its present period."""
    period = task.every or timedelta(days=1)
    start = EPOCH + (now - EPOCH) // period * period
    return f"{task.name}@{start:%Y-%m-%dT%H:%M:%S}"


def ring_again(after: timedelta) -> int:
    """Ring for due jobs whose bell was never heard, or too long ago; gives how many. For transports that can lose a hint."""
    silent = Q(hinted_at__isnull=True) | Q(hinted_at__lt=Now() - after)
    waiting = list(Job.objects.due().filter(silent).order_by("run_at", "id")[:HINTS_AT_ONCE])
    for job in waiting:
        doorbell.ring(job)
    Job.objects.filter(pk__in=[job.pk for job in waiting]).update(hinted_at=Now())
    return len(waiting)
