"""Who may do what to models, quotes and print jobs. What somebody may see lives on the querysets."""

from typing import Any

from strato.core.policies import is_admin, signed_in
from strato.labs.policies import MANAGERS, OPERATORS, in_lab
from strato.printing.models import Model3D, PrintJob, Quote
from strato.printing.states import PrintJobStatus


def owns(user: Any, row: Model3D | Quote) -> bool:
    """The person, or the guest with the key, who brought it."""
    if user.is_authenticated:
        return bool(row.owner_id == user.pk)
    return row.owner_id is None and bool(row.guest_key) and row.guest_key == getattr(user, "guest_key", "")


def can_change_model(user: Any, model: Model3D | None = None) -> bool:
    return model is None or owns(user, model)


def can_see(user: Any, row: Any = None) -> bool:
    """Everything that ``visible_to`` lets through, guests included."""
    return True


def can_submit(user: Any, job: PrintJob | None = None) -> bool:
    return signed_in(user)


def can_make(user: Any, job: PrintJob | None = None) -> bool:
    """Operators of the lab that has the job, and admins."""
    return is_admin(user) or in_lab(user, job.lab if job else None, *OPERATORS)


def can_reassign(user: Any, job: PrintJob | None = None) -> bool:
    """Managers of the lab that has the job, and admins."""
    return is_admin(user) or in_lab(user, job.lab if job else None, *MANAGERS)


def can_cancel(user: Any, job: PrintJob | None = None) -> bool:
    """The customer; when it failed also the lab, which then gives up."""
    if job is None:
        return signed_in(user)
    gives_up = job.status == PrintJobStatus.FAILED and can_make(user, job)
    return bool(job.customer_id == user.pk) or is_admin(user) or gives_up


def can_answer(user: Any, job: PrintJob | None = None) -> bool:
    return signed_in(user) if job is None else bool(job.customer_id == user.pk)
