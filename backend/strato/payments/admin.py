"""Money in the Django admin: to look at. Acts are in the product itself."""

from django.contrib import admin

from strato.core.admin import LookOnly
from strato.payments.models import Dispute, GatewayEvent, MoneyEntry, Payable, Payment, Reconciliation, Refund


@admin.register(Payable)
class PayableAdmin(LookOnly):
    list_display = ("label", "payer", "amount", "charged", "refunded", "currency", "created_at")
    list_filter = ("currency",)
    list_select_related = ("payer",)
    search_fields = ("label", "payer__email")


@admin.register(Payment)
class PaymentAdmin(LookOnly):
    list_display = ("payable", "status", "amount", "received", "currency", "is_awaited", "failure_code", "created_at")
    list_filter = ("status", "currency", "is_awaited")
    list_select_related = ("payable",)
    search_fields = ("payable__label", "session_id", "intent_id")


@admin.register(Refund)
class RefundAdmin(LookOnly):
    list_display = (
        "payable",
        "status",
        "amount",
        "currency",
        "is_external",
        "is_surplus",
        "failure_code",
        "by",
        "created_at",
    )
    list_filter = ("status", "is_external", "is_surplus")
    list_select_related = ("payable", "by")
    search_fields = ("payable__label", "gateway_id")


@admin.register(Dispute)
class DisputeAdmin(LookOnly):
    list_display = ("payable", "gateway_status", "amount", "currency", "reason", "respond_by")
    list_filter = ("gateway_status",)
    list_select_related = ("payable",)
    search_fields = ("payable__label", "gateway_id")


@admin.register(MoneyEntry)
class MoneyEntryAdmin(LookOnly):
    list_display = ("payable", "kind", "amount", "currency", "gateway_id", "source", "at")
    list_filter = ("kind", "currency", "source")
    list_select_related = ("payable",)
    search_fields = ("payable__label", "gateway_id")


@admin.register(GatewayEvent)
class GatewayEventAdmin(LookOnly):
    list_display = ("type", "event_id", "outcome", "note", "tries", "received_at", "done_at")
    list_filter = ("outcome", "type")
    search_fields = ("event_id", "object_id")


@admin.register(Reconciliation)
class ReconciliationAdmin(LookOnly):
    list_display = ("started_at", "finished_at", "covered_from", "covered_until", "is_dry_run", "error")
