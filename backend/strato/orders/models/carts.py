"""Carts, and what makes them cheaper or dearer: coupons, tax rates, shipping methods."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from strato.core.money import CURRENCIES
from strato.core.rows import Row
from strato.labs.models import Lab
from strato.orders.states import DiscountKind, ShippingKind, TaxClass

CURRENCY_CHOICES = [(code, code) for code in CURRENCIES]


class CouponQuerySet(models.QuerySet["Coupon"]):
    def visible_to(self, user: Any) -> Self:
        """Platform admins, and the members of the lab that gives it."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(lab__in=Lab.objects.of(user))


class Coupon(Row):
    """One code that makes an order cheaper."""

    code = models.CharField(max_length=40, unique=True, help_text="Upper case")
    lab = models.ForeignKey(Lab, null=True, blank=True, on_delete=models.CASCADE, related_name="coupons")
    kind = models.CharField(max_length=8, choices=DiscountKind.choices)
    basis_points = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(10_000)])
    amount = models.PositiveBigIntegerField(default=0, help_text="Minor units, for a fixed discount")
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES, default="EUR")
    minimum_amount = models.PositiveBigIntegerField(default=0, help_text="Of the cart's goods, in its currency")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    max_uses = models.PositiveIntegerField(null=True, blank=True)
    max_uses_per_user = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0, help_text="Orders that hold or used it; moved by guarded updates")
    scopes = models.JSONField(default=list, help_text='["product:<id>", "category:<id>", "kind:print_job"]; empty: all')
    is_active = models.BooleanField(default=True)

    objects = CouponQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(max_uses__isnull=True) | Q(uses__lte=F("max_uses")), name="coupon_not_overused"
            ),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.code


class TaxRateQuerySet(models.QuerySet["TaxRate"]):
    def visible_to(self, user: Any) -> Self:
        """Admins alone; everybody else meets the taxes in their cart."""
        return self if user.is_authenticated and user.is_admin else self.none()


class TaxRate(Row):
    """The tax on one class of goods in one country from one day on; the latest that has begun counts."""

    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    tax_class = models.CharField(max_length=12, choices=TaxClass.choices, default=TaxClass.STANDARD)
    basis_points = models.PositiveIntegerField(validators=[MaxValueValidator(10_000)], help_text="1900 is 19 %")
    valid_from = models.DateField()

    objects = TaxRateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "tax_class", "valid_from"], name="one_rate_per_day"),
        ]
        ordering = ("country", "tax_class", "-valid_from")

    def __str__(self) -> str:
        return f"{self.country} {self.tax_class}: {self.basis_points / 100} %"


class ShippingMethodQuerySet(models.QuerySet["ShippingMethod"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: Any) -> Self:
        return self if user.is_authenticated and user.is_admin else self.active()


class ShippingMethod(Row):
    """One way in which an order reaches the customer, and its price."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=ShippingKind.choices)
    amount = models.PositiveBigIntegerField(default=0, help_text="Minor units, of the parcel")
    amount_per_kg = models.PositiveBigIntegerField(default=0, help_text="Minor units, each begun kilogram; by weight")
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES, default="EUR")
    free_from = models.PositiveBigIntegerField(null=True, blank=True, help_text="Goods worth this much ship free")
    countries = models.JSONField(default=list, help_text="ISO codes it goes to; empty: everywhere")
    max_weight_mg = models.PositiveBigIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(0)], help_text="Usual days")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = ShippingMethodQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name", "id")

    def __str__(self) -> str:
        return self.name


class CartQuerySet(models.QuerySet["Cart"]):
    def visible_to(self, user: Any) -> Self:
        """One's own: by account, or by the guest's key."""
        if user.is_authenticated:
            return self.filter(owner=user)
        key = getattr(user, "guest_key", "")
        return self.filter(owner__isnull=True, guest_key=key) if key else self.none()


class Cart(Row):
    """What one person or guest is about to buy. Prices are never kept here: they are asked for each time."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="cart"
    )
    guest_key = models.CharField(max_length=64, blank=True)
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES, default="EUR")
    coupon = models.ForeignKey(Coupon, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = CartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guest_key"], condition=~Q(guest_key=""), name="one_cart_per_guest"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"cart of {self.owner or 'a guest'}"


class CartLine(Row):
    """So many of one thing in a cart."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20)
    ref = models.UUIDField()
    quantity = models.PositiveIntegerField(default=1)
    note = models.TextField(max_length=4000, blank=True, help_text="From the buyer to whoever makes it")
    choice = models.UUIDField(null=True, blank=True, help_text="What of it the buyer chose: the printer of a print")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cart", "kind", "ref"], name="one_line_per_thing"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="cart_line_of_something"),
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.quantity} x {self.kind} {self.ref}"
