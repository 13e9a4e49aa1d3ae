"""How webhooks look from outside, and what is asked of them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField
from strato.labs.models import Lab
from strato.webhooks.models import Delivery, DeliveryAttempt, Endpoint
from strato.webhooks.states import CHOSEN_TYPES, DeliveryState


class EndpointSerializer(serializers.ModelSerializer[Endpoint]):
    """An endpoint without its secret."""

    lab = serializers.SerializerMethodField(help_text="Whose it is when it is not yours alone.")
    types = serializers.ListField(child=serializers.ChoiceField(choices=CHOSEN_TYPES), read_only=True)
    is_on = serializers.BooleanField(read_only=True)
    off_reason = serializers.CharField(read_only=True, help_text="by_hand, failing or gone; empty: it is on.")
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Endpoint
        fields = (
            "id",
            "lab",
            "description",
            "url",
            "types",
            "is_on",
            "off_reason",
            "failing_since",
            "previous_secret_until",
            "created_at",
            "updated_at",
            "allowed_actions",
        )
        read_only_fields = fields

    @extend_schema_field(
        {
            "type": ["object", "null"],
            "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
            "required": ["id", "name"],
        }
    )
    def get_lab(self, endpoint: Endpoint) -> dict[str, str] | None:
        return {"id": str(endpoint.lab_id), "name": endpoint.lab.name} if endpoint.lab else None


class FreshEndpointSerializer(EndpointSerializer):
    """An endpoint with the secret that was just made: this is the only answer that holds it."""

    secret = serializers.CharField(help_text="By which the receiver checks signatures.")

    class Meta:
        model = Endpoint
        fields = (*EndpointSerializer.Meta.fields, "secret")
        read_only_fields = fields


class EndpointChangesSerializer(serializers.Serializer[Any]):
    """What may be changed later."""

    url = serializers.CharField(max_length=500, help_text="Where messages are sent: https.")
    types = serializers.ListField(
        child=serializers.ChoiceField(choices=CHOSEN_TYPES), min_length=1, max_length=len(CHOSEN_TYPES)
    )
    description = serializers.CharField(max_length=120, required=False, allow_blank=True)
    is_on = serializers.BooleanField(required=False)


class NewEndpointSerializer(serializers.Serializer[Any]):
    """A new endpoint: of one's own, or of a lab that one manages."""

    url = serializers.CharField(max_length=500, help_text="Where messages are sent: https.")
    types = serializers.ListField(
        child=serializers.ChoiceField(choices=CHOSEN_TYPES), min_length=1, max_length=len(CHOSEN_TYPES)
    )
    description = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    lab = serializers.VisibleField(
        queryset=Lab.objects.all(), required=False, allow_null=True, default=None, help_text="Null: your own."
    )


class DeliveryAttemptSerializer(serializers.ModelSerializer[DeliveryAttempt]):
    class Meta:
        model = DeliveryAttempt
        fields = ("at", "milliseconds", "status_code", "error_code", "answer")
        read_only_fields = fields


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """One message to one endpoint."""

    state = serializers.ChoiceField(choices=DeliveryState.choices, read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Delivery
        fields = (
            "id",
            "endpoint",
            "message_id",
            "type",
            "state",
            "tries",
            "error_code",
            "created_at",
            "next_attempt_at",
            "delivered_at",
            "failed_at",
            "allowed_actions",
        )
        read_only_fields = fields


class DeliveryDetailSerializer(DeliverySerializer):
    """With what was sent, and what came back each time."""

    attempts = DeliveryAttemptSerializer(many=True, read_only=True)

    class Meta:
        model = Delivery
        fields = (*DeliverySerializer.Meta.fields, "body", "attempts")
        read_only_fields = fields
