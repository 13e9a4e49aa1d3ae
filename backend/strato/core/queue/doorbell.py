"""Telling the workers that there is something to do. A bell that fails costs a moment, never a job."""

from functools import cache
from typing import Any

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from strato.core.queue.models import Job

log = structlog.get_logger(__name__)


def ring(job: Job) -> None:
    """Ring for one job, by the transport that settings chose; errors are logged and swallowed: the rows are polled anyway."""
    if not settings.QUEUE_BELL:
        return
    try:
        bell(settings.QUEUE_BELL)(str(job.pk), job.lane)
    except Exception as error:  # noqa: BLE001 - whatever a broker may raise
        log.warning("doorbell_failed", job=str(job.pk), error=str(error))


@cache
def bell(path: str) -> Any:
    """The function ``(job_id, lane)`` behind a dotted path."""
    return import_string(path)
