"""The dashboards: each app's reports put side by side."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDate

from strato.accounts.models import User
from strato.core.queue import Job, JobStatus
from strato.inventory.models import Spool
from strato.labs.models import Lab
from strato.labs.states import LabStatus
from strato.orders.reports.sales import sales
from strato.printing import reports
from strato.printing.models import PrintJob
from strato.printing.reports.days import counted, last_days, start_of, summed
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import Printer
from strato.shopfloor.reports import queue_minutes
from strato.shopfloor.states import PrinterStatus

SHOWN_JOBS = 8


def shallow(numbers: Any) -> dict[str, Any]:
    """A dataclass as a mapping whose values stay as they are."""
    return {name: getattr(numbers, name) for name in numbers.__slots__}


def user_dashboard(user: Any) -> dict[str, Any]:
    """A customer's numbers and their latest jobs."""
    recent = PrintJob.objects.filter(customer=user).with_parts().order_by("-id")[:SHOWN_JOBS]
    return {**shallow(reports.customer_numbers(user)), "recent_jobs": list(recent)}


def maker_dashboard(lab: Lab, *, days: int) -> dict[str, Any]:
    """One lab's numbers, its machines now, and what waits for review."""
    printers = list(Printer.objects.filter(lab=lab).exclude(status=PrinterStatus.RETIRED).order_by("name", "id"))
    minutes = queue_minutes(printers)
    waiting = PrintJob.objects.filter(lab=lab, status=PrintJobStatus.PENDING).with_parts()
    return {
        **shallow(reports.lab_numbers(lab, days=days)),
        "lab": lab,
        "printers": [
            {"id": p.pk, "name": p.name, "status": p.status, "queue_minutes": minutes.get(p.pk, 0)} for p in printers
        ],
        "low_spools": Spool.objects.low().filter(lab=lab).count(),
        "review_jobs": list(waiting.due_first()[:SHOWN_JOBS]),
    }


def admin_dashboard(*, days: int) -> dict[str, Any]:
    """The platform's numbers: jobs, money, people, labs, background work."""
    span = last_days(days)
    new = User.objects.filter(created_at__gte=start_of(span[0])).annotate(day=TruncDate("created_at")).order_by("day")
    labs = dict(Lab.objects.order_by().values_list("status").annotate(count=Count("id")))
    return {
        **shallow(reports.platform_numbers(days=days)),
        "users": User.objects.filter(is_active=True).count(),
        "new_users_by_day": counted(new.values_list("day").annotate(count=Count("id")), span),
        "labs": [{"status": status, "count": labs.get(status, 0)} for status in LabStatus.values],
        "failed_background_jobs": Job.objects.filter(status=JobStatus.FAILED).count(),
    }


def money_dashboard(*, days: int, currency: str, readers: Sequence[str] = ()) -> dict[str, Any]:
    """What was sold on the platform."""
    span = last_days(days)
    sold = sales(since=start_of(span[0]), currency=currency, readers=readers)
    return {
        **shallow(sold),
        "days": days,
        "revenue_by_day": summed(sold.amounts_by_day.items(), span, sold.currency),
    }
