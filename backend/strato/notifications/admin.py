"""Notifications in the Django admin: to look at; people are told by services alone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from strato.notifications.models import Bell, Notification, Preference, PushDevice, Timing


@admin.register(Notification)
class NotificationAdmin(admin.ModelAdmin[Notification]):
    list_display = (
        "kind",
        "recipient",
        "subject_label",
        "repeats",
        "in_app",
        "created_at",
        "read_at",
        "mailed_at",
        "mail_error",
        "pushed_at",
    )
    list_filter = ("category", "kind", "in_app", "created_at")
    search_fields = ("recipient__email", "subject_label", "subject_id")
    list_select_related = ("recipient",)
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Preference)
class PreferenceAdmin(admin.ModelAdmin[Preference]):
    list_display = ("user", "kind", "channel", "enabled")
    list_filter = ("channel", "enabled", "kind")
    search_fields = ("user__email", "kind")
    list_select_related = ("user",)
    raw_id_fields = ("user",)


@admin.register(Bell)
class BellAdmin(admin.ModelAdmin[Bell]):
    list_display = ("user", "unread", "unseen")
    search_fields = ("user__email",)
    list_select_related = ("user",)
    ordering = ("-unread",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Timing)
class TimingAdmin(admin.ModelAdmin[Timing]):
    list_display = ("user", "mail", "daily_at", "timezone", "is_quiet", "quiet_from", "quiet_to")
    list_filter = ("mail", "is_quiet")
    search_fields = ("user__email",)
    list_select_related = ("user",)
    raw_id_fields = ("user",)


@admin.register(PushDevice)
class PushDeviceAdmin(admin.ModelAdmin[PushDevice]):
    """Its keys and its address stay where they are: who knows them can write to it."""

    list_display = ("name", "user", "created_at", "last_sent_at", "failing_since", "error_code")
    list_filter = ("error_code",)
    search_fields = ("user__email", "name")
    list_select_related = ("user",)
    fields = ("user", "name", "last_sent_at", "failing_since", "error_code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
