"""Packing slips: drawn when they are asked for, kept nowhere."""

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from strato.core.later import later
from strato.orders.errors import PiecesRefused
from strato.orders.models import Order, OrderLine, Shipment
from strato.orders.services.fulfilling import left_to_ship
from strato.orders.services.papers import address_lines

if TYPE_CHECKING:
    from strato.orders import slip_drawing
else:
    slip_drawing = later("strato.orders.slip_drawing")


def packing_slip(order: Order, *, shipment: Shipment | None, labs: Set[UUID] | None) -> bytes:
    """The PDF of a parcel, or (without one) of what is left to send; of these labs' lines alone (None: of all).

    In the customer's language: it goes into the parcel. Raises ``PiecesRefused`` when there is nothing on it.
    """
    packed = {row.line: row.quantity for row in shipment.lines.all()} if shipment else left_to_ship(order)
    own = {line: n for line, n in packed.items() if n and (labs is None or line.lab_id in labs)}
    if not own:
        raise PiecesRefused
    slip = slip_drawing.Slip(
        order_number=order.number,
        day=timezone.localdate(shipment.created_at if shipment else None),
        sender=sender_of(own),
        address=address_lines(order, order.shipping_address),
        shipping=(str(shipment) if shipment and shipment.carrier else order.shipping.get("name", "")),
        lines=[slip_drawing.SlipLine(titled(line), line.sku, quantity) for line, quantity in own.items()],
    )
    return slip_drawing.draw_slip(slip, language=order.customer.language)


def sender_of(packed: Mapping[OrderLine, int]) -> str:
    """The lab that packs it; the seller where there are several or none."""
    labs = {line.lab.name if line.lab else "" for line in packed}
    return labs.pop() if len(labs) == 1 and labs != {""} else str(settings.SELLER.split("|")[0])


def titled(line: OrderLine) -> str:
    return f"{line.title} · {line.detail}" if line.detail else line.title
