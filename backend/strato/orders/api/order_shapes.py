"""How a whole order looks from outside. A lab's people see their own lines, and the sums of those."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField, MoneyField
from strato.orders.api.line_shapes import OrderLineSerializer, money
from strato.orders.api.paper_shapes import DocumentSerializer
from strato.orders.api.parcel_shapes import ReturnInOrderSerializer, ShipmentSerializer
from strato.orders.api.sum_shapes import OrderSums
from strato.orders.models import Order
from strato.orders.reports.carts import ask_wares
from strato.payments.models import Payable, Payment


class PaymentNowSerializer(serializers.Serializer[Any]):
    """The latest try to pay."""

    id = serializers.UUIDField()
    status = serializers.CharField()
    is_awaited = serializers.BooleanField(help_text="Confirmed, the money is on its way.")
    url = serializers.CharField(allow_blank=True, help_text="The hosted page, while it is open.")
    expires_at = serializers.DateTimeField()
    failure_code = serializers.CharField(allow_blank=True)


class OrderSerializer(OrderSums):
    """One order. total = goods - discount + shipping, the tax is contained."""

    lines = serializers.SerializerMethodField()
    goods = serializers.SerializerMethodField()
    discount = serializers.SerializerMethodField()
    shipping_price = serializers.SerializerMethodField()
    tax = serializers.SerializerMethodField()
    email = serializers.SerializerMethodField()
    billing_address = serializers.SerializerMethodField()
    staff_note = serializers.SerializerMethodField(help_text="Seen by labs and admins.")
    documents = serializers.SerializerMethodField()
    shipments = ShipmentSerializer(many=True)
    returns = ReturnInOrderSerializer(many=True)
    paid = serializers.SerializerMethodField(help_text="What arrived; of a partial view, for its lines.")
    refunded = serializers.SerializerMethodField(
        help_text="What went back, or is on its way; of a partial view, for its pieces."
    )
    payment = serializers.SerializerMethodField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Order
        fields = (
            "id",
            "number",
            "status",
            "status_changed_at",
            "created_at",
            "paid_at",
            "expires_at",
            "customer",
            "email",
            "currency",
            "pieces",
            "lines",
            "goods",
            "discount",
            "coupon_code",
            "shipping",
            "shipping_price",
            "tax",
            "total",
            "paid",
            "refunded",
            "payment",
            "exchange_rates",
            "shipping_address",
            "billing_address",
            "note",
            "staff_note",
            "review",
            "documents",
            "shipments",
            "returns",
            "is_partial",
            "allowed_actions",
        )

    @extend_schema_field(OrderLineSerializer(many=True))
    def get_lines(self, order: Order) -> Any:
        lines = self.seen(order)
        wares = ask_wares(lines, user=self.context["request"].user, currency=order.currency)  # links to pictures expire
        return OrderLineSerializer(lines, many=True, context={"wares": wares}).data

    @extend_schema_field(MoneyField())
    def get_goods(self, order: Order) -> dict[str, Any]:
        return money(sum(line.goods_amount for line in self.seen(order)), order.currency)

    @extend_schema_field(MoneyField())
    def get_discount(self, order: Order) -> dict[str, Any]:
        return money(sum(line.discount_amount for line in self.seen(order)), order.currency)

    @extend_schema_field(MoneyField())
    def get_shipping_price(self, order: Order) -> dict[str, Any]:
        return money(order.shipping_amount if self.is_whole(order) else 0, order.currency)

    @extend_schema_field(MoneyField())
    def get_tax(self, order: Order) -> dict[str, Any]:
        shipping = order.shipping_tax_amount if self.is_whole(order) else 0
        return money(sum(line.tax_amount for line in self.seen(order)) + shipping, order.currency)

    def get_email(self, order: Order) -> str:
        return order.email if self.is_whole(order) else ""

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_billing_address(self, order: Order) -> dict[str, Any]:
        return order.billing_address if self.is_whole(order) else {}

    def get_staff_note(self, order: Order) -> str:
        return order.staff_note if self.context["request"].user.pk != order.customer_id else ""

    @extend_schema_field(DocumentSerializer(many=True))
    def get_documents(self, order: Order) -> Any:
        return DocumentSerializer(order.documents.all(), many=True).data if self.is_whole(order) else []

    @extend_schema_field(MoneyField())
    def get_paid(self, order: Order) -> dict[str, Any]:
        if not self.is_whole(order):
            theirs = sum(line.total_amount for line in self.seen(order)) if order.paid_at else 0
            return money(theirs, order.currency)
        payable = self.payable(order)
        return money(payable.charged if payable else 0, order.currency)

    @extend_schema_field(MoneyField())
    def get_refunded(self, order: Order) -> dict[str, Any]:
        if not self.is_whole(order):
            theirs = [entry.amount for line in self.seen(order) for entry in line.refunded.all()]
            return money(sum(theirs), order.currency)
        payable = self.payable(order)
        return money(payable.refunded if payable else 0, order.currency)

    @extend_schema_field(PaymentNowSerializer(allow_null=True))
    def get_payment(self, order: Order) -> Any:
        if not self.is_whole(order):
            return None
        latest = Payment.objects.filter(payable_id=order.pk).order_by("-id").first()
        return PaymentNowSerializer(latest).data if latest else None

    def payable(self, order: Order) -> Payable | None:
        """What was owed and came, read once for each order."""
        known: dict[Any, Payable | None] = self.__dict__.setdefault("known_payables", {})
        if order.pk not in known:
            known[order.pk] = Payable.objects.filter(pk=order.pk).first()
        return known[order.pk]


class BulkOutcomeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField(allow_blank=True)
    status = serializers.CharField(allow_blank=True)
    code = serializers.CharField(allow_blank=True, help_text="Why not; empty when it was done.")


class CheckoutSerializer(serializers.Serializer[Any]):
    """A try to pay and its hosted page."""

    payment = serializers.UUIDField(source="pk")
    url = serializers.CharField()
    status = serializers.CharField()
    expires_at = serializers.DateTimeField()


class HappeningSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    what = serializers.ChoiceField(choices=[(w, w) for w in ("placed", "status", "shipment", "refund", "return")])
    by = serializers.CharField(allow_blank=True)
    facts = serializers.DictField(child=serializers.JSONField())
