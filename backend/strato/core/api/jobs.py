"""The door to background jobs: watch, cancel, try again."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core import queue
from strato.core.api import serializers
from strato.core.api.pagination import KeysetPagination
from strato.core.api.policy import Policy
from strato.core.api.serializers import AllowedActionsField
from strato.core.api.views import ScopedViewSet
from strato.core.policies import is_admin, signed_in
from strato.core.queue import Job


class JobSerializer(serializers.ModelSerializer[Job]):
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Job
        fields = (
            "id",
            "task",
            "status",
            "progress_percent",
            "attempts",
            "max_attempts",
            "error_code",
            "cancel_requested",
            "run_at",
            "created_at",
            "started_at",
            "finished_at",
            "allowed_actions",
        )
        read_only_fields = fields


class JobViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ScopedViewSet):
    """Background jobs: one's own, or all for an admin."""

    model = Job
    serializer_class = JobSerializer
    pagination_class = KeysetPagination
    filterset_fields = ("status", "task")
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "retrieve": signed_in,
        "cancel": signed_in,
        "retry": is_admin,
    }
    act_conditions: ClassVar[dict[str, Any]] = {"cancel": Job.can_be_cancelled, "retry": Job.can_be_retried}

    @extend_schema(summary="List background jobs", tags=["jobs"])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="See how a background job goes", tags=["jobs"])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(summary="Cancel a background job", tags=["jobs"], request=None, responses=JobSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(queue.cancel(self.get_object())).data)

    @extend_schema(summary="Try a failed background job again", tags=["jobs"], request=None, responses=JobSerializer)
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(queue.try_again(self.get_object())).data)
