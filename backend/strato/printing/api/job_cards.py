"""Print jobs in lists, from plain values: no row object is made for them. Two queries for a page beside its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from strato.accounts.models import display_name
from strato.core.api.serializers import allowed_actions
from strato.core.files.links import url_of
from strato.core.prepared import Prepared, Somebody
from strato.printing.models import Attempt, JobNote, PrintJob
from strato.printing.states import PRINT_JOB_TRANSITIONS
from strato.shopfloor.states import RunStatus

Row = dict[str, Any]
OWN = ("id", "number", "status", "status_changed_at", "created_at")
WISH = ("color_hex", "quantity", "finish")
RESULT = ("grams_mg", "seconds", "needed_by", "ready_at", "completed_at")


def columns(part: str, *names: str) -> dict[str, str]:
    """{name in the answer: name in the row}."""
    return {name: f"{part}__{name}" for name in names}


MATERIAL = columns("material", "id", "code", "name", "technology")
LAB = columns("lab", "id", "name", "slug", "city", "country", "lat", "lng", "payment_policy", "auto_accept")
PRINTER = columns("printer", "id", "name", "model", "technology", "status")
VALUES = (
    *OWN, *WISH, *RESULT, *MATERIAL.values(), *LAB.values(), *PRINTER.values(), "amount", "currency", "due",
    "order_line_id",
    "model__id", "model__name", "model__thumbnail", "model__size_x_mm", "model__size_y_mm", "model__size_z_mm",
    "customer__id", "customer__name", "customer__username", "customer__email",
)  # fmt: skip
ATTEMPT = (
    "job_id", "number", "run_id", "run__status", "run__progress_percent", "run__planned_seconds", "run__started_at",
    "run__failure_reason",
)  # fmt: skip
STEP = 5
"""Pages are read in multiples of it, so that few questions are written."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the policies read of a row beside the job."""

    pk: Any
    status: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the policies and conditions of the acts read of a job; where these are equal, so are the acts."""

    status: str
    customer_id: Any
    lab: Part
    printer: Part | None
    current_run: Part | None
    has_open_question: bool

    def can_become(self, status: str) -> bool:
        return status in PRINT_JOB_TRANSITIONS.get(self.status, frozenset())


def cards(rows: Sequence[Row], *, view: Any, user: Any) -> list[dict[str, Any]]:
    """Rows of ``values(*VALUES)`` as ``PrintJobListSerializer`` shows them."""
    ids = [row["id"] for row in rows]
    attempts, asked = latest_attempts(ids), open_questions(ids)
    acts: dict[Facts, list[str]] = {}
    found = []
    for row in rows:
        attempt = attempts.get(row["id"])
        facts = facts_of(row, attempt, has_open_question=asked.get(row["id"], False))
        if facts not in acts:
            acts[facts] = allowed_actions(view, user, facts)
        found.append(
            card(row)
            | {
                "live": live(attempt) if attempt else None,
                "has_open_question": facts.has_open_question,
                "order_line_id": row["order_line_id"],
                "allowed_actions": acts[facts],
            }
        )
    return found


@cache
def newest(how_many: int) -> Prepared:
    """The newest jobs that a person sees who is no admin."""
    return Prepared(
        lambda me: PrintJob.objects.visible_to(Somebody(me)).with_due().order_by("-id").values_list(*VALUES)[:how_many],
        PrintJob._meta.pk,
    )


def newest_rows(user: Any, how_many: int) -> list[Row]:
    return [dict(zip(VALUES, row, strict=True)) for row in newest(how_many)(user.pk)]


def latest_attempts(jobs: Sequence[Any]) -> dict[Any, Row]:
    """{job: its latest attempt with the run}."""
    return {row[0]: dict(zip(ATTEMPT, row, strict=True)) for row in about(jobs, attempts_of)}


def open_questions(jobs: Sequence[Any]) -> dict[Any, bool]:
    """{job: is the latest note a question?}"""
    return dict(about(jobs, notes_of))


def about(jobs: Sequence[Any], question: Callable[[int], Prepared]) -> list[tuple[Any, ...]]:
    if not jobs:
        return []
    slots = [*jobs, *[jobs[-1]] * (-len(jobs) % STEP)]
    return question(len(slots))(*slots)


@cache
def attempts_of(how_many: int) -> Prepared:
    """The attempts at so many jobs, the latest of each last."""
    return Prepared(
        lambda *jobs: (
            Attempt.objects.filter(job__in=PrintJob.objects.filter(pk__in=jobs))
            .order_by("number")
            .values_list(*ATTEMPT)
        ),
        *[PrintJob._meta.pk] * how_many,
    )


@cache
def notes_of(how_many: int) -> Prepared:
    """What was said about so many jobs, the latest of each last."""
    return Prepared(
        lambda *jobs: (
            JobNote.objects.filter(job__in=PrintJob.objects.filter(pk__in=jobs))
            .order_by("id")
            .values_list("job_id", "is_question")
        ),
        *[PrintJob._meta.pk] * how_many,
    )


def facts_of(row: Row, attempt: Row | None, *, has_open_question: bool) -> Facts:
    return Facts(
        status=row["status"],
        customer_id=row["customer__id"],
        lab=Part(row["lab__id"]),
        printer=Part(row["printer__id"], row["printer__status"]) if row["printer__id"] else None,
        current_run=Part(attempt["run_id"], attempt["run__status"]) if attempt else None,
        has_open_question=has_open_question,
    )


def card(row: Row) -> dict[str, Any]:
    """What the row alone tells."""
    size = (row["model__size_x_mm"], row["model__size_y_mm"], row["model__size_z_mm"])
    return {
        **{name: row[name] for name in OWN},
        "model": {
            "id": row["model__id"],
            "name": row["model__name"],
            "thumbnail_url": url_of(row["model__thumbnail"], inline=True),
            "size_mm": None if None in size else size,
        },
        "material": {name: row[column] for name, column in MATERIAL.items()},
        **{name: row[name] for name in WISH},
        "customer": {
            "id": row["customer__id"],
            "name": display_name(row["customer__name"], row["customer__username"], row["customer__email"]),
            "username": row["customer__username"],
        },
        "lab": {name: row[column] for name, column in LAB.items()},
        "printer": {name: row[column] for name, column in PRINTER.items()} if row["printer__id"] else None,
        "price": {"amount": row["amount"], "currency": row["currency"]},
        **{name: row[name] for name in RESULT},
    }


def live(attempt: Row) -> dict[str, Any]:
    """How the latest attempt stands."""
    status, percent = attempt["run__status"], attempt["run__progress_percent"]
    left = attempt["run__planned_seconds"] * (100 - percent) // 100
    return {
        "attempt": attempt["number"],
        "status": status,
        "progress_percent": percent,
        "started_at": attempt["run__started_at"],
        "seconds_left": left if status in (RunStatus.RUNNING, RunStatus.PAUSED) else None,
        "failure_reason": attempt["run__failure_reason"],
    }
