"""Who owns a job, and how it ended: every write is one compare-and-set on (owner, fence, status)."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from strato.core.queue import telling
from strato.core.queue.models import Job, JobStatus, Lane
from strato.core.queue.registry import REGISTRY

log = structlog.get_logger(__name__)
LONGEST_BACKOFF_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Claim:
    """One worker's hold on one attempt of one job."""

    job_id: UUID
    task: str
    arguments: dict[str, Any]
    attempt: int
    max_attempts: int
    owner: str
    fence: int


def lease() -> timedelta:
    return timedelta(seconds=settings.QUEUE_LEASE_SECONDS)


def is_any_due(lanes: tuple[str, ...] = tuple(Lane.values)) -> bool:
    """A cheap look without a lock: on SQLite a claim takes the write lock."""
    return Job.objects.due().filter(lane__in=lanes).exists()


@transaction.atomic
def claim(
    owner: str, *, job_id: UUID | str | None = None, lanes: tuple[str, ...] = tuple(Lane.values), early: bool = False
) -> Claim | None:
    """Take the next due job (or just this one) for ``owner``; None when there is none or another was faster.

    ``early`` also takes jobs whose time has not come.
    """
    rows = Job.objects.filter(status=JobStatus.QUEUED) if early else Job.objects.due()
    rows = rows.filter(lane__in=lanes) if job_id is None else rows.filter(pk=job_id)
    job = rows.select_for_update(skip_locked=True, of=("self",)).order_by("run_at", "id").first()
    if job is None:
        return None
    taken = Job.objects.filter(pk=job.pk, status=JobStatus.QUEUED, fence=job.fence).update(
        status=JobStatus.RUNNING,
        owner=owner,
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
        lease_until=Now() + lease(),
        started_at=Now(),
        progress_percent=0,
    )
    if not taken:
        return None
    return Claim(job.pk, job.task, job.arguments, job.attempts + 1, job.max_attempts, owner, job.fence + 1)


def held(claim: Claim) -> Any:
    """The job's row as long as this claim still holds it; an empty query set afterwards."""
    return Job.objects.filter(pk=claim.job_id, owner=claim.owner, fence=claim.fence, status=JobStatus.RUNNING)


def extend(claim: Claim, **fields: Any) -> bool | None:
    """Heartbeat: a new lease (and these fields); gives whether somebody asked to cancel, None when the claim is lost."""
    if not held(claim).update(lease_until=Now() + lease(), **fields):
        return None
    return bool(Job.objects.values_list("cancel_requested", flat=True).get(pk=claim.job_id))


def finish(claim: Claim) -> bool:
    """Write "done"; False when the claim was lost meanwhile."""
    return close(claim, JobStatus.DONE, progress_percent=100)


def cancelled(claim: Claim) -> bool:
    return close(claim, JobStatus.CANCELLED)


def close(claim: Claim, status: JobStatus, *, error_code: str = "", error: str = "", **fields: Any) -> bool:
    """End the job in this status if the claim still holds."""
    ended = held(claim).update(
        status=status, finished_at=Now(), lease_until=None, owner="", error_code=error_code, error=error, **fields
    )
    if ended:
        percent = 100 if status == JobStatus.DONE else 0
        telling.tell(claim.job_id, claim.task, status, percent, error_code)
    return bool(ended)


def release(claim: Claim) -> bool:
    """Give the job back untouched: the attempt does not count."""
    return bool(
        held(claim).update(
            status=JobStatus.QUEUED, run_at=Now(), lease_until=None, owner="", attempts=F("attempts") - 1
        )
    )


def retry_later(claim: Claim, *, error_code: str, error: str, after: timedelta | None = None) -> bool:
    """Back to the queue after a pause, or to "failed" when the attempts are used up."""
    if claim.attempt >= claim.max_attempts:
        return fail(claim, error_code=error_code, error=error)
    pause = after if after is not None else backoff(claim.task, claim.attempt)
    return bool(
        held(claim).update(
            status=JobStatus.QUEUED,
            run_at=Now() + pause,
            lease_until=None,
            hinted_at=None,
            owner="",
            error_code=error_code,
            error=error,
        )
    )


@transaction.atomic
def fail(claim: Claim, *, error_code: str, error: str) -> bool:
    """End the job as failed and tell the task's ``on_failure`` in the same transaction."""
    if not close(claim, JobStatus.FAILED, error_code=error_code, error=error):
        return False
    announce_failure(claim.task, claim.arguments, error_code=error_code, error=error)
    return True


def announce_failure(task: str, arguments: dict[str, Any], *, error_code: str, error: str) -> None:
    """Call ``on_failure``; its own mistakes are logged and must not keep the job from ending."""
    known = REGISTRY.get(task)
    if known is None or known.on_failure is None:
        return
    try:
        with transaction.atomic():
            known.on_failure(error_code=error_code, error=error, **arguments)
    except Exception:
        log.exception("on_failure_failed", task=task)


def backoff(task: str, attempt: int) -> timedelta:
    """Exponential with jitter: half to all of base x 2^(attempt - 1), at most ten minutes."""
    known = REGISTRY.get(task)
    base = known.backoff_seconds if known else 2.0
    longest = min(base * 2 ** min(attempt - 1, 20), LONGEST_BACKOFF_SECONDS)
    return timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
