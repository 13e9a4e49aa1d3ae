"""Messaging in the Django admin: who talks, and how much. What people write to each other is not shown."""

from django.contrib import admin

from strato.messaging.models import (
    Attachment,
    Conversation,
    InboxSettings,
    Message,
    Participant,
    Presence,
    Reaction,
)


@admin.register(Conversation)
class ConversationAdmin(admin.ModelAdmin[Conversation]):
    list_display = ("id", "kind", "title", "subject_type", "last_seq", "last_activity_at")
    list_filter = ("kind", "subject_type")
    search_fields = ("title",)
    raw_id_fields = ("low", "high", "created_by", "last_message")
    readonly_fields = ("last_seq", "last_message", "last_activity_at")


@admin.register(Participant)
class ParticipantAdmin(admin.ModelAdmin[Participant]):
    list_display = ("user", "conversation", "role", "standing", "last_read_seq", "left_at")
    list_filter = ("standing", "role", "is_archived")
    search_fields = ("user__email", "user__name")
    list_select_related = ("user", "conversation")
    raw_id_fields = ("user", "conversation")


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin[Message]):
    list_display = ("conversation", "seq", "kind", "sender", "created_at", "edited_at", "deleted_at")
    list_filter = ("kind",)
    list_select_related = ("conversation", "sender")
    raw_id_fields = ("conversation", "sender", "reply_to")
    exclude = ("body",)
    ordering = ("-id",)


@admin.register(Reaction)
class ReactionAdmin(admin.ModelAdmin[Reaction]):
    list_display = ("emoji", "message", "user", "at")
    list_select_related = ("message", "user")
    raw_id_fields = ("message", "user")


@admin.register(Attachment)
class AttachmentAdmin(admin.ModelAdmin[Attachment]):
    list_display = ("id", "kind", "owner", "conversation", "size_bytes", "uploaded_at")
    list_filter = ("kind",)
    search_fields = ("owner__email",)
    list_select_related = ("owner", "conversation")
    raw_id_fields = ("owner", "conversation", "message")
    exclude = ("file", "thumbnail")


@admin.register(InboxSettings)
class InboxSettingsAdmin(admin.ModelAdmin[InboxSettings]):
    list_display = ("user", "read_receipts", "presence", "takes_requests")
    list_filter = ("presence", "read_receipts")
    search_fields = ("user__email",)
    list_select_related = ("user",)
    raw_id_fields = ("user",)


@admin.register(Presence)
class PresenceAdmin(admin.ModelAdmin[Presence]):
    list_display = ("user", "seen_at", "is_active")
    list_select_related = ("user",)
    raw_id_fields = ("user",)
