"""Who hears of a step in a job's life, with the facts that every sentence about a job may need."""

from typing import Any

from strato.core import realtime
from strato.labs.models import Lab, Membership
from strato.labs.policies import OPERATORS
from strato.notifications.kinds import Kind
from strato.notifications.services import notify
from strato.printing.frames import ModelProgress, PrintJobChanged
from strato.printing.models import Model3D, PrintJob


def tell_customer(job: PrintJob, kind: Kind, *, by: Any = None, **facts: Any) -> None:
    """Tell the customer, unless they did it themselves."""
    notify([job.customer_id], kind, subject=job, facts=facts_of(job) | facts, by=by)


def tell_lab(job: PrintJob, kind: Kind, *, by: Any = None, lab: Lab | None = None, **facts: Any) -> None:
    """Tell those who run the printers of the job's lab (or of another one), except the one who did it."""
    makers = Membership.objects.filter(lab=lab or job.lab, role__in=OPERATORS, user__is_active=True)
    users = set(makers.values_list("user_id", flat=True)) - {job.customer_id}
    notify(users, kind, subject=job, facts=facts_of(job) | facts, by=by)


def facts_of(job: PrintJob) -> dict[str, Any]:
    return {
        "number": job.number,
        "model": job.model.name,
        "lab": job.lab.name,
        "customer": job.customer.display_name,
        "amount": job.amount,
        "currency": job.currency,
        "quantity": job.quantity,
    }


def publish_progress(model: Model3D, percent: int) -> None:
    """How far the analysis of a model is, to those who look at it."""
    realtime.publish(f"model:{model.pk}", ModelProgress(id=str(model.pk), percent=percent, status=model.status))


def publish_change(job: PrintJob, what: str) -> None:
    """Something about the job is new, to those who look at it or at the lab's board."""
    changed = PrintJobChanged(id=str(job.pk), what=what)
    realtime.publish(f"print-job:{job.pk}", changed)
    realtime.publish(f"lab:{job.lab_id}", changed)
