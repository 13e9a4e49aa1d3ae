"""What an order says about its money in lists and pages, as far as one sees it; and its row in a list."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.serializers import MoneyField
from strato.orders.api.line_shapes import money
from strato.orders.models import Order, OrderLine
from strato.orders.policies import lines_seen, sees_all_of


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
