"""Who hears of a step in an order's life, with the facts that every sentence about an order may need."""

from typing import Any

from strato.accounts.models import User
from strato.core import realtime
from strato.core.money import Money
from strato.labs.models import Membership
from strato.notifications.kinds import Kind
from strato.notifications.services import notify
from strato.orders import notices
from strato.orders.frames import OrderChanged
from strato.orders.models import Order


def tell_customer(order: Order, kind: Kind, *, by: Any = None, **facts: Any) -> None:
    """Tell the customer, unless they did it themselves."""
    notify([order.customer_id], kind, subject=order, facts=facts_of(order) | facts, by=by)


def tell_labs(order: Order, kind: Kind, *, by: Any = None, **facts: Any) -> None:
    """Tell the people of the labs that make its lines, except the one who did it; no sums, for each sees their own only."""
    labs = order.lines.exclude(lab=None).values("lab")
    members = Membership.objects.filter(lab__in=labs, user__is_active=True).values_list("user_id", flat=True)
    told = facts_of(order) | facts
    told.pop("total")
    notify(set(members) - {order.customer_id}, kind, subject=order, facts=told, by=by)


def tell_admins(order: Order, kind: Kind, *, by: Any = None, **facts: Any) -> None:
    notify(User.objects.active_admins(), kind, subject=order, facts=facts_of(order) | facts, by=by)


def facts_of(order: Order) -> dict[str, Any]:
    return {"number": order.number, "total": str(order.total), "customer": order.customer.display_name}


def said(amount: int, order: Order) -> str:
    """An amount as sentences say it."""
    return str(Money(amount, order.currency))


def publish_change(order: Order, what: str) -> None:
    """Something about the order is new, to those who look at it."""
    realtime.publish(f"order:{order.pk}", OrderChanged(id=str(order.pk), what=what))


def flag_for_review(order: Order, code: str, **facts: Any) -> None:
    """A person must look at it: the admins hear of it, once for each reason."""
    if mark_for_review(order, code):
        tell_admins(order, notices.ORDER_REVIEW, code=code, **facts)


def mark_for_review(order: Order, code: str) -> bool:
    """The mark alone, where the admins are told already; gives whether it is new."""
    if order.review == code:
        return False
    order.review = code[:60]
    order.save(update_fields=["review", "updated_at"])
    publish_change(order, "review")
    return True
