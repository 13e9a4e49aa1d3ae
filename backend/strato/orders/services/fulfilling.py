"""Making, sending and handing over what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from strato.core import status
from strato.labs.models import Lab
from strato.orders import notices, signals
from strato.orders.errors import ForeignLines, NothingLeftToShip, PiecesRefused
from strato.orders.models import Order, OrderLine, Shipment, ShipmentLine
from strato.orders.services.ending import refuse_unless
from strato.orders.services.paying import lock_order
from strato.orders.services.refunding import Piece
from strato.orders.services.telling import publish_change, tell_customer
from strato.orders.states import OrderStatus as S


@dataclass(frozen=True, slots=True)
class Parcel:
    """Who carries it, and how it is found."""

    carrier: str = ""
    tracking: str = ""
    tracking_url: str = ""


@transaction.atomic
def start_production(order: Order, *, by: Any, reason: str = "") -> Order:
    """The makers have begun."""
    order = lock_order(order.pk)
    status.change(order, S.IN_PRODUCTION, by=by, reason=reason)
    tell_customer(order, notices.ORDER_IN_PRODUCTION, by=by)
    return order


@transaction.atomic
def ship_order(
    order: Order, *, by: Any, pieces: Sequence[Piece] = (), parcel: Parcel | None = None, labs: Any = None
) -> Shipment:
    """One parcel with these pieces, or with all that is left; the order is shipped when nothing is left.

    ``labs``: only lines of these labs (None: of all). Raises ``WrongState``, ``NothingLeftToShip``, ``PiecesRefused``.
    """
    order, parcel = lock_order(order.pk), parcel or Parcel()
    refuse_unless(order, S.PAID, S.IN_PRODUCTION, to=S.SHIPPED)
    left = left_to_ship(order)
    within = left if labs is None else {line: rest for line, rest in left.items() if line.lab_id in labs}
    packed = packed_of(within, pieces)
    shipment = Shipment.objects.create(
        order=order,
        lab=lab_of(packed),
        carrier=parcel.carrier,
        tracking=parcel.tracking,
        tracking_url=parcel.tracking_url,
        by=by,
    )
    ShipmentLine.objects.bulk_create(
        [ShipmentLine(shipment=shipment, line=line, quantity=quantity) for line, quantity in packed.items()]
    )
    if all(rest == packed.get(line, 0) for line, rest in left.items()):
        status.change(order, S.SHIPPED, by=by, reason=str(shipment) if parcel.tracking else "")
    elif order.status == S.PAID:
        status.change(order, S.IN_PRODUCTION, by=by, reason="partly_shipped")
    signals.order_shipped.send(Order, order=order, shipment=shipment)
    facts = {"carrier": parcel.carrier, "tracking": parcel.tracking, "tracking_url": parcel.tracking_url}
    tell_customer(order, notices.ORDER_SHIPPED, by=by, pieces=sum(packed.values()), **facts)
    publish_change(order, "shipment")
    return shipment


@transaction.atomic
def deliver_order(
    order: Order, *, by: Any, shipment: Shipment | None = None, labs: Any = None, reason: str = ""
) -> Order:
    """This parcel arrived, or (none named) all of it was handed over; delivered when everything is at the customer.

    ``labs``: those whose parcels may be spoken for (None: all). Raises ``WrongState``, ``ForeignLines``.
    """
    order = lock_order(order.pk)
    refuse_unless(order, S.PAID, S.IN_PRODUCTION, S.SHIPPED, to=S.DELIVERED)
    parcels = order.shipments.filter(delivered_at=None)
    if shipment is not None:
        parcels = parcels.filter(pk=shipment.pk)
    is_own = labs is None or all(line.lab_id in labs for line in order.lines.all())
    if not is_own:
        parcels = parcels.filter(lab__in=labs)
    if not parcels.update(delivered_at=timezone.now(), updated_at=timezone.now()) and not is_own:
        raise ForeignLines
    if (shipment is None and is_own) or is_at_customer(order):
        status.change(order, S.DELIVERED, by=by, reason=reason)
        signals.order_delivered.send(Order, order=order)
        tell_customer(order, notices.ORDER_DELIVERED, by=by)
    publish_change(order, "shipment")
    return order


def is_at_customer(order: Order) -> bool:
    """Everything is in a parcel, and every parcel has arrived."""
    return not any(left_to_ship(order).values()) and not order.shipments.filter(delivered_at=None).exists()


def left_to_ship(order: Order) -> dict[OrderLine, int]:
    """Pieces of each line that are in no parcel yet."""
    lines = order.lines.annotate(sent=Sum("shipped__quantity", filter=~Q(shipped=None)))
    return {line: line.quantity - (line.sent or 0) for line in lines}


def packed_of(left: dict[OrderLine, int], pieces: Sequence[Piece]) -> dict[OrderLine, int]:
    """What goes into the parcel."""
    if not pieces:
        packed = {line: rest for line, rest in left.items() if rest}
    else:
        by_id = {line.pk: line for line in left}
        if any(piece.line not in by_id for piece in pieces):
            raise PiecesRefused
        packed = {}
        for piece in pieces:
            packed[by_id[piece.line]] = packed.get(by_id[piece.line], 0) + piece.quantity
    if not packed or any(not 0 < quantity <= left[line] for line, quantity in packed.items()):
        raise NothingLeftToShip
    return packed


def lab_of(packed: dict[OrderLine, int]) -> Lab | None:
    """The lab that sends it, when it is one."""
    labs = {line.lab_id for line in packed}
    return next(iter(packed)).lab if len(labs) == 1 else None


@transaction.atomic
def note_for_staff(order: Order, text: str, *, by: Any) -> Order:
    """What labs and admins tell each other; an empty review mark says that somebody looked."""
    order = lock_order(order.pk)
    order.staff_note, order.review = text, ""
    order.save(update_fields=["staff_note", "review", "updated_at"])
    publish_change(order, "note")
    return order
