"""Notifications and wishes as JSON."""

from datetime import time
from typing import Any

from strato.core.api import serializers
from strato.notifications.kinds import link_of
from strato.notifications.models import Notification, PushDevice
from strato.notifications.states import MailRhythm


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


class ReadAllSerializer(BellSerializer):
    """``read_at`` takes it back by `undo-read-all`; null: there was nothing to read."""

    read_at = serializers.DateTimeField(read_only=True, allow_null=True)


class UndoSerializer(serializers.ClosedSerializer):
    read_at = serializers.DateTimeField(help_text="As `read-all` gave it.")


class PreferenceSerializer(serializers.Serializer[Any]):
    """One kind and the channels that are on; null: it cannot use this one. ``required`` ones cannot be switched off; sent back as they are, they are passed over. ``urgent`` ones leave in quiet hours too."""

    kind = serializers.CharField(max_length=60)
    category = serializers.CharField(read_only=True)
    required = serializers.BooleanField(read_only=True)  # type: ignore[assignment]
    urgent = serializers.BooleanField(read_only=True)
    in_app = serializers.BooleanField(required=False, allow_null=True)
    mail = serializers.BooleanField(required=False, allow_null=True)
    push = serializers.BooleanField(required=False, allow_null=True)


class PreferencesSerializer(serializers.Serializer[Any]):
    kinds = PreferenceSerializer(many=True)


CLOCKS = {"daily_at", "quiet_from", "quiet_to"}


class ClockField(serializers.RegexField):
    """A time of the clock, "22:00"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5, **kwargs)

    def to_representation(self, value: Any) -> str:
        return f"{value:%H:%M}"


class TimingSerializer(serializers.ClosedSerializer):
    """When somebody is told. Quiet hours that end before they begin end on the next day; `quiet_days` are those on which they begin, 1 is Monday."""

    mail = serializers.ChoiceField(choices=MailRhythm.choices)
    daily_at = ClockField(help_text="When the daily mail leaves.")
    timezone = serializers.CharField(max_length=64, help_text="IANA name: whose clock is meant.")
    is_quiet = serializers.BooleanField(help_text="Are there quiet hours?")
    quiet_from = ClockField()
    quiet_to = ClockField()
    quiet_days = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=7), max_length=7)

    def validate(self, wishes: dict[str, Any]) -> dict[str, Any]:
        clocks = {name: time.fromisoformat(wishes[name]) for name in CLOCKS & wishes.keys()}
        return wishes | clocks


class PushKeysSerializer(serializers.ClosedSerializer):
    p256dh = serializers.CharField(max_length=120)
    auth = serializers.CharField(max_length=40)


class NewDeviceSerializer(serializers.ClosedSerializer):
    """A `PushSubscription` of the browser, and what its person calls it."""

    endpoint = serializers.CharField(max_length=1000)
    keys = PushKeysSerializer()
    name = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


class DeviceSerializer(serializers.ModelSerializer[PushDevice]):
    """A browser that shows what we push. ``error_code``: why the last push did not arrive, "" if it did."""

    class Meta:
        model = PushDevice
        fields = ("id", "name", "created_at", "last_sent_at", "error_code")
        read_only_fields = fields


class PushKeySerializer(serializers.Serializer[Any]):
    key = serializers.CharField(read_only=True, help_text="For `applicationServerKey`.")
