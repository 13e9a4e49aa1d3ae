"""Giving money back: how much, for which pieces, and what of it returns to the shelf."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from strato.core import status
from strato.core.money import Money, coin
from strato.inventory import services as inventory
from strato.orders import notices, sellables, signals
from strato.orders.errors import OrderNotRefundable, PiecesRefused
from strato.orders.models import Order, OrderLine, OrderRefund, OrderRefundLine, ReturnLine
from strato.orders.services import holding
from strato.orders.services.papers import issue_credit_note
from strato.orders.services.paying import lock_with_payable
from strato.orders.services.telling import mark_for_review, publish_change, tell_customer
from strato.orders.states import OrderStatus as S
from strato.orders.states import ReturnStatus
from strato.orders.totals import share_of_pieces, spread
from strato.payments import services as payments
from strato.payments.models import Payable, Refund
from strato.payments.states import RefundStatus

REFUNDABLE = (S.PAID, S.IN_PRODUCTION, S.SHIPPED, S.DELIVERED)


@dataclass(frozen=True, slots=True)
class Piece:
    """So many pieces of one line."""

    line: UUID
    quantity: int


@transaction.atomic
def refund_order(
    order: Order,
    *,
    by: Any,
    amount: int | None = None,
    pieces: Sequence[Piece] = (),
    restock: bool = False,
    reason: str = "",
) -> OrderRefund:
    """Money back: for these pieces, or this amount, or (neither said) all that is left.

    Pieces come with their own amount unless ``amount`` says another; pieces go back to the shelf once in their life.
    Raises ``OrderNotRefundable``, ``PiecesRefused``, ``RefundTooLarge``, ``NothingToRefund``.
    """
    payable, order = lock_with_payable(order.pk)
    if order.status not in REFUNDABLE:
        raise OrderNotRefundable(status=order.status)
    is_whole = amount is None and not pieces
    parts = [appraised(line, quantity) for line, quantity in chosen(order, pieces, is_whole=is_whole)]
    if is_whole:
        parts = [within_line(part) for part in parts]
    elif amount is not None:
        parts = shares(order, parts, amount)
    money = payable.kept.amount if is_whole else amount if amount is not None else sum(part.amount for part in parts)
    payments.request_refund(payable, amount=Money(money, order.currency), reason=reason, by=by)
    refund = OrderRefund.objects.create(order=order, amount=money, reason=reason, by=by)
    for part in parts:
        part.refund = refund
        part.restocked = min(part.quantity, still_out(part.line)) if restock else 0
    OrderRefundLine.objects.bulk_create(parts)
    if restock:
        put_back(order, {part.line: part.restocked for part in parts}, by=by, key=f"restock:{refund.pk}")
    publish_change(order, "refund")
    return refund


def chosen(order: Order, pieces: Sequence[Piece], *, is_whole: bool) -> list[tuple[OrderLine, int]]:
    """The lines of these pieces; of a whole refund all pieces that were not refunded before."""
    lines = {line.pk: line for line in order.lines.all()}
    if is_whole:
        return [(line, left) for line in lines.values() if (left := line.quantity - refunded_of(line)) > 0]
    wanted: dict[UUID, int] = {}
    for piece in pieces:
        wanted[piece.line] = wanted.get(piece.line, 0) + piece.quantity
    if not wanted.keys() <= lines.keys():
        raise PiecesRefused
    for pk, quantity in wanted.items():
        left = lines[pk].quantity - refunded_of(lines[pk])
        if not 0 < quantity <= left:
            raise PiecesRefused(line=str(pk), left=left)
    return [(lines[pk], quantity) for pk, quantity in wanted.items()]


def appraised(line: OrderLine, quantity: int) -> OrderRefundLine:
    """What these pieces are worth, after those that were refunded before: all shares sum to the line's total."""
    before, step = refunded_of(line), coin(line.order.currency)
    amount = share_of_pieces(line.total_amount, quantity, of=line.quantity, after=before, coin=step)
    return OrderRefundLine(line=line, quantity=quantity, amount=amount)


def within_line(part: OrderRefundLine) -> OrderRefundLine:
    """Of the last pieces no more than is left of the line, where amounts went back before without naming pieces."""
    part.amount = min(part.amount, left_of_line(part.line))
    return part


