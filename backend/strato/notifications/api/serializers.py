"""Notifications and wishes as JSON."""

from typing import Any

from strato.core.api import serializers
from strato.notifications.kinds import link_of
from strato.notifications.models import Notification


class SubjectSerializer(serializers.Serializer[Any]):
    """What a notification is about."""

    type = serializers.CharField(source="subject_type", help_text='The noun of frames: "print_job".')
    id = serializers.CharField(source="subject_id")
    label = serializers.CharField(source="subject_label")  # type: ignore[assignment]


class SubjectField(SubjectSerializer):
    """Null for what has no subject."""

    def get_attribute(self, row: Notification) -> Notification | None:
        return row if row.subject_type else None


class NotificationSerializer(serializers.ModelSerializer[Notification]):
    """One thing the person was told. The client words it from ``kind`` and ``facts``; ``link`` is a page of the SPA or ""."""

    subject = SubjectField(read_only=True, allow_null=True)
    link = serializers.SerializerMethodField()
    facts = serializers.DictField(child=serializers.JSONField(), read_only=True)

    class Meta:
        model = Notification
        fields = (
            "id",
            "kind",
            "category",
            "subject",
            "link",
            "facts",
            "repeats",
            "created_at",
            "seen_at",
            "read_at",
        )
        read_only_fields = fields

    def get_link(self, row: Notification) -> str:
        return link_of(row.kind, row.subject_id)


class BellSerializer(serializers.Serializer[Any]):
    """``unread``: not read; ``unseen``: came since the list was last opened (the badge)."""

    unread = serializers.IntegerField(read_only=True)
    unseen = serializers.IntegerField(read_only=True)


class PreferenceSerializer(serializers.Serializer[Any]):
    """One kind and the channels that are on; null: it cannot use this one. ``required`` ones cannot be switched off; sent back as they are, they are passed over."""

    kind = serializers.CharField(max_length=60)
    category = serializers.CharField(read_only=True)
    required = serializers.BooleanField(read_only=True)  # type: ignore[assignment]
    in_app = serializers.BooleanField(required=False, allow_null=True)
    mail = serializers.BooleanField(required=False, allow_null=True)


class PreferencesSerializer(serializers.Serializer[Any]):
    kinds = PreferenceSerializer(many=True)
