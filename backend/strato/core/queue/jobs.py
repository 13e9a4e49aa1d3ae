"""Putting work on the table and doing it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.core.queue.models import Job, JobStatus
from strato.core.queue.registry import REGISTRY, name_of


@transaction.atomic
def defer(
    handler: Callable[..., Any], *, key: str | None = None, run_at: datetime | None = None, **arguments: Any
) -> Job:
    """Write a job row in the caller's transaction; with ``key`` the same work is queued only once."""
    known = REGISTRY[name_of(handler)]
    fields: dict[str, Any] = {
        "task": known.name,
        "arguments": arguments,
        "max_attempts": known.max_attempts,
        "run_at": run_at or timezone.now(),
    }
    if key is None:
        return Job.objects.create(**fields)
    return Job.objects.get_or_create(key=key, defaults=fields)[0]


def run_pending(limit: int = 100) -> int:
    """Do what is due, here and now; gives how many ran. For tests and one-off scripts."""
    done = 0
    while done < limit and (job := Job.objects.filter(status=JobStatus.QUEUED, run_at__lte=timezone.now()).first()):
        REGISTRY[job.task].handler(**job.arguments)
        Job.objects.filter(pk=job.pk).update(status=JobStatus.DONE, finished_at=timezone.now(), progress_percent=100)
        done += 1
    return done
