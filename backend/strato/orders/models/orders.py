"""Orders: what was agreed, copied at the moment it was agreed, and what became of it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from strato.core.money import Money
from strato.core.rows import Row
from strato.core.status import Stateful, StatusChange
from strato.labs.models import Lab
from strato.orders.models.carts import Coupon
from strato.orders.states import ORDER_TRANSITIONS, RETURN_TRANSITIONS, OrderStatus, ReturnStatus, TaxClass


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: Any) -> Self:
        """The customer, the members of the labs that make its lines, and the admins."""
        if not user.is_authenticated:
            return self.none()
        if user.is_admin:
            return self
        mine = OrderLine.objects.filter(lab__in=Lab.objects.of(user)).values("order")
        return self.filter(Q(customer=user) | Q(pk__in=mine))

    def with_lines_of(self, **what: Any) -> Self:
        """Orders with at least one such line."""
        return self.filter(pk__in=OrderLine.objects.filter(**what).values("order"))

    def with_parts(self) -> Self:
        """All that a page about one order shows, in a fixed number of queries."""
        return self.select_related("customer").prefetch_related(
            "lines__lab", "lines__shipped", "lines__refunded", "documents", "shipments__lines", "returns__lines"
        )


class Order(Stateful):
    """One purchase. Amounts are minor units of ``currency``; total = goods - discount + shipping, tax is contained.

    Everything that could change later (titles, prices, rates, addresses, the shipping method) is copied here.
    """

    TRANSITIONS = ORDER_TRANSITIONS
    FRAME_KIND = "order"

    number = models.CharField(max_length=20, unique=True)
    customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="orders")
    status = models.CharField(max_length=16, choices=OrderStatus.choices, default=OrderStatus.PENDING)
    email = models.EmailField()
    currency = models.CharField(max_length=3)
    goods_amount = models.PositiveBigIntegerField(help_text="Sum of the lines before discount")
    discount_amount = models.PositiveBigIntegerField(default=0)
    shipping_amount = models.PositiveBigIntegerField(default=0)
    tax_amount = models.PositiveBigIntegerField(default=0, help_text="Contained in the total")
    shipping_tax_amount = models.PositiveBigIntegerField(default=0, help_text="Its share of the tax")
    total_amount = models.PositiveBigIntegerField()
    exchange_rates = models.JSONField(default=dict, help_text='{"USD": {"rate": "0.91", "date": "2026-11-20"}}')
    coupon = models.ForeignKey(Coupon, null=True, blank=True, on_delete=models.SET_NULL, related_name="orders")
    coupon_code = models.CharField(max_length=40, blank=True)
    shipping = models.JSONField(default=dict, help_text="The shipping method as it was: {name, kind, days}")
    shipping_address = models.JSONField(default=dict)
    billing_address = models.JSONField(default=dict)
    note = models.TextField(max_length=2000, blank=True, help_text="From the customer")
    staff_note = models.TextField(max_length=2000, blank=True, help_text="Seen by labs and admins only")
    review = models.CharField(max_length=60, blank=True, help_text="Why a person must look at it: a stable code")
    expires_at = models.DateTimeField(help_text="Unpaid by then, it expires and its stock is free again")
    paid_at = models.DateTimeField(null=True, blank=True)
    stripe_session_id = models.CharField(max_length=255, blank=True, db_index=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    total_amount=models.F("goods_amount") - models.F("discount_amount") + models.F("shipping_amount")
                ),
                name="order_adds_up",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-id"], name="orders_of_customer"),
            models.Index(fields=["status", "-id"], name="orders_by_status"),
            models.Index(fields=["expires_at"], condition=Q(status="pending"), name="orders_to_expire"),
            models.Index(fields=["-paid_at"], name="orders_by_payment"),
            models.Index(fields=["review"], condition=~Q(review=""), name="orders_to_review"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> Money:
        return Money(self.total_amount, self.currency)

    @property
    def reference(self) -> str:
        """What stock and money are held under."""
        return f"order:{self.pk}"

    def watchers(self) -> set[Any]:
        labs = self.lines.exclude(lab=None).values("lab")
        members = Lab.objects.filter(pk__in=labs).values_list("memberships__user_id", flat=True)
        return ({self.customer_id} | set(members)) - {None}


class OrderStatusChange(StatusChange):
    """One step in the life of an order."""

    row = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="status_changes")


class OrderLine(Row):
    """So many of one thing, as it was when it was bought. total = goods - discount; tax is contained."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    ref = models.UUIDField(db_index=True, help_text="The sellable's own id of the thing")
    lab = models.ForeignKey(Lab, null=True, blank=True, on_delete=models.PROTECT, related_name="order_lines")
    sku = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)
    quantity = models.PositiveIntegerField()
    unit_amount = models.PositiveBigIntegerField()
    goods_amount = models.PositiveBigIntegerField()
    discount_amount = models.PositiveBigIntegerField(default=0)
    tax_class = models.CharField(max_length=12, choices=TaxClass.choices, default=TaxClass.STANDARD)
    tax_basis_points = models.PositiveIntegerField(default=0)
    tax_amount = models.PositiveBigIntegerField(default=0)
    total_amount = models.PositiveBigIntegerField()
    weight_mg = models.PositiveBigIntegerField(default=0, help_text="Of one piece")
    note = models.TextField(max_length=4000, blank=True, help_text="From the buyer to whoever makes it")
    choice = models.UUIDField(null=True, blank=True, help_text="What of it the buyer chose: the printer of a print")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="lines_are_numbered"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_line_of_something"),
            models.CheckConstraint(
                condition=Q(total_amount=models.F("goods_amount") - models.F("discount_amount")),
                name="order_line_adds_up",
            ),
        ]
        indexes = [models.Index(fields=["kind", "ref"], name="lines_of_thing")]
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.quantity} x {self.title}"


