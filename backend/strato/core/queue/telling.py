"""Telling whoever follows "job:<id>" how it goes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from strato.core import realtime
from strato.core.queue.frames import JobProgressed
from strato.core.queue.models import Job

TOPIC = "job"


def tell(job_id: UUID, task: str, status: str, percent: int, error_code: str = "") -> None:
    """One ephemeral frame on the job's topic."""
    frame = JobProgressed(id=str(job_id), task=task, status=status, percent=percent, error_code=error_code)
    realtime.publish(f"{TOPIC}:{job_id}", frame)


def register_topic() -> None:
    """Whoever may see the row may follow it; the present state comes with the subscription."""
    realtime.topic(TOPIC, visible=is_visible, snapshot=snapshot)


def is_visible(user: Any, job_id: str) -> bool:
    return Job.objects.visible_to(user).filter(pk=job_id).exists()


def snapshot(user: Any, job_id: str) -> Iterable[JobProgressed]:
    job = Job.objects.get(pk=job_id)
    yield JobProgressed(
        id=str(job.pk), task=job.task, status=job.status, percent=job.progress_percent, error_code=job.error_code
    )
