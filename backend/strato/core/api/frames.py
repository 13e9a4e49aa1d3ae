"""The log over HTTP, for clients that cannot hold a socket; and the socket's own document."""

from typing import Any, ClassVar

import orjson
from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyView
from strato.core.policies import anyone, signed_in
from strato.core.realtime import asyncapi
from strato.core.realtime.protocol import Cursor
from strato.core.realtime.replay import replay


class FramesQuerySerializer(serializers.Serializer[Any]):
    after = serializers.IntegerField(min_value=0, required=False, help_text="The last seq you have.")
    epoch = serializers.UUIDField(required=False, help_text="The epoch that after belongs to.")


class FrameSerializer(serializers.Serializer[Any]):
    """A durable frame, exactly as the socket carries it."""

    v = serializers.IntegerField()
    type = serializers.CharField()
    id = serializers.UUIDField()
    topic = serializers.CharField()
    ts = serializers.DateTimeField()
    data = serializers.DictField(child=serializers.JSONField())  # type: ignore[assignment]
    seq = serializers.IntegerField()


class FramesSerializer(serializers.Serializer[Any]):
    """What you missed; ``resync``: it is gone, load your state anew and go on from ``head``."""

    epoch = serializers.UUIDField()
    head = serializers.IntegerField()
    frames = FrameSerializer(many=True)
    resync = serializers.BooleanField()


class FramesView(PolicyView):
    policy: ClassVar[dict[str, Policy]] = {"get": signed_in}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400}}

    @extend_schema(
        summary="Durable frames after a cursor",
        tags=["realtime"],
        parameters=[FramesQuerySerializer],
        responses=FramesSerializer,
        examples=[
            OpenApiExample(
                "One status change",
                value={
                    "epoch": "0192f0c1-7c00-7000-8000-000000000001",
                    "head": 812,
                    "frames": [
                        {
                            "v": 1,
                            "type": "status.changed",
                            "id": "0192f0c1-7c00-7000-8000-000000000002",
                            "topic": "user",
                            "ts": "2026-05-04T10:00:00Z",
                            "data": {
                                "kind": "print_job",
                                "id": "0192f0c1-7c00-7000-8000-000000000003",
                                "from_status": "pending",
                                "to_status": "accepted",
                                "reason": "",
                            },
                            "seq": 812,
                        }
                    ],
                    "resync": False,
                },
                response_only=True,
            )
        ],
    )
    def get(self, request: Request) -> Response:
        """Everything since `after`, at most 500 frames; without `after` only the head, to start from."""
        query = FramesQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        after, epoch = query.validated_data.get("after"), query.validated_data.get("epoch")
        cursor = None if after is None else Cursor(epoch=str(epoch), seq=after)
        user: Any = request.user
        found = replay(user.pk, cursor)
        frames = [orjson.Fragment(text) for _, text in found.frames]
        body = {"epoch": found.epoch, "head": found.head, "frames": frames, "resync": bool(found.resync)}
        return Response(body, headers={"Cache-Control": "no-store"})


class AsyncApiView(PolicyView):
    policy: ClassVar[dict[str, Policy]] = {"get": anyone}

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        text = asyncapi.as_yaml(settings.SPECTACULAR_SETTINGS["VERSION"])
        return HttpResponse(text, content_type="application/vnd.aai.asyncapi+yaml;version=3.0.0")
