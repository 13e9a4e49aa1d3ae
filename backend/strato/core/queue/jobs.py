"""Putting work on the table, taking it off again."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from strato.core.queue import doorbell, telling
from strato.core.queue.errors import JobIsOver, JobNotOver
from strato.core.queue.models import Job, JobStatus
from strato.core.queue.registry import REGISTRY, name_of


@transaction.atomic
def defer(
    handler: Callable[..., Any],
    *,
    key: str | None = None,
    run_at: datetime | None = None,
    requested_by: Any = None,
    **arguments: Any,
) -> Job:
    """Write a job row in the caller's transaction; with ``key`` the same work is queued only once.

    ``requested_by`` is the person who may watch and cancel it. The doorbell rings after the commit.
    """
    known = REGISTRY[name_of(handler)]
    fields: dict[str, Any] = {
        "task": known.name,
        "arguments": arguments,
        "max_attempts": known.max_attempts,
        "lane": known.lane,
        "requested_by": requested_by if getattr(requested_by, "is_authenticated", False) else None,
    }
    if run_at is not None:
        fields["run_at"] = run_at
    job, is_new = Job.objects.get_or_create(key=key, defaults=fields) if key else (Job.objects.create(**fields), True)
    if is_new and (run_at is None or run_at <= timezone.now()):
        ring_after_commit(job)
    return job


@transaction.atomic
def defer_each(handler: Callable[..., Any], many: Mapping[str, Mapping[str, Any]]) -> None:
    """``defer`` for many at once: {key: arguments}, in one statement; keys that are queued already are passed over."""
    known = REGISTRY[name_of(handler)]
    jobs = [
        Job(key=key, task=known.name, arguments=arguments, max_attempts=known.max_attempts, lane=known.lane)
        for key, arguments in sorted(many.items())
    ]
    Job.objects.bulk_create(jobs, ignore_conflicts=True)
    for job in jobs:
        ring_after_commit(job)


@transaction.atomic
def cancel(job: Job) -> Job:
    """A waiting job ends at once; a running one is told, and ends where it next reports progress."""
    ended = Job.objects.filter(pk=job.pk, status=JobStatus.QUEUED).update(
        status=JobStatus.CANCELLED, cancel_requested=True, finished_at=Now()
    )
    told = ended or Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING).update(cancel_requested=True)
    if not told:
        raise JobIsOver
    job.refresh_from_db()
    telling.tell(job.pk, job.task, job.status, job.progress_percent)
    return job


@transaction.atomic
def try_again(job: Job) -> Job:
    """Offer a failed or cancelled job anew, with all its attempts."""
    offered = Job.objects.filter(pk=job.pk, status__in=[JobStatus.FAILED, JobStatus.CANCELLED]).update(
        status=JobStatus.QUEUED,
        run_at=Now(),
        attempts=0,
        progress_percent=0,
        cancel_requested=False,
        hinted_at=None,
        finished_at=None,
        error="",
        error_code="",
    )
    if not offered:
        raise JobNotOver
    job.refresh_from_db()
    ring_after_commit(job)
    return job


def ring_after_commit(job: Job) -> None:
    transaction.on_commit(partial(doorbell.ring, job))
