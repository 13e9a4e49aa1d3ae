"""A customer and the labs that make the parts of an order talk about it, in one conversation that all find on its page.

Orders and messaging are siblings and do not know each other; this is where they meet.
"""

from typing import Any
from uuid import UUID

from strato.labs.models import Membership
from strato.labs.policies import OPERATORS
from strato.messaging import subjects
from strato.orders.models import Order, OrderLine


def visible(user: Any) -> Any:
    return Order.objects.visible_to(user).values("pk")


def people(order_id: UUID) -> set[UUID]:
    """The customer, and who works in a lab that has a line of it."""
    order = Order.objects.only("customer_id").get(pk=order_id)
    labs = OrderLine.objects.filter(order=order_id).values("lab")
    staff = Membership.objects.filter(lab__in=labs, role__in=OPERATORS, user__is_active=True)
    return {order.customer_id, *staff.values_list("user_id", flat=True)}


def label(order_id: UUID) -> str:
    return Order.objects.values_list("number", flat=True).get(pk=order_id)


def register() -> None:
    subjects.register(subjects.Subject("order", visible, people, label, "/orders/{id}"))
