"""What an order holds until it is paid: stock and a use of its coupon; and what the sellables hear of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from strato.inventory import services as inventory
from strato.orders import sellables
from strato.orders.errors import CouponUsedUp
from strato.orders.models import Coupon, CouponUse, Order, OrderLine

GRACE = timedelta(minutes=5)
"""How long after its end an unpaid order waits for news that are on their way."""


def held_until(order: Order) -> datetime:
    """The stock is held longer than the order can be paid."""
    return order.expires_at + 2 * GRACE


def wants_of(lines: Iterable[OrderLine]) -> dict[UUID, int]:
    """{item id: base units} of what these lines need from the shelves."""
    wants: dict[UUID, int] = defaultdict(int)
    for kind, group in by_kind(lines).items():
        for item, quantity in sellables.of_kind(kind).stock(group):
            wants[item.pk] += quantity
    return dict(wants)


def hold_stock(order: Order, lines: Iterable[OrderLine]) -> None:
    """All that the lines need, or ``StockMissing``; what is held already stays held."""
    if wants := wants_of(lines):
        inventory.hold(wants, reference=order.reference, until=held_until(order))


def by_kind(lines: Iterable[OrderLine]) -> dict[str, list[OrderLine]]:
    """The lines of each kind that somebody still sells."""
    found: dict[str, list[OrderLine]] = defaultdict(list)
    for line in lines:
        if line.kind in sellables.REGISTRY:
            found[line.kind].append(line)
    return dict(sorted(found.items()))


def redeem(coupon: Coupon, *, by: Any) -> None:
    """One use more; the guarded update is the lock under which a person's own uses are counted. Raises ``CouponUsedUp``."""
    free = Coupon.objects.filter(Q(max_uses=None) | Q(uses__lt=F("max_uses")), pk=coupon.pk)
    if not free.update(uses=F("uses") + 1):
        raise CouponUsedUp
    mine = CouponUse.objects.filter(coupon=coupon, user=by).count()
    if coupon.max_uses_per_user is not None and mine >= coupon.max_uses_per_user:
        raise CouponUsedUp


def give_coupon_back(order: Order) -> None:
    """The use counts no longer; once."""
    if CouponUse.objects.filter(order=order).delete()[0] and order.coupon_id:
        Coupon.objects.filter(pk=order.coupon_id, uses__gt=0).update(uses=F("uses") - 1)


def tell_placed(lines: Sequence[OrderLine], *, by: Any) -> None:
    for kind, group in by_kind(lines).items():
        sellables.of_kind(kind).placed(group, by=by)


def tell_paid(lines: Sequence[OrderLine], *, by: Any) -> None:
    for kind, group in by_kind(lines).items():
        sellables.of_kind(kind).paid(group, by=by)


def tell_ended(lines: Sequence[OrderLine], *, reason: str) -> None:
    for kind, group in by_kind(lines).items():
        sellables.of_kind(kind).ended(group, reason=reason)
