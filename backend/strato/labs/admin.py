"""Labs in the Django admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from strato.core.errors import DomainError
from strato.labs.hours import OpeningHours
from strato.labs.models import Lab, LabStatusChange, Membership
from strato.labs.rates import Rates


class LabForm(forms.ModelForm[Lab]):
    """Refuses hours and price lists that the rest of the house could not read."""

    class Meta:
        model = Lab
        fields = (
            "name", "slug", "description", "email", "phone", "website", "street", "postal_code", "city", "country",
            "lat", "lng", "timezone", "opening_hours", "currency", "payment_policy", "auto_accept", "rates", "cover",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        try:
            OpeningHours.from_json(data.get("opening_hours") or {}, data.get("timezone") or "UTC")
            Rates.from_json(data.get("rates") or {})
        except DomainError as error:
            wrong = [f"{field}: {' '.join(messages)}" for field, messages in error.fields.items()]
            raise ValidationError([error.detail, *wrong]) from error
        return data


class MembershipInline(admin.TabularInline[Membership, Lab]):
    model = Membership
    extra = 0
    raw_id_fields = ("user",)


@admin.register(Lab)
class LabAdmin(admin.ModelAdmin[Lab]):
    form = LabForm
    list_display = ("name", "status", "city", "country", "currency", "payment_policy", "auto_accept", "created_at")
    list_filter = ("status", "payment_policy", "currency", "country")
    search_fields = ("name", "slug", "city", "email")
    readonly_fields = ("status", "status_changed_at", "created_at", "updated_at")
    inlines = (MembershipInline,)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    list_display = ("user", "lab", "role", "created_at")
    list_filter = ("role",)
    search_fields = ("user__email", "user__name", "lab__name")
    list_select_related = ("user", "lab")
    raw_id_fields = ("user", "lab")


@admin.register(LabStatusChange)
class LabStatusChangeAdmin(admin.ModelAdmin[LabStatusChange]):
    list_display = ("row", "from_status", "to_status", "by", "reason", "at")
    list_filter = ("to_status",)
    list_select_related = ("row", "by")
    raw_id_fields = ("row", "by")
