"""Customers who give pieces back: asked for, allowed, arrived."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from strato.core import status
from strato.orders import notices
from strato.orders.errors import NotReturnable
from strato.orders.models import Order, OrderLine, Return, ReturnLine
from strato.orders.services.paying import lock_order
from strato.orders.services.refunding import Piece, put_back, still_out
from strato.orders.services.telling import publish_change, tell_admins, tell_customer, tell_labs
from strato.orders.states import OrderStatus, ReturnStatus

RETURN_DAYS = timedelta(days=30)
LIVING = (ReturnStatus.REQUESTED, ReturnStatus.APPROVED, ReturnStatus.RECEIVED)


@transaction.atomic
def request_return(order: Order, *, pieces: Sequence[Piece], reason: str, by: Any) -> Return:
    """A wish to give these pieces back, within thirty days. Raises ``NotReturnable``."""
    order = lock_order(order.pk)
    check_returnable(order)
    lines = {line.pk: line for line in order.lines.all()}
    wanted: dict[UUID, int] = {}
    for piece in pieces:
        wanted[piece.line] = wanted.get(piece.line, 0) + piece.quantity
    if not wanted or not wanted.keys() <= lines.keys():
        raise NotReturnable
    if any(not 0 < quantity <= returnable(lines[pk]) for pk, quantity in wanted.items()):
        raise NotReturnable(left={str(pk): returnable(lines[pk]) for pk in wanted})
    row = Return.objects.create(order=order, reason=reason)
    ReturnLine.objects.bulk_create(
        [ReturnLine(request=row, line=lines[pk], quantity=quantity) for pk, quantity in wanted.items()]
    )
    tell_labs(order, notices.RETURN_REQUESTED, by=by, reason=reason)
    tell_admins(order, notices.RETURN_REQUESTED, by=by, reason=reason)
    publish_change(order, "return")
    return row


def check_returnable(order: Order) -> None:
    if order.status not in (OrderStatus.SHIPPED, OrderStatus.DELIVERED):
        raise NotReturnable(status=order.status)
    if order.status == OrderStatus.DELIVERED and order.status_changed_at < timezone.now() - RETURN_DAYS:
        raise NotReturnable(days=RETURN_DAYS.days)


def returnable(line: OrderLine) -> int:
    """Pieces of a line that may still be given back; what was made for one person alone is not."""
    if not line.facts.get("returnable", True):
        return 0
    asked = ReturnLine.objects.filter(line=line, request__status__in=LIVING)
    return int(line.quantity - (asked.aggregate(pieces=Sum("quantity"))["pieces"] or 0))


@transaction.atomic
def approve_return(row: Return, *, by: Any, answer: str = "") -> Return:
    """The customer may send it, in the way the answer says."""
    return answered(row, ReturnStatus.APPROVED, notices.RETURN_APPROVED, by=by, answer=answer)


@transaction.atomic
def decline_return(row: Return, *, by: Any, answer: str) -> Return:
    return answered(row, ReturnStatus.DECLINED, notices.RETURN_DECLINED, by=by, answer=answer)


@transaction.atomic
def withdraw_return(row: Return, *, by: Any) -> Return:
    """The customer keeps it after all."""
    row, order = lock_return(row)
    status.change(row, ReturnStatus.WITHDRAWN, by=by)
    publish_change(order, "return")
    return row


@transaction.atomic
def receive_return(row: Return, *, by: Any, restock: Mapping[UUID, int] | None = None) -> Return:
    """It arrived: so many pieces of each line go back to the shelf (None: all), each piece once. The money is given back apart."""
    row, order = lock_return(row)
    lines = list(row.lines.select_related("line"))
    for entry in lines:
        wished = entry.quantity if restock is None else restock.get(entry.line_id, 0)
        entry.restocked = max(0, min(wished, entry.quantity, still_out(entry.line)))
    status.change(row, ReturnStatus.RECEIVED, by=by)
    ReturnLine.objects.bulk_update(lines, ["restocked"])
    put_back(order, {entry.line: entry.restocked for entry in lines}, by=by, key=f"restock:return:{row.pk}")
    tell_customer(order, notices.RETURN_RECEIVED, by=by)
    publish_change(order, "return")
    return row


def answered(row: Return, to: ReturnStatus, kind: Any, *, by: Any, answer: str) -> Return:
    row, order = lock_return(row)
    row.answer = answer
    row.save(update_fields=["answer", "updated_at"])
    status.change(row, to, by=by, reason=answer)
    tell_customer(order, kind, by=by, answer=answer)
    publish_change(order, "return")
    return row


def lock_return(row: Return) -> tuple[Return, Order]:
    """Order first, as everywhere."""
    order = lock_order(row.order_id)
    return Return.objects.select_for_update(of=("self",)).select_related("order").get(pk=row.pk), order
