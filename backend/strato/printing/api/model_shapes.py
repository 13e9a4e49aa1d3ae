"""How 3D models look from outside."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField
from strato.core.files import download_url
from strato.printing.mesh.errors import CODES
from strato.printing.mesh.facts import FINDINGS
from strato.printing.models import Model3D
from strato.printing.states import ANALYSIS_FAILED, SEVERITIES, UNITS

VECTOR = {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3}


@extend_schema_field(OpenApiTypes.URI_REF)
class FileUrlField(serializers.Field[Any, Any, Any, Any]):
    """A short-lived signed link to a file of the row, null while there is none."""

    def __init__(self, *, inline: bool = False, named: bool = False, **kwargs: Any) -> None:
        self.inline, self.named = inline, named
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> str | None:
        named = getattr(value.instance, "filename", "") if self.named else ""
        return download_url(value, filename=named, inline=self.inline) if value else None


@extend_schema_field(VECTOR | {"nullable": True})
class SizeField(serializers.ReadOnlyField):
    """x, y, z in mm."""


@extend_schema_field({"type": "string", "enum": [*FINDINGS]})
class FindingCodeField(serializers.CharField):
    """A code of the manufacturability report."""


@extend_schema_field(
    {"oneOf": [{"type": "string", "enum": [*CODES, ANALYSIS_FAILED]}, {"type": "string", "const": ""}]}
)
class RefusalCodeField(serializers.CharField):
    """Why a file could not be read, or a model not be repaired; empty unless it is refused."""


class FindingSerializer(serializers.Serializer[Any]):
    """One line of the manufacturability report; its sentence is made from ``code`` and ``facts``."""

    code = FindingCodeField()
    severity = serializers.ChoiceField(choices=SEVERITIES)
    facts = serializers.DictField(child=serializers.JSONField())
    faces = serializers.IntegerField(help_text="How many faces it points at; they are in the overlay.")


class TopologySerializer(serializers.Serializer[Any]):
    watertight = serializers.BooleanField()
    consistent_normals = serializers.BooleanField()
    bodies = serializers.IntegerField()
    open_edges = serializers.IntegerField()
    non_manifold_edges = serializers.IntegerField()
    degenerate_faces = serializers.IntegerField()


class ReportSerializer(serializers.Serializer[Any]):
    findings = FindingSerializer(many=True)
    topology = TopologySerializer()
    thinnest_wall_mm = serializers.FloatField(allow_null=True)


class BriefModelSerializer(serializers.ModelSerializer[Model3D]):
    """A model where something else is the subject."""

    thumbnail_url = FileUrlField(source="thumbnail", inline=True)
    size_mm = SizeField()

    class Meta:
        model = Model3D
        fields: tuple[str, ...] = ("id", "name", "thumbnail_url", "size_mm")


class Model3DListSerializer(serializers.ModelSerializer[Model3D]):
    """A model in a list."""

    thumbnail_url = FileUrlField(source="thumbnail", inline=True)
    size_mm = SizeField()
    refusal_code = RefusalCodeField(read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Model3D
        fields: tuple[str, ...] = (
            "id", "name", "filename", "status", "format", "unit", "size_bytes", "triangles", "volume_mm3", "size_mm",
            "is_watertight", "thumbnail_url", "refusal_code", "refusal_detail", "is_archived", "created_at",
            "allowed_actions",
        )  # fmt: skip
        read_only_fields = fields


class BeforeSerializer(serializers.ModelSerializer[Model3D]):
    """The model that was repaired, to compare with."""

    thumbnail_url = FileUrlField(source="thumbnail", inline=True)
    preview_url = FileUrlField(source="preview", help_text="Binary STL in mm, decimated; null until it is made.")
    size_mm = SizeField()
    report = serializers.SerializerMethodField()

    class Meta:
        model = Model3D
        fields = (
            "id", "name", "triangles", "volume_mm3", "area_mm2", "size_mm", "is_watertight", "report", "thumbnail_url",
            "preview_url",
        )  # fmt: skip

    @extend_schema_field(ReportSerializer(allow_null=True))
    def get_report(self, model: Model3D) -> dict[str, Any] | None:
        return model.report or None


class Model3DSerializer(Model3DListSerializer):
    """One model with everything that is known about it."""

    report = serializers.SerializerMethodField(help_text="Null until the model is ready.")
    file_url = FileUrlField(source="file", named=True)
    preview_url = FileUrlField(source="preview", help_text="Binary STL in mm, decimated; null until it is made.")
    repaired_from = BeforeSerializer(read_only=True, allow_null=True)

    class Meta(Model3DListSerializer.Meta):
        fields = (
            *Model3DListSerializer.Meta.fields,
            "area_mm2",
            "report",
            "file_url",
            "preview_url",
            "repaired_from",
        )
        read_only_fields = fields

    @extend_schema_field(ReportSerializer(allow_null=True))
    def get_report(self, model: Model3D) -> dict[str, Any] | None:
        return model.report or None


class NewModelSerializer(serializers.Serializer[Any]):
    """A file, or the id of a finished resumable upload."""

    file = serializers.FileField(required=False, allow_empty_file=True)
    upload = serializers.UUIDField(required=False)
    name = serializers.CharField(required=False, allow_blank=True, max_length=200)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("file" in attrs) == ("upload" in attrs):
            raise serializers.ValidationError("Send either a file or the id of an upload.", code="file_or_upload")
        return attrs


class RenameSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)


class RescaleSerializer(serializers.Serializer[Any]):
    unit = serializers.ChoiceField(choices=UNITS)


class OverlayFindingSerializer(serializers.Serializer[Any]):
    """Faces of one finding: nine coordinates (three corners) in mm each."""

    code = serializers.CharField()
    severity = serializers.ChoiceField(choices=SEVERITIES)
    positions = serializers.ListField(child=serializers.FloatField())


class OverlaySerializer(serializers.Serializer[Any]):
    findings = OverlayFindingSerializer(many=True)
