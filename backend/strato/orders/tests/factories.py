"""Coupons, rates and ways of sending for tests."""

from datetime import date

import factory

from strato.orders.models import Coupon, ShippingMethod, TaxRate
from strato.orders.states import DiscountKind, ShippingKind


class CouponFactory(factory.django.DjangoModelFactory[Coupon]):
    """Ten percent off everything."""

    class Meta:
        model = Coupon

    code = factory.Sequence(lambda n: f"TEN{n}")
    kind = DiscountKind.PERCENT
    basis_points = 1000


class TaxRateFactory(factory.django.DjangoModelFactory[TaxRate]):
    """German value-added tax."""

    class Meta:
        model = TaxRate

    country = "DE"
    basis_points = 1900
    valid_from = date(2007, 1, 1)


class ShippingMethodFactory(factory.django.DjangoModelFactory[ShippingMethod]):
    """A parcel for 4.90."""

    class Meta:
        model = ShippingMethod

    name = "Parcel"
    kind = ShippingKind.FLAT
    amount = 490
