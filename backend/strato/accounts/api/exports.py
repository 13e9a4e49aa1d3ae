"""The doors of a person's copy of their data."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.models import DataExport, User
from strato.accounts.states import ExportStatus
from strato.core import files
from strato.core.api import serializers
from strato.core.api.pagination import KeysetPagination
from strato.core.api.views import ScopedViewSet
from strato.core.policies import signed_in

TAG = ["Your data"]


class DataExportSerializer(serializers.ModelSerializer[DataExport]):
    """A copy of one's data. While `job` is underway, the topic `job:<id>` tells how far it is, and the job can be cancelled."""

    status = serializers.ChoiceField(choices=ExportStatus.choices, read_only=True)
    progress_percent = serializers.IntegerField(read_only=True)
    download_url = serializers.SerializerMethodField(
        help_text="Of the ZIP file, while it is there; lives for ten to twenty minutes, ask again for a fresh one."
    )

    class Meta:
        model = DataExport
        fields = (
            "id",
            "status",
            "progress_percent",
            "job",
            "size_bytes",
            "file_count",
            "created_at",
            "ready_at",
            "expires_at",
            "download_url",
        )
        read_only_fields = fields

    @extend_schema_field({"type": ["string", "null"], "format": "uri-reference"})
    def get_download_url(self, row: DataExport) -> str | None:
        if not row.is_at_hand:
            return None
        return files.download_url(row.file, filename=f"strato-{row.created_at:%Y-%m-%d}.zip")


@extend_schema_view(
    list=extend_schema(summary="Copies of my data", tags=TAG, description="Newest first."),
    retrieve=extend_schema(summary="One copy of my data, and how far it is", tags=TAG),
)
class DataExportViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ScopedViewSet):
    """One's own copies."""

    model = DataExport
    serializer_class = DataExportSerializer
    pagination_class = KeysetPagination
    filter_backends = ()
    policy = {"list": signed_in, "retrieve": signed_in, "create": signed_in}

    def refine(self, rows: Any) -> Any:
        return rows.select_related("job")

    @extend_schema(
        summary="Ask for a copy of my data",
        tags=TAG,
        request=None,
        responses={201: DataExportSerializer, 200: DataExportSerializer},
    )
    def create(self, request: Request) -> Response:
        """It is made in the background; 200 with the one that is underway already. At most one an hour
        (429 `export_too_soon`). The file stays for seven days."""
        me = cast(User, request.user)
        export, is_new = services.ask_export(me, by=me)
        found = self.get_queryset().get(pk=export.pk)
        return Response(self.get_serializer(found).data, status=201 if is_new else 200)
