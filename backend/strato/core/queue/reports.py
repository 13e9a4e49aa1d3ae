"""How the queue is doing."""

from django.db.models import Count

from strato.core.queue.clock import db_now
from strato.core.queue.models import Job, JobStatus


def counts() -> dict[str, int]:
    """How many jobs there are in each status."""
    found = dict(Job.objects.order_by().values_list("status").annotate(count=Count("pk")))
    return {status: found.get(status, 0) for status in JobStatus.values}


def oldest_wait_seconds() -> float:
    """How long the job that waits longest has been due; 0 when none waits."""
    oldest = Job.objects.due().order_by("run_at").values_list("run_at", flat=True).first()
    return 0.0 if oldest is None else max(0.0, (db_now() - oldest).total_seconds())
