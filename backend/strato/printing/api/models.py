"""The doors of 3D models."""

import json
from typing import Any, ClassVar

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.parsers import JSON_OR_FORM
from strato.core.api.policy import Policy
from strato.core.api.throttles import UploadThrottle, UserThrottle
from strato.core.api.views import ScopedViewSet
from strato.core.policies import anyone
from strato.printing.api.filters import Model3DFilter
from strato.printing.api.model_shapes import (
    Model3DListSerializer,
    Model3DSerializer,
    NewModelSerializer,
    OverlaySerializer,
    RenameSerializer,
    RescaleSerializer,
)
from strato.printing.errors import GuestKeyNeeded, ModelTooLarge
from strato.printing.models import Model3D, owned_by
from strato.printing.policies import can_change_model
from strato.printing.services import models, repairs
from strato.printing.states import ModelStatus

TAGS = ["models"]
FORM_BYTES = 1 << 20  # what a form may add to its file
EXAMPLE_ID = "01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42"


def refuse_by_length(request: Request) -> None:
    """A body that says itself that it is too large is not read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) > settings.MAX_MODEL_BYTES + FORM_BYTES:
        raise ModelTooLarge(max_bytes=settings.MAX_MODEL_BYTES)


class Model3DViewSet(ScopedViewSet):
    """3D models: uploaded, looked at, repaired, archived. Guests may do all of it with their key."""

    model = Model3D
    serializer_class = Model3DSerializer
    parser_classes = JSON_OR_FORM
    filterset_class = Model3DFilter
    search_fields = ("name", "filename")
    ordering_fields = ("created_at", "name", "size_bytes")
    policy: ClassVar[dict[str, Policy]] = {
        "list": anyone,
        "retrieve": anyone,
        "create": anyone,
        "overlay": anyone,
        "partial_update": can_change_model,
        "archive": can_change_model,
        "restore": can_change_model,
        "rescale": can_change_model,
        "repair": can_change_model,
    }
    act_conditions: ClassVar[dict[str, Any]] = {
        "overlay": lambda model: bool(model.overlay),
        "archive": lambda model: not model.is_archived,
        "restore": lambda model: model.is_archived,
        "rescale": lambda model: model.status == ModelStatus.READY and not model.is_in_use,
        "repair": repairs.is_repairable,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"create": {404, 413, 422}}

    def get_throttles(self) -> list[Any]:
        return [UploadThrottle(), UserThrottle()] if self.action == "create" else super().get_throttles()

    def refine(self, rows: Any) -> Any:
        if self.action == "list":
            rows = rows.filter(owned_by(self.request.user))
        return rows.defer("metrics").select_related("repaired_from").with_use()

    @extend_schema(summary="My 3D models", tags=TAGS, responses=Model3DListSerializer(many=True))
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        context = self.get_serializer_context()
        return self.get_paginated_response(Model3DListSerializer(page, many=True, context=context).data)

    @extend_schema(
        summary="Upload a 3D model",
        description="STL, OBJ or 3MF as a multipart `file`, or `{upload}` with the id of a finished resumable upload. "
        "A small file is analyzed before the answer (`status` ready or refused); a large one answers `analyzing`, and "
        "topic `model:<id>` tells how far it is. A refused file says why in `refusal_code` and `refusal_detail`.",
        tags=TAGS,
        request={"multipart/form-data": NewModelSerializer, "application/json": NewModelSerializer},
        responses={201: Model3DSerializer},
        examples=[
            OpenApiExample("A resumable upload", request_only=True, value={"upload": EXAMPLE_ID, "name": "Gear"})
        ],
    )
    def create(self, request: Request) -> Response:
        if not request.user.is_authenticated and not getattr(request.user, "guest_key", ""):
            raise GuestKeyNeeded
        refuse_by_length(request)
        form = NewModelSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        data, name = form.validated_data, form.validated_data.get("name", "")
        if "file" in data:
            return self.answer(models.add_model(data["file"], by=request.user, name=name), code=201)
        return self.answer(models.add_upload(data["upload"], by=request.user, name=name), code=201)

    @extend_schema(summary="One 3D model with its report", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self.answer(self.get_object())

    @extend_schema(summary="Rename a 3D model", tags=TAGS, request=RenameSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        name = self.checked(RenameSerializer)["name"]
        return self.answer(models.rename_model(self.get_object(), name=name, by=request.user))

    @extend_schema(
        summary="Faces that the findings point at",
        description="Up to 3,000 faces per finding, in mm and in the coordinates of the preview.",
        tags=TAGS,
        responses=OverlaySerializer,
    )
    @action(detail=True)
    def overlay(self, request: Request, pk: str) -> Response:
        model = self.get_object()
        if not model.overlay:
            return Response({"findings": []})
        with model.overlay.open("rb") as file:
            return Response(json.load(file))

    @extend_schema(summary="Archive a 3D model", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        return self.answer(models.archive_model(self.get_object(), by=request.user))

    @extend_schema(summary="Bring an archived 3D model back", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        return self.answer(models.restore_model(self.get_object(), by=request.user))

    @extend_schema(summary="Read the file in another unit", tags=TAGS, request=RescaleSerializer)
    @action(detail=True, methods=["post"])
    def rescale(self, request: Request, pk: str) -> Response:
        unit = self.checked(RescaleSerializer)["unit"]
        return self.answer(models.rescale_model(self.get_object(), unit=unit, by=request.user))

    @extend_schema(
        summary="Repair a 3D model",
        description="Answers the new model, still analyzing; `repaired_from` has the figures to compare with.",
        tags=TAGS,
        request=None,
        responses={202: Model3DSerializer},
    )
    @action(detail=True, methods=["post"])
    def repair(self, request: Request, pk: str) -> Response:
        return self.answer(repairs.request_repair(self.get_object(), by=request.user), code=202)

    def checked(self, shape: Any) -> dict[str, Any]:
        form = shape(data=self.request.data)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def answer(self, model: Model3D, *, code: int = 200) -> Response:
        return Response(self.get_serializer(model).data, status=code)
