"""Webhooks for the platform's admins: to look at. Secrets are nobody's to read."""

from django.contrib import admin

from strato.core.admin import LookOnly
from strato.webhooks.models import Delivery, DeliveryAttempt, Endpoint


@admin.register(Endpoint)
class EndpointAdmin(LookOnly):
    list_display = ("description", "owner", "lab", "types", "off_reason", "failing_since")
    list_filter = ("off_reason",)
    search_fields = ("description", "owner__email", "lab__name")
    list_select_related = ("owner", "lab")
    exclude = ("secret", "previous_secret")


class AttemptInline(admin.TabularInline[DeliveryAttempt, Delivery]):
    model = DeliveryAttempt
    extra = 0
    can_delete = False
    fields = readonly_fields = ("at", "status_code", "error_code", "milliseconds", "answer")


@admin.register(Delivery)
class DeliveryAdmin(LookOnly):
    list_display = (
        "type",
        "endpoint",
        "created_at",
        "tries",
        "next_attempt_at",
        "delivered_at",
        "failed_at",
        "error_code",
    )
    list_filter = ("type",)
    list_select_related = ("endpoint",)
    inlines = (AttemptInline,)
