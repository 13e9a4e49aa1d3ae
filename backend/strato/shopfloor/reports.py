"""Answers about the shop floor: how long it takes, how often it fails."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum

from strato.labs.models import Lab
from strato.shopfloor.frames import RunProgress
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.states import RunStatus

MADE = (RunStatus.FINISHED, RunStatus.ACCEPTED, RunStatus.REJECTED)
TRIED = (*MADE, RunStatus.FAILED)
PRINT_TIME = ExpressionWrapper(F("ended_at") - F("started_at"), output_field=DurationField())


@dataclass(frozen=True, slots=True)
class PrinterStatistics:
    """What one printer did: counts of runs, hours of printing, grams (mg) used."""

    finished: int = 0
    failed: int = 0
    cancelled: int = 0
    hours: float = 0.0
    used_mg: int = 0

    @property
    def success_percent(self) -> int | None:
        return percent_of(self.finished, self.finished + self.failed)


def printer_statistics(printers: Iterable[Printer]) -> dict[Any, PrinterStatistics]:
    """Lifetime statistics of these printers, in one query."""
    ids = [printer.pk for printer in printers]
    rows = (
        Run.objects.filter(printer_id__in=ids, ended_at__isnull=False).order_by().values("printer_id")
        .annotate(
            finished=Count("id", filter=Q(status__in=MADE)),
            failed=Count("id", filter=Q(status=RunStatus.FAILED)),
            cancelled=Count("id", filter=Q(status=RunStatus.CANCELLED)),
            time=Sum(PRINT_TIME),
            used=Sum("used_mg"),
        )
    )  # fmt: skip
    found = {
        row["printer_id"]: PrinterStatistics(
            row["finished"], row["failed"], row["cancelled"], hours_of(row["time"]), row["used"] or 0
        )
        for row in rows
    }
    return {pk: found.get(pk, PrinterStatistics()) for pk in ids}


@dataclass(frozen=True, slots=True)
class FailureShare:
    """How often one thing (a reason, a printer, a material) was tried and failed."""

    key: str
    name: str
    tried: int
    failed: int

    @property
    def failed_percent(self) -> int | None:
        return percent_of(self.failed, self.tried)


@dataclass(frozen=True, slots=True)
class FailureStatistics:
    """How the runs of one lab ended in a period, and what the failures cost."""

    since: datetime
    until: datetime
    finished: int
    failed: int
    cancelled: int
    wasted_mg: int
    lost_hours: float
    by_reason: tuple[FailureShare, ...]
    by_printer: tuple[FailureShare, ...]
    by_material: tuple[FailureShare, ...]

    @property
    def success_percent(self) -> int | None:
        return percent_of(self.finished, self.finished + self.failed)


def failure_statistics(lab: Lab, *, since: datetime, until: datetime) -> FailureStatistics:
    """Runs of the lab that ended in [since, until), by reason, printer and material; the worst first."""
    runs = Run.objects.filter(printer__lab=lab, ended_at__gte=since, ended_at__lt=until).order_by()
    ended = Counter(dict(runs.values_list("status").annotate(count=Count("id"))))
    lost = runs.filter(status=RunStatus.FAILED).aggregate(mg=Sum("used_mg"), time=Sum(PRINT_TIME))
    return FailureStatistics(
        since=since,
        until=until,
        finished=sum(ended[status] for status in MADE),
        failed=ended[RunStatus.FAILED],
        cancelled=ended[RunStatus.CANCELLED],
        wasted_mg=lost["mg"] or 0,
        lost_hours=hours_of(lost["time"]),
        by_reason=_by_reason(runs),
        by_printer=_by(runs, "printer_id", "printer__name"),
        by_material=_by(runs.filter(spool__isnull=False), "spool__material_id", "spool__material__name"),
    )


def queue_minutes(printers: Iterable[Printer]) -> dict[Any, int]:
    """Minutes of work before each of these printers: the rest of its live run and all that is planned; one query."""
    ids = [printer.pk for printer in printers]
    seconds = dict.fromkeys(ids, 0)
    active = Run.objects.active().filter(printer_id__in=ids).order_by()
    for printer, planned, percent in active.values_list("printer_id", "planned_seconds", "progress_percent"):
        seconds[printer] += planned * (100 - percent) // 100
    return {printer: -(-total // 60) for printer, total in seconds.items()}


def seconds_left(run: Run) -> int:
    """The planned time that is still ahead of a run."""
    return run.planned_seconds * (100 - run.progress_percent) // 100


def progress_of(run: Run) -> RunProgress:
    """The frame that says where a run stands."""
    return RunProgress(
        run=str(run.pk), printer=str(run.printer_id), percent=run.progress_percent, seconds_left=seconds_left(run)
    )


def percent_of(part: int, whole: int) -> int | None:
    """A whole percent, None of nothing."""
    return round(100 * part / whole) if whole else None


def hours_of(time: timedelta | None) -> float:
    return round(time.total_seconds() / 3600, 2) if time else 0.0


def _by_reason(runs: Any) -> tuple[FailureShare, ...]:
    failed = runs.filter(status=RunStatus.FAILED)
    total = failed.count()
    rows = failed.values_list("failure_reason").annotate(count=Count("id")).order_by("-count", "failure_reason")
    return tuple(FailureShare(reason, reason, total, count) for reason, count in rows)


def _by(runs: Any, key: str, name: str) -> tuple[FailureShare, ...]:
    tried = Count("id", filter=Q(status__in=TRIED))
    rows = runs.values_list(key, name).annotate(tried=tried, failed=Count("id", filter=Q(status=RunStatus.FAILED)))
    shares = (FailureShare(str(pk), label, tried, failed) for pk, label, tried, failed in rows if tried)
    return tuple(sorted(shares, key=lambda share: (-share.failed, share.name)))
