"""What a maker's dashboard says about one lab's printing."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from strato.core.money import Money
from strato.labs.models import Lab
from strato.printing.models import PrintJob
from strato.printing.reports.days import DayCount, DayMoney, counted, last_days, start_of, summed
from strato.printing.states import PrintJobStatus as S
from strato.shopfloor.reports import FailureStatistics, failure_statistics, percent_of


@dataclass(frozen=True, slots=True)
class LabNumbers:
    """One lab over the last ``days`` days, and its open jobs now. ``on_time_percent`` is None when nothing was promised."""

    days: int
    jobs_by_status: dict[str, int]
    open_jobs: int
    late_jobs: int
    due_in_two_days: int
    completed: int
    on_time_percent: int | None
    revenue: Money
    revenue_by_day: list[DayMoney]
    completed_by_day: list[DayCount]
    failures: FailureStatistics


OPEN = (S.PENDING, S.ACCEPTED, S.PROCESSING, S.FAILED)


def lab_numbers(lab: Lab, *, days: int = 30) -> LabNumbers:
    """The lab's numbers in a dozen queries; revenue is that of completed jobs in the lab's own currency."""
    now, span = timezone.now(), last_days(days)
    jobs = PrintJob.objects.filter(lab=lab).order_by()
    by_status = dict(jobs.values_list("status").annotate(count=Count("id")))
    waiting = jobs.filter(status__in=OPEN)
    done = jobs.filter(status=S.COMPLETED, completed_at__gte=start_of(span[0]))
    by_day = done.annotate(day=TruncDate("completed_at")).order_by("day")
    money = by_day.filter(currency=lab.currency).values_list("day").annotate(sum=Sum("amount"))
    revenue = summed(money, span, lab.currency)
    promised = done.aggregate(
        all=Count("id", filter=Q(ready_at__isnull=False)), kept=Count("id", filter=Q(completed_at__lte=F("ready_at")))
    )
    return LabNumbers(
        days=days,
        jobs_by_status={status: by_status.get(status, 0) for status in S.values},
        open_jobs=sum(by_status.get(status, 0) for status in OPEN),
        late_jobs=waiting.filter(Q(ready_at__lt=now) | Q(needed_by__lt=now.date())).count(),
        due_in_two_days=waiting.filter(ready_at__range=(now, now + timedelta(days=2))).count(),
        completed=done.count(),
        on_time_percent=percent_of(promised["kept"], promised["all"]),
        revenue=Money(sum(day.money.amount for day in revenue), lab.currency),
        revenue_by_day=revenue,
        completed_by_day=counted(by_day.values_list("day").annotate(count=Count("id")), span),
        failures=failure_statistics(lab, since=start_of(span[0]), until=now + timedelta(seconds=1)),
    )
