"""What a customer's dashboard says about printing."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.utils import timezone

from strato.core.money import Money
from strato.printing.models import JobNote, Model3D, PrintJob, Quote
from strato.printing.states import PrintJobStatus

ENDED = (PrintJobStatus.COMPLETED, PrintJobStatus.REJECTED, PrintJobStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class CustomerNumbers:
    """Counts of a customer's jobs by status, what they have spent on completed ones, and what waits for them."""

    jobs_by_status: dict[str, int]
    open_jobs: int
    questions: int
    models: int
    open_quotes: int
    printed_mg: int
    spent: list[Money]


def customer_numbers(user: Any) -> CustomerNumbers:
    """Six queries, whatever the customer has ordered."""
    jobs = PrintJob.objects.filter(customer=user).order_by()
    by_status = dict(jobs.values_list("status").annotate(count=Count("id")))
    completed = jobs.filter(status=PrintJobStatus.COMPLETED)
    spent = completed.values_list("currency").annotate(sum=Sum("amount")).order_by("currency")
    printed = completed.aggregate(mg=Sum(F("grams_mg") * F("quantity")))["mg"] or 0
    latest = JobNote.objects.filter(job=OuterRef("pk")).order_by("-id").values("is_question")[:1]
    questions = jobs.open().annotate(waits=Subquery(latest)).filter(waits=True).count()
    return CustomerNumbers(
        jobs_by_status={status: by_status.get(status, 0) for status in PrintJobStatus.values},
        open_jobs=sum(by_status.get(status, 0) for status in PrintJobStatus.values if status not in ENDED),
        questions=questions,
        models=Model3D.objects.filter(owner=user, is_archived=False).count(),
        open_quotes=Quote.objects.filter(owner=user, expires_at__gt=timezone.now(), offers__print_jobs=None)
        .distinct()
        .count(),
        printed_mg=printed,
        spent=[Money(amount, currency) for currency, amount in spent if amount],
    )
