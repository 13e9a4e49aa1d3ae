"""Reports as the API says them."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema_field

from strato.accounts.models import User
from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField
from strato.moderation.models import RemedyTaken, Report, ReportStatusChange
from strato.moderation.reports import others_like, remedies_of
from strato.moderation.states import RemedyCode, ReportKind, ReportReason


class NewReportSerializer(serializers.Serializer[Any]):
    """What is wrong with what."""

    kind = serializers.ChoiceField(choices=ReportKind.choices)
    subject = serializers.UUIDField(help_text="The id of the person, event, pet, review, conversation or message.")
    reason = serializers.ChoiceField(choices=ReportReason.choices)
    text = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class FiledReportSerializer(serializers.ModelSerializer[Report]):
    """What the reporter gets back."""

    class Meta:
        model = Report
        fields = ("id", "kind", "subject_id", "reason", "text", "created_at")
        read_only_fields = fields


class WordsSerializer(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class RemedyRequestSerializer(serializers.Serializer[Any]):
    remedy = serializers.ChoiceField(choices=RemedyCode.choices)
    reason = serializers.CharField(
        max_length=1000, required=False, allow_blank=True, default="", help_text="Kept, and told to those concerned."
    )


class ReportedPersonSerializer(serializers.ModelSerializer[User]):
    display_name = serializers.CharField(read_only=True)

    class Meta:
        model = User
        fields = ("id", "display_name", "email", "is_active")
        read_only_fields = fields


class ReportCardSerializer(serializers.ModelSerializer[Report]):
    """One row of the list."""

    reporter = ReportedPersonSerializer(read_only=True, allow_null=True)
    about = ReportedPersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Report
        fields: tuple[str, ...] = (
            "id",
            "kind",
            "subject_id",
            "label",
            "link",
            "reason",
            "text",
            "status",
            "reporter",
            "about",
            "created_at",
            "status_changed_at",
        )
        read_only_fields: tuple[str, ...] = fields


class SaidMessageSerializer(serializers.Serializer[Any]):
    """One message as it was."""

    sender = serializers.CharField(allow_blank=True, help_text="The person's id; empty for nobody's.")
    name = serializers.CharField(allow_blank=True)
    body = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class SnapshotSerializer(serializers.Serializer[Any]):
    """The thing as it was when it was reported."""

    facts = serializers.DictField(child=serializers.CharField())
    messages = SaidMessageSerializer(many=True)


class ReportChangeSerializer(serializers.ModelSerializer[ReportStatusChange]):
    by = serializers.CharField(source="by.display_name", default=None, read_only=True, allow_null=True)

    class Meta:
        model = ReportStatusChange
        fields = ("from_status", "to_status", "by", "reason", "at")
        read_only_fields = fields


class RemedyTakenSerializer(serializers.ModelSerializer[RemedyTaken]):
    by = serializers.CharField(source="by.display_name", default=None, read_only=True, allow_null=True)

    class Meta:
        model = RemedyTaken
        fields = ("remedy", "by", "reason", "at")
        read_only_fields = fields


class ModerationReportSerializer(ReportCardSerializer):
    """A report with what was seen, what was done, and what can be done."""

    snapshot = SnapshotSerializer(read_only=True)
    history = ReportChangeSerializer(source="status_changes", many=True, read_only=True)
    remedies_taken = RemedyTakenSerializer(many=True, read_only=True)
    remedies = serializers.SerializerMethodField(help_text="What can be done now about the thing or its person.")
    others = serializers.SerializerMethodField(help_text="The newest other reports about the same person.")
    allowed_actions = AllowedActionsField()

    class Meta(ReportCardSerializer.Meta):
        fields = (
            *ReportCardSerializer.Meta.fields,
            "snapshot",
            "history",
            "remedies_taken",
            "remedies",
            "others",
            "allowed_actions",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=RemedyCode.choices)))
    def get_remedies(self, report: Report) -> list[str]:
        return list(remedies_of(report, by=self.context["request"].user))

    @extend_schema_field(ReportCardSerializer(many=True))
    def get_others(self, report: Report) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", ReportCardSerializer(others_like(report), many=True).data)
