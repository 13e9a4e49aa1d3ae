"""The doors of one's own account."""

from typing import cast

from django.db import models
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.api.serializers import MeSerializer, ProfileChangesSerializer
from strato.accounts.models import User
from strato.core.api.etags import Versioned, if_match
from strato.core.api.parsers import JSON_OR_FORM
from strato.core.api.views import PolicyView
from strato.core.policies import signed_in

TAG = ["My account"]


class Myself(PolicyView):
    """A view whose row is the person who asks."""

    def get_queryset(self) -> models.QuerySet[User]:
        mine: models.QuerySet[User] = User.objects.filter(pk=self.request.user.pk)
        return mine

    def get_object(self) -> User:
        return self.get_queryset().get()


class MeView(Versioned, Myself):
    """The ETag names the version of the profile; what other apps add is not part of it, so there is no 304."""

    policy = {"get": signed_in, "patch": signed_in}
    parser_classes = JSON_OR_FORM

    @extend_schema(summary="Who am I", tags=TAG, responses=MeSerializer)
    def get(self, request: Request) -> Response:
        self._row = cast(User, request.user)  # read by the authentication a moment ago
        return Response(MeSerializer(self._row).data)

    @extend_schema(
        summary="Change my profile",
        tags=TAG,
        request=ProfileChangesSerializer(partial=True),
        responses=MeSerializer,
        examples=[OpenApiExample("Dark and German", value={"theme": "dark", "language": "de"}, request_only=True)],
    )
    @if_match
    def patch(self, request: Request) -> Response:
        """A picture as multipart `avatar`; `{"avatar": null}` removes it."""
        me = self.get_object()
        asked = ProfileChangesSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        return Response(MeSerializer(services.update_profile(me, changes=asked.validated_data, by=me)).data)
