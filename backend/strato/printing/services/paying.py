"""Print jobs that were bought in the cart: placed with the order, released by its payment, paid back when nobody makes them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from strato.core import status
from strato.orders.models import OrderLine
from strato.orders.services import refunding
from strato.orders.states import OrderStatus
from strato.printing import signals
from strato.printing.models import Offer, PrintJob
from strato.printing.services.jobs import cancel_print_job, hand_to_lab, new_job
from strato.printing.states import PrintJobStatus as S
from strato.shopfloor.models import Printer

NEVER_PAID = (OrderStatus.PENDING, OrderStatus.CANCELLED, OrderStatus.EXPIRED)
STOPPABLE = (S.AWAITING_PAYMENT, S.PENDING, S.ACCEPTED, S.FAILED)


@transaction.atomic
def place_jobs(lines: Iterable[OrderLine], *, by: Any) -> list[PrintJob]:
    """One job for each line, waiting for its payment. Raises what the offer or the chosen printer refuses."""
    lines = list(lines)
    offers = Offer.objects.select_related("lab", "quote").in_bulk([line.ref for line in lines])
    printers = Printer.objects.in_bulk([line.choice for line in lines if line.choice])
    jobs = [
        new_job(
            offers[line.ref],
            by=by,
            note=line.note,
            printer=printers.get(line.choice) if line.choice else None,
            order_line_id=line.pk,
        )
        for line in lines
    ]
    for job in jobs:
        status.change(job, S.AWAITING_PAYMENT, by=by)
    return jobs


@transaction.atomic
def release_jobs(line_ids: Iterable[UUID], *, by: Any = None) -> None:
    """The payment has arrived: the labs may see to the jobs. What was called off meanwhile is paid back."""
    for job in PrintJob.objects.filter(order_line_id__in=list(line_ids)).select_related("lab", "model", "customer"):
        if job.status == S.AWAITING_PAYMENT:
            hand_to_lab(job, by=by)
        elif job.status in (S.CANCELLED, S.REJECTED):
            signals.print_job_called_off.send(PrintJob, job=job)


@transaction.atomic
def drop_jobs(line_ids: Iterable[UUID], *, reason: str) -> None:
    """The order ended: what is not being made yet is called off."""
    jobs = PrintJob.objects.filter(order_line_id__in=list(line_ids), status__in=STOPPABLE)
    for job in jobs.select_related("lab", "model", "customer"):
        cancel_print_job(job, by=None, reason=reason)


def refund_job(job: PrintJob) -> None:
    """The money of a job that nobody makes goes back; what never came, or went back before, does not."""
    if job.order_line_id is None:
        return
    line = OrderLine.objects.select_related("order").get(pk=job.order_line_id)
    if line.order.status in (*NEVER_PAID, OrderStatus.REFUNDED):
        return
    if not refunding.refunded_of(line):
        refunding.refund_order(line.order, pieces=[refunding.Piece(line.pk, 1)], by=None, reason=job.number)
