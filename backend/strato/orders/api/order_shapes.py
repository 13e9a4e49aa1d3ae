"""How orders look from outside. A lab's people see their own lines, and the sums of those."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField, MoneyField
from strato.core.money import Money
from strato.orders.models import Document, Order, OrderLine, Return, ReturnLine, Shipment, ShipmentLine
from strato.orders.policies import lines_seen, sees_all_of
from strato.orders.reports.carts import ask_wares
from strato.orders.states import DOCUMENT_KINDS
from strato.payments.models import Payable, Payment


def money(amount: int, currency: str) -> dict[str, Any]:
    return MoneyField().to_representation(Money(amount, currency))


class OrderLineSerializer(serializers.ModelSerializer[OrderLine]):
    """So many of one thing, as it was when it was bought."""

    lab = serializers.SerializerMethodField()
    image = serializers.SerializerMethodField(help_text="As it looks now; empty when it is no longer shown.")
    link = serializers.SerializerMethodField()
    unit_price = serializers.SerializerMethodField()
    goods = serializers.SerializerMethodField()
    discount = serializers.SerializerMethodField()
    tax = serializers.SerializerMethodField()
    total = serializers.SerializerMethodField()
    shipped = serializers.SerializerMethodField(help_text="Pieces that are in a parcel.")
    refunded = serializers.SerializerMethodField(help_text="Pieces whose money went back.")

    class Meta:
        model = OrderLine
        fields = (
            "id",
            "position",
            "kind",
            "ref",
            "lab",
            "sku",
            "title",
            "detail",
            "image",
            "link",
            "facts",
            "note",
            "quantity",
            "unit_price",
            "goods",
            "discount",
            "tax_basis_points",
            "tax",
            "total",
            "shipped",
            "refunded",
        )

    @extend_schema_field(
        {
            "type": ["object", "null"],
            "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
            "required": ["id", "name"],
        }
    )
    def get_lab(self, line: OrderLine) -> dict[str, str] | None:
        return {"id": str(line.lab_id), "name": line.lab.name} if line.lab else None

    def get_image(self, line: OrderLine) -> str:
        ware = self.context.get("wares", {}).get((line.kind, line.ref))
        return ware.image if ware else ""

    def get_link(self, line: OrderLine) -> str:
        return str(line.facts.get("link", ""))

    @extend_schema_field(MoneyField())
    def get_unit_price(self, line: OrderLine) -> dict[str, Any]:
        return money(line.unit_amount, line.order.currency)

    @extend_schema_field(MoneyField())
    def get_goods(self, line: OrderLine) -> dict[str, Any]:
        return money(line.goods_amount, line.order.currency)

    @extend_schema_field(MoneyField())
    def get_discount(self, line: OrderLine) -> dict[str, Any]:
        return money(line.discount_amount, line.order.currency)

    @extend_schema_field(MoneyField())
    def get_tax(self, line: OrderLine) -> dict[str, Any]:
        return money(line.tax_amount, line.order.currency)

    @extend_schema_field(MoneyField())
    def get_total(self, line: OrderLine) -> dict[str, Any]:
        return money(line.total_amount, line.order.currency)

    def get_shipped(self, line: OrderLine) -> int:
        return sum(entry.quantity for entry in line.shipped.all())

    def get_refunded(self, line: OrderLine) -> int:
        return sum(entry.quantity for entry in line.refunded.all())


class CustomerSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(source="display_name")


class OrderSums(serializers.ModelSerializer[Order]):
    """What both shapes of an order say about money: all of it, or that of the lines one sees (``is_partial``)."""

    customer = CustomerSerializer()
    pieces = serializers.SerializerMethodField()
    total = serializers.SerializerMethodField()
    is_partial = serializers.SerializerMethodField(help_text="Only the lines of your labs, and their sums.")

    def seen(self, order: Order) -> list[OrderLine]:
        """The lines that this person sees; each knows its order without asking."""
        lines = lines_seen(self.context["request"].user, order)
        for line in lines:
            line.order = order
        return lines

    def is_whole(self, order: Order) -> bool:
        return sees_all_of(self.context["request"].user, order)

    def get_pieces(self, order: Order) -> int:
        return sum(line.quantity for line in self.seen(order))

    @extend_schema_field(MoneyField())
    def get_total(self, order: Order) -> dict[str, Any]:
        amount = order.total_amount if self.is_whole(order) else sum(line.total_amount for line in self.seen(order))
        return money(amount, order.currency)

    def get_is_partial(self, order: Order) -> bool:
        return not self.is_whole(order)


class OrderListSerializer(OrderSums):
    """An order in a list, with the titles of what was bought."""

    titles = serializers.SerializerMethodField()

    class Meta:
        model = Order
        fields = (
            "id",
            "number",
            "status",
            "status_changed_at",
            "created_at",
            "paid_at",
            "customer",
            "pieces",
            "total",
            "titles",
            "review",
            "is_partial",
        )

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_titles(self, order: Order) -> list[str]:
        return [line.title for line in self.seen(order)][:5]


class DocumentSerializer(serializers.ModelSerializer[Document]):
    kind = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields = ("id", "number", "kind", "issued_at")

    @extend_schema_field(serializers.ChoiceField(choices=DOCUMENT_KINDS))
    def get_kind(self, document: Document) -> str:
        return "credit_note" if document.refund_id else "invoice"


class DocumentLinkSerializer(DocumentSerializer):
    """A paper with a short-lived link to its PDF."""

    url = serializers.CharField()

    class Meta:
        model = Document
        fields = ("id", "number", "kind", "issued_at", "url")


class ShipmentLineSerializer(serializers.ModelSerializer[ShipmentLine]):
    class Meta:
        model = ShipmentLine
        fields = ("line", "quantity")


class ShipmentSerializer(serializers.ModelSerializer[Shipment]):
    lines = ShipmentLineSerializer(many=True)

    class Meta:
        model = Shipment
        fields = ("id", "lab", "carrier", "tracking", "tracking_url", "created_at", "delivered_at", "lines")


class ReturnLineSerializer(serializers.ModelSerializer[ReturnLine]):
    class Meta:
        model = ReturnLine
        fields = ("line", "quantity", "restocked")


class ReturnSerializer(serializers.ModelSerializer[Return]):
    """A wish to give pieces back."""

    order_number = serializers.CharField(source="order.number", read_only=True)
    lines = ReturnLineSerializer(many=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Return
        fields = (
            "id",
            "order",
            "order_number",
            "status",
            "status_changed_at",
            "reason",
            "answer",
            "created_at",
            "lines",
            "allowed_actions",
        )


class ReturnInOrderSerializer(serializers.ModelSerializer[Return]):
    lines = ReturnLineSerializer(many=True)

    class Meta:
        model = Return
        fields = ("id", "status", "status_changed_at", "reason", "answer", "created_at", "lines")


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