class CouponUse(Row):
    """One order that holds or used a coupon; given back when the order ends unpaid."""

    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="coupon_uses")
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="coupon_use")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["coupon", "user"], name="coupon_uses_of_user")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.coupon} for {self.order}"


class Shipment(Row):
    """One parcel (or one handing over) of some of an order's pieces."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="shipments")
    lab = models.ForeignKey(Lab, null=True, blank=True, on_delete=models.PROTECT, related_name="shipments")
    carrier = models.CharField(max_length=80, blank=True)
    tracking = models.CharField(max_length=120, blank=True)
    tracking_url = models.URLField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.carrier} {self.tracking}".strip() or "shipment"


class ShipmentLine(Row):
    """So many pieces of one line in one parcel."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="shipped")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shipment", "line"], name="one_entry_per_parcel_and_line")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.quantity} x {self.line}"


class OrderRefund(Row):
    """One decision to give money of an order back, and for which of its pieces. The money itself is payments' business."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    amount = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{Money(self.amount, self.order.currency)} back for {self.order}"


class OrderRefundLine(Row):
    """What of one line's money goes back, for so many pieces (none: its share of an amount that named no pieces).

    ``restocked`` of them went back to the shelf with it.
    """

    refund = models.ForeignKey(OrderRefund, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="refunded")
    quantity = models.PositiveIntegerField()
    amount = models.PositiveBigIntegerField()
    restocked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["refund", "line"], name="one_entry_per_refund_and_line")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.quantity} x {self.line}"


class ReturnQuerySet(models.QuerySet["Return"]):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees the order."""
        return self.filter(order__in=Order.objects.visible_to(user))


class Return(Stateful):
    """A customer's wish to give pieces back."""

    TRANSITIONS = RETURN_TRANSITIONS
    FRAME_KIND = "return"

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="returns")
    status = models.CharField(max_length=12, choices=ReturnStatus.choices, default=ReturnStatus.REQUESTED)
    reason = models.CharField(max_length=1000)
    answer = models.CharField(max_length=1000, blank=True, help_text="Why it was declined, or how to send it")

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"return of {self.order}"

    def watchers(self) -> set[Any]:
        return self.order.watchers()


class ReturnStatusChange(StatusChange):
    """One step of a return."""

    row = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="status_changes")


class ReturnLine(Row):
    """So many pieces of one line to be given back."""

    request = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="returned")
    quantity = models.PositiveIntegerField()
    restocked = models.PositiveIntegerField(default=0, help_text="Pieces that went back to the shelf")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "line"], name="one_entry_per_return_and_line")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.quantity} x {self.line}"


class Document(Row):
    """One invoice or credit note: numbered without holes, kept as the PDF that was sent."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="documents")
    number = models.CharField(max_length=20, unique=True)
    refund_id = models.UUIDField(null=True, blank=True, unique=True, help_text="The refund a credit note is for")
    issued_at = models.DateTimeField()
    file = models.FileField(upload_to="invoices/", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(refund_id__isnull=True), name="one_invoice_per_order"
            ),
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return self.number
