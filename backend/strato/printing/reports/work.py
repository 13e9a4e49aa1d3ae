"""Answers about print jobs that are no queryset of one model."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from strato.core.files import download_url
from strato.printing.models import PrintJob, PrintJobStatusChange
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import RunStatusChange

TIMELINE_LIMIT = 500


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened to a job: a step of its life ("status"), of one of its attempts ("run"), or words ("note")."""

    kind: str
    at: datetime
    by: Any = None
    from_status: str = ""
    to_status: str = ""
    reason: str = ""
    attempt: int | None = None
    printer: str = ""
    text: str = ""
    is_question: bool = False
    photo_url: str | None = None


def timeline(job: PrintJob) -> list[TimelineEntry]:
    """What happened to a job, oldest first; four queries, at most the latest ``TIMELINE_LIMIT`` of each kind."""
    entries = [*_notes(job), *_runs(job), *_steps(job)]
    entries.reverse()  # each part comes newest first; what happened in one moment keeps its order
    return sorted(entries, key=lambda entry: entry.at)


def _steps(job: PrintJob) -> list[TimelineEntry]:
    steps = PrintJobStatusChange.objects.filter(row=job).select_related("by").order_by("-id")[:TIMELINE_LIMIT]
    return [
        TimelineEntry(
            "status", step.at, by=step.by, from_status=step.from_status, to_status=step.to_status, reason=step.reason
        )
        for step in steps
    ]


def _runs(job: PrintJob) -> list[TimelineEntry]:
    attempts = {a.run_id: a for a in job.attempts.select_related("run__printer").all()}
    steps = RunStatusChange.objects.filter(row__in=list(attempts)).select_related("by").order_by("-id")[:TIMELINE_LIMIT]
    return [_run_entry(attempts[step.row_id], step) for step in steps]


def _run_entry(attempt: Any, step: RunStatusChange) -> TimelineEntry:
    failed = step.to_status == "failed"
    return TimelineEntry(
        "run",
        step.at,
        by=step.by,
        from_status=step.from_status,
        to_status=step.to_status,
        reason=attempt.run.failure_reason if failed else step.reason,
        text=attempt.run.failure_note if failed else "",
        attempt=attempt.number,
        printer=attempt.run.printer.name,
        photo_url=download_url(attempt.run.photo, inline=True) if failed and attempt.run.photo else None,
    )


def _notes(job: PrintJob) -> list[TimelineEntry]:
    notes = job.notes.select_related("author").order_by("-id")[:TIMELINE_LIMIT]
    return [
        TimelineEntry("note", note.created_at, by=note.author, text=note.text, is_question=note.is_question)
        for note in notes
    ]


@dataclass(frozen=True, slots=True)
class Column:
    """The jobs of one status; ``jobs`` may be fewer than ``count``."""

    status: str
    count: int
    jobs: QuerySet[PrintJob]


def board(rows: Any, statuses: tuple[str, ...], limit: int) -> list[Column]:
    """The columns of a review board: what is due first on top, of the completed the latest. One query a column and one more."""
    counts = dict(rows.order_by().values_list("status").annotate(count=Count("id")))
    columns = []
    for status in statuses:
        here = rows.filter(status=status)
        ordered = here.order_by("-completed_at", "-id") if status == PrintJobStatus.COMPLETED else here.due_first()
        columns.append(Column(status, counts.get(status, 0), ordered[:limit] if counts.get(status) else rows.none()))
    return columns


def deviation_percent(actual: int, estimated: int) -> float:
    """How much more (positive) or less than estimated, in percent."""
    return round(100 * (actual - estimated) / estimated, 1) if estimated else 0.0
