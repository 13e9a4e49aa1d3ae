"""The doors of bulk changes by a table: export, look through, apply."""

from typing import Any, ClassVar

from django.db.models import Count, Q
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.api.pagination import KeysetPagination, PagePagination
from strato.core.api.parsers import JSON_OR_FORM
from strato.core.api.policy import Policy
from strato.core.api.serializers import AllowedActionsField, VisibleField
from strato.core.api.sheets import AS, TABLES, form_of, table
from strato.core.api.throttles import UploadThrottle
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.errors import Forbidden, Invalid, Missing
from strato.labs.models import Lab
from strato.store import policies, services
from strato.store.listings import columns
from strato.store.listings.shelf import currencies_of, languages_of, listing_of
from strato.store.models import CatalogImport, CatalogImportRow, ImportOutcome

TAGS = ["store"]
LAB = OpenApiParameter("lab", {"type": "string", "format": "uuid"}, required=True, description="Whose catalog")
OUTCOME = OpenApiParameter("outcome", str, enum=ImportOutcome.values, description="Only rows with this outcome")
COUNTED = {"created": "create", "changed": "change", "same": "same", "refused": "refuse"}
STATUSES = ("checked", "queued", "running", "done", "failed", "cancelled")


class NewImportSerializer(serializers.Serializer[Any]):
    lab = VisibleField(queryset=Lab.objects.all())
    file = serializers.FileField(help_text="CSV (UTF-8) or XLSX; at most 5 MB and 10,000 rows")


class ImportCountsSerializer(serializers.Serializer[Any]):
    """Rows by what becomes of them, and how many are done."""

    created = serializers.IntegerField()
    changed = serializers.IntegerField()
    same = serializers.IntegerField()
    refused = serializers.IntegerField()
    done = serializers.IntegerField()


class CatalogImportSerializer(serializers.ModelSerializer[CatalogImport]):
    """A table that was looked through; after `apply` also how far it is."""

    status = serializers.ChoiceField(choices=STATUSES, read_only=True)
    progress_percent = serializers.IntegerField(read_only=True)
    counts = ImportCountsSerializer(source="*", read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = CatalogImport
        fields = (
            "id", "lab", "filename", "created_at", "finished_at", "job", "status", "progress_percent", "counts",
            "allowed_actions",
        )  # fmt: skip
        read_only_fields = fields


class RowChangeSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class RowProblemSerializer(serializers.Serializer[Any]):
    field = serializers.CharField(help_text="The column; empty: the row as a whole")
    code = serializers.CharField()


class ImportRowSerializer(serializers.ModelSerializer[CatalogImportRow]):
    """One row: what it would do or, once it is done, did."""

    name = serializers.SerializerMethodField(help_text="As the row says it")
    changes = RowChangeSerializer(many=True, read_only=True)
    problems = RowProblemSerializer(many=True, read_only=True)

    class Meta:
        model = CatalogImportRow
        fields = ("number", "sku", "name", "outcome", "changes", "problems", "is_done")
        read_only_fields = fields

    def get_name(self, row: CatalogImportRow) -> str:
        return str(row.cells.get("name", ""))


class CatalogImportViewSet(ScopedViewSet):
    """Tables that change a lab's catalog: seen by its members, sent and applied by who sells for it."""

    model = CatalogImport
    serializer_class = CatalogImportSerializer
    parser_classes = JSON_OR_FORM
    pagination_class = KeysetPagination
    filterset_fields = ("lab",)
    policy: ClassVar[dict[str, Policy]] = {
        "list": policies.can_import,
        "retrieve": policies.can_import,
        "rows": policies.can_import,
        "create": policies.can_import,
        "apply": policies.can_import,
        "destroy": policies.can_import,
    }
    act_conditions: ClassVar[dict[str, Any]] = {
        "rows": lambda found: False,
        "apply": CatalogImport.can_be_applied,
        "destroy": lambda found: not found.is_running,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {
        "create": {400, 413, 415}, "apply": {409}, "destroy": {409}, "rows": {400},
    }  # fmt: skip

    def get_throttles(self) -> list[Any]:
        return [UploadThrottle(), *super().get_throttles()] if self.action == "create" else super().get_throttles()

    def refine(self, rows: Any) -> Any:
        kinds = {name: Count("rows", filter=Q(rows__outcome=kind)) for name, kind in COUNTED.items()}
        return rows.select_related("lab", "job").annotate(**kinds, done=Count("rows", filter=Q(rows__is_done=True)))

    def answer(self, found: CatalogImport, code: int = 200) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(pk=found.pk)).data, status=code)

    @extend_schema(summary="Tables that were sent", tags=TAGS)
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One table, and how far it is", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="See what a table would change",
        description="Nothing is changed: the answer counts what would be created, changed and refused; `rows` says why.",
        tags=TAGS,
        request={"multipart/form-data": NewImportSerializer},
        responses={201: CatalogImportSerializer},
    )
    def create(self, request: Request) -> Response:
        form = NewImportSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        lab, file = form.validated_data["lab"], form.validated_data["file"]
        if not policies.can_import(request.user, CatalogImport(lab=lab)):
            raise Forbidden
        return self.answer(services.check_table(lab, file, by=request.user, filename=file.name), code=201)

    @extend_schema(
        summary="The rows of a table",
        tags=TAGS,
        parameters=[OUTCOME],
        responses=ImportRowSerializer(many=True),
    )
    @action(detail=True, pagination_class=PagePagination, filter_backends=())
    def rows(self, request: Request, pk: str) -> Response:
        rows = self.get_object().rows.order_by("number")
        if (outcome := request.query_params.get("outcome")) is not None:
            if outcome not in ImportOutcome.values:
                raise Invalid(fields={"outcome": [f"Choose one of {', '.join(ImportOutcome.values)}."]})
            rows = rows.filter(outcome=outcome)
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(ImportRowSerializer(page, many=True).data)

    @extend_schema(
        summary="Apply a table",
        description="In the background, a row at a time; cancel its `job`, and apply again to go on.",
        tags=TAGS,
        request=None,
        responses={202: CatalogImportSerializer},
    )
    @action(detail=True, methods=["post"])
    def apply(self, request: Request, pk: str) -> Response:
        return self.answer(services.apply_table(self.get_object(), by=request.user), code=202)

    @extend_schema(summary="Forget a table", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.delete_table(self.get_object(), by=request.user)
        return Response(status=204)


class CatalogExportView(PolicyView):
    """A lab's catalog as a table that can be sent back."""

    policy: ClassVar[dict[str, Policy]] = {"get": policies.can_import}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400, 404}}

    @extend_schema(
        summary="A lab's catalog as a table",
        description="One row a variant, drafts included, streamed as CSV or sent as XLSX. Fill `new_on_hand` to set stock.",
        tags=TAGS,
        parameters=[LAB, AS],
        responses=TABLES,
    )
    def get(self, request: Request) -> Any:
        form = form_of(request)
        asked = serializers.UUIDField().run_validation(request.query_params.get("lab"))
        lab = Lab.objects.visible_to(request.user).filter(pk=asked).first()
        if lab is None:
            raise Missing
        if not policies.can_import(request.user, CatalogImport(lab=lab)):
            raise Forbidden
        currencies, languages = currencies_of(lab), languages_of(lab)
        rows = listing_of(lab, currencies, languages)
        return table("Catalog", columns.columns_for(currencies, languages), rows, form)
