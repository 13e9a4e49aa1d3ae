"""Who may keep webhooks, and what an endpoint may be told."""

from typing import Any

from strato.core.policies import closed_to_guests, signed_in
from strato.labs.policies import MANAGERS, in_lab
from strato.orders.models import Order, OrderLine
from strato.orders.policies import lines_seen, sees_all_of
from strato.printing.models import PrintJob
from strato.webhooks.models import Endpoint


@closed_to_guests
def can_keep(user: Any, row: Any = None) -> bool:
    """Whatever ``visible_to`` lets through: one's own, and those of the labs that one manages."""
    return signed_in(user)


def can_add_to(user: Any, lab: Any) -> bool:
    return in_lab(user, lab, *MANAGERS)


def lines_told(endpoint: Endpoint, order: Order) -> list[OrderLine]:
    """The lines of an order that its person, or its lab, sees."""
    if endpoint.owner is not None:
        return lines_seen(endpoint.owner, order)
    return [line for line in order.lines.all() if line.lab_id == endpoint.lab_id]


def is_told_all_of(endpoint: Endpoint, order: Order) -> bool:
    return endpoint.owner is not None and sees_all_of(endpoint.owner, order)


def is_told_of(endpoint: Endpoint, subject_type: str, subject_id: Any) -> bool:
    """May it (still) hear of this row? What the person sees; for a lab, what concerns the lab."""
    if endpoint.owner is not None:
        model: Any = {"order": Order, "print_job": PrintJob}[subject_type]
        return bool(model.objects.visible_to(endpoint.owner).filter(pk=subject_id).exists())
    if subject_type == "order":
        return OrderLine.objects.filter(order=subject_id, lab=endpoint.lab).exists()
    return PrintJob.objects.filter(pk=subject_id, lab=endpoint.lab).exists()
