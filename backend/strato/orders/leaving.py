"""What leaving means to orders.

Invoices must be kept, so an order keeps what its invoice says: the goods, the sums, and the name and address of the bill.
Everything else that the customer told goes: the mail address, the way to their door, their notes.
"""

from typing import Any

from strato.accounts.leaving import Obstacle, Part
from strato.notifications.models import Notification
from strato.notifications.services import unname
from strato.orders.models import Cart, Order, OrderLine, OrderRefund, OrderStatusChange, Return, ReturnStatusChange
from strato.orders.states import OrderStatus, ReturnStatus

OPEN = (OrderStatus.PENDING, OrderStatus.PAID, OrderStatus.IN_PRODUCTION, OrderStatus.SHIPPED)
OPEN_RETURNS = (ReturnStatus.REQUESTED, ReturnStatus.APPROVED)


def obstacles(user: Any) -> list[Obstacle]:
    """Goods on their way, either way."""
    found = []
    if orders := Order.objects.filter(customer=user, status__in=OPEN).count():
        sentence = "An order is not delivered yet. Wait for it, or cancel it."
        found.append(Obstacle("open_orders", sentence, "/orders", orders))
    if returns := Return.objects.filter(order__customer=user, status__in=OPEN_RETURNS).count():
        found.append(Obstacle("open_returns", "A return is not settled yet.", "/orders", returns))
    return found


def forget(user: Any) -> None:
    """The cart, and of orders all but what their invoices need."""
    Cart.objects.filter(owner=user).delete()
    orders = list(Order.objects.filter(customer=user).prefetch_related("documents"))
    for order in orders:
        order.billing_address = billed_to(order)
        order.email, order.note, order.shipping_address = "", "", {}
    Order.objects.bulk_update(orders, ["email", "shipping_address", "billing_address", "note"], batch_size=200)
    mine = {"order__customer": user}
    OrderLine.objects.filter(**mine).update(note="")
    OrderRefund.objects.filter(**mine).update(reason="")
    Return.objects.filter(**mine).update(reason="")
    OrderStatusChange.objects.filter(row__customer=user, by=user).update(reason="")
    ReturnStatusChange.objects.filter(row__order__customer=user, by=user).update(reason="")
    unname(user, Notification.objects.filter(subject_type="order", subject_id__in=[str(order.pk) for order in orders]))


def billed_to(order: Order) -> dict[str, str]:
    """What invoices say of the customer; nothing where none was written."""
    if not order.documents.all():
        return {}
    said = order.billing_address or {"name": order.customer.display_name}
    return {name: text for name, text in said.items() if name != "phone" and text}


PART = Part(
    app="orders",
    forget=forget,
    obstacles=obstacles,
    gone=frozenset({"orders.Cart.owner"}),
    kept={
        "orders.Order.customer": "The books: what was sold, without who bought it",
        "orders.CouponUse.user": "That a coupon was used",
        "orders.OrderStatusChange.by": "The history of an order",
        "orders.OrderRefund.by": "Who gave money back",
        "orders.ReturnStatusChange.by": "The history of a return",
        "orders.Shipment.by": "Who packed a parcel",
    },
    words={
        "orders.Order.billing_address": "Invoices must be kept as they were issued: the name and address of the bill",
        "orders.Document.file": "Invoices must be kept as they were issued",
        "orders.Order.staff_note": "What the lab wrote for itself",
        "orders.Return.answer": "What the lab answered",
        "orders.OrderStatusChange.reason": "Said by others",
        "orders.ReturnStatusChange.reason": "Said by others",
    },
)
