"""What the admin's dashboard says about printing on the whole platform."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from strato.core.money import Money
from strato.printing.models import Model3D, PrintJob, PrintJobStatusChange, Quote
from strato.printing.reports.days import DayCount, counted, last_days, start_of
from strato.printing.states import PrintJobStatus as S

STEPS = (S.PENDING, S.ACCEPTED, S.COMPLETED, S.FAILED, S.REJECTED, S.CANCELLED)


@dataclass(frozen=True, slots=True)
class DaySteps:
    """How many jobs reached each status on a day."""

    day: date
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class LabRevenue:
    """What a lab earned by completed jobs."""

    lab: str
    name: str
    jobs: int
    revenue: Money


@dataclass(frozen=True, slots=True)
class PlatformNumbers:
    """The platform over the last ``days`` days, and its jobs by status now."""

    days: int
    jobs_by_status: dict[str, int]
    steps_by_day: list[DaySteps]
    revenue_by_lab: list[LabRevenue]
    revenue: list[Money]
    models_by_day: list[DayCount]
    quotes: int
    quotes_taken_percent: int | None


def platform_numbers(*, days: int = 30, labs: int = 20) -> PlatformNumbers:
    """Six queries; of the labs those that earned most."""
    span = last_days(days)
    since = start_of(span[0])
    by_status = dict(PrintJob.objects.order_by().values_list("status").annotate(count=Count("id")))
    earned = _earned(since)
    quotes = Quote.objects.filter(created_at__gte=since).count()
    taken = PrintJob.objects.filter(offer__quote__created_at__gte=since).count()
    models = Model3D.objects.filter(created_at__gte=since).annotate(day=TruncDate("created_at")).order_by("day")
    return PlatformNumbers(
        days=days,
        jobs_by_status={status: by_status.get(status, 0) for status in S.values},
        steps_by_day=_steps(since, span),
        revenue_by_lab=earned[:labs],
        revenue=_by_currency(earned),
        models_by_day=counted(models.values_list("day").annotate(count=Count("id")), span),
        quotes=quotes,
        quotes_taken_percent=round(100 * taken / quotes) if quotes else None,
    )


def _steps(since: Any, span: list[date]) -> list[DaySteps]:
    found: dict[date, dict[str, int]] = defaultdict(dict)
    changes = PrintJobStatusChange.objects.filter(at__gte=since, to_status__in=STEPS).order_by()
    for day, status, count in changes.values_list(TruncDate("at"), "to_status").annotate(count=Count("id")):
        found[day][status] = count
    return [DaySteps(day, {status: found[day].get(status, 0) for status in STEPS}) for day in span]


def _earned(since: Any) -> list[LabRevenue]:
    done = PrintJob.objects.filter(status=S.COMPLETED, completed_at__gte=since).order_by()
    rows = done.values_list("lab_id", "lab__name", "currency").annotate(jobs=Count("id"), sum=Sum("amount"))
    found = [LabRevenue(str(lab), name, jobs, Money(total or 0, currency)) for lab, name, currency, jobs, total in rows]
    return sorted(found, key=lambda row: (-row.revenue.amount, row.name))


def _by_currency(rows: list[LabRevenue]) -> list[Money]:
    total: dict[str, int] = defaultdict(int)
    for row in rows:
        total[row.revenue.currency] += row.revenue.amount
    return [Money(amount, currency) for currency, amount in sorted(total.items())]
