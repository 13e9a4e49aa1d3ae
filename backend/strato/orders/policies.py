"""Who may do what to orders and what belongs to them. What somebody may see lives on the querysets."""

from typing import Any
from uuid import UUID

from strato.core.policies import closed_to_guests, is_admin, signed_in
from strato.labs.policies import MANAGERS, OPERATORS, STOCK, in_lab, roles_of
from strato.orders.models import Coupon, Order, OrderLine, Return

MAKERS = tuple({*OPERATORS, *STOCK})


def is_customer(user: Any, order: Order) -> bool:
    return bool(user.is_authenticated and order.customer_id == user.pk)


def sees_all_of(user: Any, order: Order) -> bool:
    """The customer and admins; a lab's people see their own lines and money."""
    return is_admin(user) or is_customer(user, order)


def lines_seen(user: Any, order: Order) -> list[OrderLine]:
    lines = list(order.lines.all())
    return lines if sees_all_of(user, order) else [line for line in lines if line.lab_id in roles_of(user)]


def own_labs(user: Any, *roles: str) -> set[UUID] | None:
    """The labs for whose lines this person may act; None: for all."""
    return None if is_admin(user) else {lab for lab, role in roles_of(user).items() if role in roles}


@closed_to_guests
def can_pay(user: Any, order: Order | None = None) -> bool:
    return signed_in(user) and (order is None or is_customer(user, order))


@closed_to_guests
def can_cancel(user: Any, order: Order | None = None) -> bool:
    """Whoever ordered it, and admins."""
    return signed_in(user) and (order is None or sees_all_of(user, order))


@closed_to_guests
def can_make(user: Any, order: Order | None = None) -> bool:
    """Those who make or keep the stock of one of its lines, and admins."""
    if order is None or is_admin(user):
        return is_admin(user) or in_lab(user, None, *MAKERS)
    labs = own_labs(user, *MAKERS) or set()
    return any(line.lab_id in labs for line in order.lines.all())


@closed_to_guests
def can_deliver(user: Any, order: Order | None = None) -> bool:
    """Those who make all of it, or have a parcel on its way; and admins."""
    if order is None or is_admin(user):
        return can_make(user)
    labs = own_labs(user, *MAKERS) or set()
    is_own = all(line.lab_id in labs for line in order.lines.all())
    return is_own or any(row.lab_id in labs and row.delivered_at is None for row in order.shipments.all())


@closed_to_guests
def can_refund(user: Any, order: Order | None = None) -> bool:
    """Admins, and the managers of a lab that makes all of it."""
    if order is None or is_admin(user):
        return is_admin(user) or in_lab(user, None, *MANAGERS)
    labs = own_labs(user, *MANAGERS) or set()
    return all(line.lab_id in labs for line in order.lines.all())


@closed_to_guests
def can_answer_return(user: Any, row: Return | None = None) -> bool:
    """Admins, and the managers of the labs that made all of what comes back."""
    if row is None or is_admin(user):
        return is_admin(user) or in_lab(user, None, *MANAGERS)
    labs = own_labs(user, *MANAGERS) or set()
    return all(entry.line.lab_id in labs for entry in row.lines.all())


@closed_to_guests
def can_receive_return(user: Any, row: Return | None = None) -> bool:
    """Admins, and those who keep the stock of the labs that made it."""
    if row is None or is_admin(user):
        return is_admin(user) or in_lab(user, None, *MAKERS)
    labs = own_labs(user, *MAKERS) or set()
    return all(entry.line.lab_id in labs for entry in row.lines.all())


@closed_to_guests
def can_withdraw_return(user: Any, row: Return | None = None) -> bool:
    return signed_in(user) and (row is None or is_customer(user, row.order))


@closed_to_guests
def can_keep_coupons(user: Any, coupon: Coupon | None = None) -> bool:
    """Admins; managers for the coupons of their lab."""
    if coupon is None or is_admin(user):
        return is_admin(user) or in_lab(user, None, *MANAGERS)
    return coupon.lab is not None and in_lab(user, coupon.lab, *MANAGERS)
