"""The core's own housekeeping."""

from datetime import timedelta

from django.db.models.functions import Now

from strato.core import answers, queue
from strato.core.files import orphans, uploads
from strato.core.queue import Job, JobStatus
from strato.core.realtime.trim import trim

KEPT = {JobStatus.DONE: timedelta(days=7), JobStatus.CANCELLED: timedelta(days=7), JobStatus.FAILED: timedelta(days=60)}


@queue.every(hours=24)
def forget_jobs() -> None:
    """Delete the rows of jobs that ended long ago."""
    for status, age in KEPT.items():
        Job.objects.filter(status=status, finished_at__lt=Now() - age).delete()


@queue.every(minutes=30)
def forget_uploads() -> None:
    """Delete unfinished and unclaimed uploads past their time."""
    uploads.sweep()


@queue.every(hours=1)
def forget_answers() -> None:
    """Delete the kept answers of old acts."""
    answers.forget()


@queue.every(hours=24)
def forget_orphans() -> None:
    """Delete stored files that no row names."""
    orphans.sweep()


@queue.every(hours=6)
def forget_frames() -> None:
    """Delete durable frames that are too old or too many."""
    trim()
