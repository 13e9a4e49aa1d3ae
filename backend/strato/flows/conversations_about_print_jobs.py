"""A customer and the people of the lab talk about a print job, in one conversation that both find on its page.

Whoever joins the lab joins the talk; who leaves it, or a lab that hands the job over, is out of it from that moment.
"""

from typing import Any
from uuid import UUID

from strato.labs.models import Membership
from strato.labs.policies import OPERATORS
from strato.messaging import subjects
from strato.printing.models import PrintJob


def visible(user: Any) -> Any:
    return PrintJob.objects.visible_to(user).values("pk")


def people(job_id: UUID) -> set[UUID]:
    """The customer, and who prints in the lab that has the job."""
    job = PrintJob.objects.only("customer_id", "lab_id").get(pk=job_id)
    staff = Membership.objects.filter(lab=job.lab_id, role__in=OPERATORS, user__is_active=True)
    return {job.customer_id, *staff.values_list("user_id", flat=True)}


def label(job_id: UUID) -> str:
    return str(PrintJob.objects.get(pk=job_id))


def register() -> None:
    subjects.register(subjects.Subject("print_job", visible, people, label, "/jobs/{id}"))
