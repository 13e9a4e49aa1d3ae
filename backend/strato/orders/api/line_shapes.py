"""How one line of an order looks from outside."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.serializers import MoneyField
from strato.core.money import Money
from strato.orders.models import OrderLine


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