def shares(order: Order, parts: list[OrderRefundLine], amount: int) -> list[OrderRefundLine]:
    """An amount that a person chose, spread over the pieces it is for; else over what is left of all lines and the shipping.

    The latter shares are of no pieces: they tell each lab what went back of its lines.
    """
    if parts:
        weights = [part.amount for part in parts]
        for part, share in zip(parts, spread(amount, weights if any(weights) else [1] * len(parts)), strict=True):
            part.amount = share
        return parts
    lines = list(order.lines.all())
    *of_lines, _ = spread(amount, [*map(left_of_line, lines), order.shipping_amount])
    return [
        OrderRefundLine(line=line, quantity=0, amount=share)
        for line, share in zip(lines, of_lines, strict=True)
        if share
    ]


def left_of_line(line: OrderLine) -> int:
    """Of its total, what has not gone back."""
    back = line.refunded.aggregate(amount=Sum("amount"))["amount"] or 0
    return max(line.total_amount - int(back), 0)


def refunded_of(line: OrderLine) -> int:
    return line.refunded.aggregate(pieces=Sum("quantity"))["pieces"] or 0


def still_out(line: OrderLine) -> int:
    """Pieces of a line that have not gone back to the shelf, by a refund or by a return."""
    by_refund = line.refunded.aggregate(pieces=Sum("restocked"))["pieces"] or 0
    back = ReturnLine.objects.filter(line=line, request__status=ReturnStatus.RECEIVED)
    return int(line.quantity - by_refund - (back.aggregate(pieces=Sum("restocked"))["pieces"] or 0))


def put_back(order: Order, pieces: Mapping[OrderLine, int], *, by: Any, key: str) -> None:
    """These pieces lie on the shelf again, if they came from one."""
    wants: dict[UUID, int] = {}
    for line, quantity in pieces.items():
        if quantity and line.kind in sellables.REGISTRY:
            for item, whole in sellables.of_kind(line.kind).stock([line]):
                wants[item.pk] = wants.get(item.pk, 0) + whole * quantity // line.quantity
    if wants:
        inventory.give_back(order.reference, wants, by=by, key=key, reason=order.number)


@transaction.atomic
def follow_refund(refund: Refund) -> None:
    """What became of money on its way back; the order is refunded when all of it arrived. Again: nothing more happens."""
    if not Order.objects.filter(pk=refund.payable_id).exists():
        return
    payable, order = lock_with_payable(refund.payable_id)
    publish_change(order, "refund")
    if refund.status != RefundStatus.SUCCEEDED or refund.is_surplus:
        return
    if order.paid_at is not None and not order.documents.filter(refund_id=refund.pk).exists():
        issue_credit_note(order, refund)
        tell_customer(order, notices.ORDER_REFUNDED, amount=str(refund.money))
        signals.order_refunded.send(Order, order=order, refund=refund)
    if order.can_become(S.REFUNDED) and came_back(payable) >= payable.amount:
        unmade = order.status in (S.PAID, S.IN_PRODUCTION)
        status.change(order, S.REFUNDED, by=refund.by, reason=refund.reason)
        if unmade:
            holding.tell_ended(list(order.lines.all()), reason="refunded")


def came_back(payable: Payable) -> int:
    """What arrived at the customer, of the money of the order itself."""
    arrived = payable.refunds.filter(status=RefundStatus.SUCCEEDED, is_surplus=False)
    return int(arrived.aggregate(total=Sum("amount"))["total"] or 0)


@transaction.atomic
def look_into(payable: Payable, code: str) -> None:
    """Payments found something about an order's money that only a person can decide, and told the admins."""
    if Order.objects.filter(pk=payable.pk).exists():
        _, order = lock_with_payable(payable.pk)
        mark_for_review(order, code)


@transaction.atomic
def looked_into(payable: Payable, code: str) -> None:
    """A person decided: the order needs nobody for this any more."""
    if Order.objects.filter(pk=payable.pk, review=code).exists():
        _, order = lock_with_payable(payable.pk)
        mark_for_review(order, "")
