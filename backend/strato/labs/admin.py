"""Labs in the Django admin."""

from django.contrib import admin

from strato.labs.models import Lab, LabStatusChange, Membership


class MembershipInline(admin.TabularInline[Membership, Lab]):
    model = Membership
    extra = 0
    raw_id_fields = ("user",)


@admin.register(Lab)
class LabAdmin(admin.ModelAdmin[Lab]):
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
