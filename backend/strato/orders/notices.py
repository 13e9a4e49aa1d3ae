"""What people are told about orders."""

from typing import Any

from django.apps import apps

from strato.accounts.models import User
from strato.notifications.kinds import EVERY_CHANNEL, Channel, Kind
from strato.orders.receipts import parcel_of, receipt_of

CATEGORY = "orders"


def sees_order(user: User, order_id: str) -> bool:
    orders: Any = apps.get_model("orders", "Order")
    return bool(orders.objects.visible_to(user).filter(pk=order_id).exists())


def about_order(
    code: str, *channels: Channel, link: str = "/orders/{id}", receipt: Any = None, urgent: bool = False
) -> Kind:
    wanted = channels or EVERY_CHANNEL
    return Kind(code, CATEGORY, wanted, visible=sees_order, link=link, receipt=receipt, urgent=urgent)


ORDER_PLACED = about_order("order.placed", receipt=receipt_of)
ORDER_PAID = about_order("order.paid", receipt=receipt_of)
ORDER_PAYMENT_FAILED = about_order("order.payment_failed", urgent=True)  # it may be paid anew for an hour
ORDER_RECEIVED = about_order("order.received", link="/maker/orders/{id}")  # to the labs: make it
ORDER_CANCELLED = about_order("order.cancelled")
ORDER_EXPIRED = about_order("order.expired")
ORDER_PAID_LATE = about_order("order.paid_late")  # the money came when nothing could be made of it: it goes back
ORDER_IN_PRODUCTION = about_order("order.in_production", Channel.IN_APP)
ORDER_SHIPPED = about_order("order.shipped", receipt=parcel_of)
ORDER_DELIVERED = about_order("order.delivered")
ORDER_REFUNDED = about_order("order.refunded")
ORDER_REVIEW = about_order("order.review", link="/platform/orders/{id}")  # to the admins: a person must look at it
RETURN_REQUESTED = about_order("return.requested", link="/maker/orders/{id}")  # to labs and admins
RETURN_APPROVED = about_order("return.approved")
RETURN_DECLINED = about_order("return.declined")
RETURN_RECEIVED = about_order("return.received")

KINDS = (
    ORDER_PLACED,
    ORDER_PAID,
    ORDER_PAYMENT_FAILED,
    ORDER_RECEIVED,
    ORDER_CANCELLED,
    ORDER_EXPIRED,
    ORDER_PAID_LATE,
    ORDER_IN_PRODUCTION,
    ORDER_SHIPPED,
    ORDER_DELIVERED,
    ORDER_REFUNDED,
    ORDER_REVIEW,
    RETURN_REQUESTED,
    RETURN_APPROVED,
    RETURN_DECLINED,
    RETURN_RECEIVED,
)
