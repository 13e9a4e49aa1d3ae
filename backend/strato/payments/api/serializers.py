"""How payments look from outside."""

from typing import Any

from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField
from strato.payments.models import Payment, Reconciliation, Refund


class RefundSerializer(serializers.ModelSerializer[Refund]):
    class Meta:
        model = Refund
        fields = (
            "id", "status", "amount", "currency", "reason", "is_external", "is_surplus", "failure_code", "created_at",
        )  # fmt: skip
        read_only_fields = fields


class PaymentSerializer(serializers.ModelSerializer[Payment]):
    """One try to pay. ``url`` is the hosted page while it can be paid; ``is_awaited``: confirmed, the money takes days."""

    payable = serializers.UUIDField(source="payable_id", read_only=True, help_text="The order")
    label = serializers.CharField(source="payable.label", read_only=True)  # type: ignore[assignment]  # a field of ours, not DRF's
    refunds = RefundSerializer(many=True, read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Payment
        fields = (
            "id", "payable", "label", "status", "amount", "currency", "received", "url", "expires_at", "paid_at", "is_awaited",
            "failure_code", "refunds", "allowed_actions", "created_at",
        )  # fmt: skip
        read_only_fields = fields


class DecisionSerializer(serializers.Serializer[Any]):
    """What a person decided about a payment, and why; kept in its history."""

    reason = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


class DisagreementSerializer(serializers.Serializer[Any]):
    """One thing that did not agree."""

    kind = serializers.CharField()
    gateway_id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    detail = serializers.CharField()
    is_repaired = serializers.BooleanField()


class ReconciliationSerializer(serializers.ModelSerializer[Reconciliation]):
    """One comparison of our books with the gateway's."""

    findings = DisagreementSerializer(many=True, read_only=True)
    counts = serializers.DictField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = Reconciliation
        fields = (
            "id", "started_at", "finished_at", "covered_from", "covered_until", "is_dry_run", "findings", "counts", "error",
        )  # fmt: skip
        read_only_fields = fields
