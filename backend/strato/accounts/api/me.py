"""The doors of one's own account."""

from typing import cast

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.api.serializers import MeSerializer, ProfileChangesSerializer
from strato.accounts.models import User
from strato.core.api.views import PolicyView
from strato.core.policies import signed_in

TAG = ["My account"]


class MeView(PolicyView):
    policy = {"get": signed_in, "patch": signed_in}

    @extend_schema(summary="Who am I", tags=TAG, responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(cast(User, request.user)).data)

    @extend_schema(
        summary="Change my profile",
        tags=TAG,
        request=ProfileChangesSerializer(partial=True),
        responses=MeSerializer,
        examples=[OpenApiExample("Dark and German", value={"theme": "dark", "language": "de"}, request_only=True)],
    )
    def patch(self, request: Request) -> Response:
        me = cast(User, request.user)
        asked = ProfileChangesSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        return Response(MeSerializer(services.update_profile(me, changes=asked.validated_data, by=me)).data)
