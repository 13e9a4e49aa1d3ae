"""How what went out, and what comes back, looks from outside."""

from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField
from strato.orders.models import Return, ReturnLine, Shipment, ShipmentLine


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
