"""What a coupon is worth to a cart, and why it is worth nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from strato.core.errors import DomainError
from strato.core.exchange import Rate, rate_of
from strato.core.money import Money, coin
from strato.orders.errors import (
    CouponInvalid,
    CouponMinimum,
    CouponNotApplicable,
    CouponUsedUp,
    CurrencyUnavailable,
)
from strato.orders.models import Coupon, CouponUse
from strato.orders.states import DiscountKind
from strato.orders.totals import Discount, Wanted


def discount_of(coupon: Coupon, currency: str, *, now: datetime) -> Discount:
    """The coupon as arithmetic, in the cart's currency; raises ``CurrencyUnavailable``."""
    rate = rate_of(coupon.currency, currency, on=now.date())
    is_percent = coupon.kind == DiscountKind.PERCENT
    return Discount(
        basis_points=coupon.basis_points if is_percent else 0,
        amount=0 if is_percent else converted(rate, coupon.amount),
        minimum=converted(rate, coupon.minimum_amount),
        coin=coin(currency),
        scopes=frozenset(coupon.scopes),
        within=f"lab:{coupon.lab_id}" if coupon.lab_id else "",
    )


def converted(rate: Rate, amount: int) -> int:
    """In the other currency, as it can be paid there."""
    return rate.convert(Money(amount, rate.source)).coined.amount


def usable_discount(
    coupon: Coupon, wanted: Sequence[Wanted], *, currency: str, user: Any, now: datetime
) -> tuple[Discount | None, DomainError | None]:
    """(the discount, None), or (None, why not): invalid, used up, not for these things, below the minimum."""
    try:
        check_open(coupon, user=user, now=now)
        discount = discount_of(coupon, currency, now=now)
        check_reach(discount, wanted, currency)
    except (CouponInvalid, CouponUsedUp, CouponNotApplicable, CouponMinimum, CurrencyUnavailable) as error:
        return None, error
    return discount, None


def check_open(coupon: Coupon, *, user: Any, now: datetime) -> None:
    """May this person use it at all now? What is decided here is decided again, exactly, when the order is placed."""
    has_begun = coupon.starts_at is None or coupon.starts_at <= now
    has_ended = coupon.ends_at is not None and coupon.ends_at <= now
    if not coupon.is_active or not has_begun or has_ended:
        raise CouponInvalid
    if coupon.max_uses is not None and coupon.uses >= coupon.max_uses:
        raise CouponUsedUp
    if coupon.max_uses_per_user is not None and uses_of(coupon, user) >= coupon.max_uses_per_user:
        raise CouponUsedUp


def uses_of(coupon: Coupon, user: Any) -> int:
    """How many living orders of this person hold or used it; a guest has none."""
    return CouponUse.objects.filter(coupon=coupon, user=user).count() if user.is_authenticated else 0


def check_reach(discount: Discount, wanted: Sequence[Wanted], currency: str) -> None:
    if not any(discount.reaches(line) for line in wanted):
        raise CouponNotApplicable
    goods = sum(line.unit_amount * line.quantity for line in wanted)
    if goods < discount.minimum:
        raise CouponMinimum(
            minimum={"amount": discount.minimum, "currency": currency}, missing=discount.minimum - goods
        )
