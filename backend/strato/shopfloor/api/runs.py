"""The doors of runs: the shop-floor tablet works here."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.filters import SearchFilter
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.filters import StrictFilterBackend
from strato.core.api.pagination import KeysetPagination
from strato.core.api.parsers import JSON_OR_FORM, FormParser
from strato.core.api.views import ScopedViewSet
from strato.core.files import clean_image
from strato.core.policies import signed_in
from strato.labs.api.serializers import OptionalReasonSerializer
from strato.shopfloor import policies, services
from strato.shopfloor.api import serializers as shapes
from strato.shopfloor.api.filters import RunFilter
from strato.shopfloor.models import Run
from strato.shopfloor.states import PrinterStatus, RunStatus

TAGS = ["runs"]
FAILED = OpenApiExample(
    "It came off the bed",
    request_only=True,
    value={"reason": "adhesion", "note": "Corner lifted at layer 12.", "used_mg": 4200},
)


class RunViewSet(ScopedViewSet):
    """Runs of one's labs, newest first."""

    model = Run
    serializer_class = shapes.RunSerializer
    filterset_class = RunFilter
    pagination_class = KeysetPagination
    filter_backends = (StrictFilterBackend, SearchFilter)  # newest first, always
    search_fields = ("label", "printer__name")
    policy = {
        "list": signed_in,
        "retrieve": signed_in,
        "history": signed_in,
        "start": policies.can_operate_run,
        "pause": policies.can_operate_run,
        "resume": policies.can_operate_run,
        "progress": policies.can_operate_run,
        "finish": policies.can_operate_run,
        "fail": policies.can_operate_run,
        "cancel": policies.can_operate_run,
        "photo": policies.can_operate_run,
    }
    act_targets = {
        "pause": RunStatus.PAUSED,
        "finish": RunStatus.FINISHED,
        "fail": RunStatus.FAILED,
        "cancel": RunStatus.CANCELLED,
    }
    act_conditions = {
        "start": lambda run: run.status == RunStatus.ASSIGNED and run.printer.status == PrinterStatus.IDLE,
        "resume": lambda run: run.status == RunStatus.PAUSED,
        "progress": lambda run: run.status == RunStatus.RUNNING,
        "photo": lambda run: run.started_at is not None,
    }

    def refine(self, rows: Any) -> Any:
        return rows.select_related("printer__lab", "spool__material", "operator")

    @extend_schema(summary="List and search runs", tags=TAGS)
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One run", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="The steps of a run", tags=TAGS, responses=shapes.RunStatusChangeSerializer(many=True), filters=False
    )
    @action(detail=True, filter_backends=[], pagination_class=None)
    def history(self, request: Request, pk: str) -> Response:
        changes = self.get_object().status_changes.select_related("by")
        return Response(shapes.RunStatusChangeSerializer(changes, many=True).data)

    @extend_schema(summary="Start a planned run", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: str) -> Response:
        return self.answer(services.start_run(self.get_object(), by=request.user))

    @extend_schema(summary="Pause a run", tags=TAGS, request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        run, said = self.get_object(), self.checked(OptionalReasonSerializer)
        return self.answer(services.pause_run(run, by=request.user, **said))

    @extend_schema(summary="Resume a paused run", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        return self.answer(services.resume_run(self.get_object(), by=request.user))

    @extend_schema(summary="Report how far a run is", tags=TAGS, request=shapes.ProgressSerializer)
    @action(detail=True, methods=["post"])
    def progress(self, request: Request, pk: str) -> Response:
        run, said = self.get_object(), self.checked(shapes.ProgressSerializer)
        return self.answer(services.report_progress(run, said["percent"], by=request.user))

    @extend_schema(summary="Finish a run", tags=TAGS, request=shapes.UsedSerializer)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, pk: str) -> Response:
        run, said = self.get_object(), self.checked(shapes.UsedSerializer)
        return self.answer(services.finish_run(run, by=request.user, **said))

    @extend_schema(summary="Report that a run failed", tags=TAGS, request=shapes.FailureSerializer, examples=[FAILED])
    @action(detail=True, methods=["post"], parser_classes=JSON_OR_FORM)
    def fail(self, request: Request, pk: str) -> Response:
        run, said = self.get_object(), self.checked(shapes.FailureSerializer)
        upload = said.pop("photo", None)
        photo = clean_image(upload) if upload else None
        return self.answer(services.fail_run(run, by=request.user, photo=photo, **said))

    @extend_schema(summary="Call a run off", tags=TAGS, request=shapes.CancellationSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        run, said = self.get_object(), self.checked(shapes.CancellationSerializer)
        return self.answer(services.cancel_run(run, by=request.user, **said))

    @extend_schema(summary="Put a picture to a run", tags=TAGS, request={"multipart/form-data": shapes.PhotoSerializer})
    @action(detail=True, methods=["post"], parser_classes=[FormParser])
    def photo(self, request: Request, pk: str) -> Response:
        run, said = self.get_object(), self.checked(shapes.PhotoSerializer)
        return self.answer(services.set_photo(run, photo=clean_image(said["photo"]), by=request.user))

    def checked(self, form_class: Any) -> dict[str, Any]:
        form = form_class(data=self.request.data)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def answer(self, run: Run) -> Response:
        """The run as a fresh read gives it: a receiver may have changed it too."""
        return Response(self.get_serializer(self.get_queryset().get(pk=run.pk)).data)
