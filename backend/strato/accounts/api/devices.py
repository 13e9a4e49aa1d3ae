"""The doors of where one is signed in."""

from typing import Any, cast
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.models import DeviceSession, User
from strato.accounts.tokens import SESSION
from strato.core.api import serializers
from strato.core.api.views import ScopedViewSet
from strato.core.policies import signed_in

TAG = ["Security"]


def session_of(request: Request) -> UUID | None:
    """The session of the token that came with this request."""
    claims: Any = request.auth if hasattr(request.auth, "get") else {}
    found = claims.get(SESSION)
    return UUID(found) if found else None


def device_of(request: Request) -> DeviceSession | None:
    """The same as a row, while it lives."""
    found = session_of(request)
    return DeviceSession.objects.living().filter(pk=found).first() if found else None


class DeviceSessionSerializer(serializers.ModelSerializer[DeviceSession]):
    """A device that is signed in. `browser` and `system` are what it says of itself; empty where nobody can tell.
    `is_desk`: signed in to the Django admin."""

    is_this_device = serializers.SerializerMethodField(help_text="The one that asks.")

    class Meta:
        model = DeviceSession
        fields = ("id", "browser", "system", "is_desk", "created_at", "last_seen_at", "is_this_device")
        read_only_fields = fields

    def get_is_this_device(self, row: DeviceSession) -> bool:
        return bool(row.pk == session_of(self.context["request"]))


class RevokedSerializer(serializers.Serializer[Any]):
    """How many devices were signed out."""

    revoked = serializers.IntegerField(read_only=True)


@extend_schema_view(
    list=extend_schema(summary="Where I am signed in", tags=TAG, description="What was used last comes first."),
)
class DeviceSessionViewSet(mixins.ListModelMixin, ScopedViewSet):
    """One's own living sessions."""

    model = DeviceSession
    serializer_class = DeviceSessionSerializer
    filter_backends = ()
    policy = {"list": signed_in, "destroy": signed_in, "revoke_others": signed_in}

    def refine(self, rows: Any) -> Any:
        return rows.living()

    @extend_schema(summary="Sign a device out", tags=TAG, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """At once: its tokens (or its cookie) are refused from now on, and its sockets close with 4403."""
        services.revoke_session(self.get_object(), by=cast(User, request.user))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(summary="Sign every other device out", tags=TAG, request=None, responses=RevokedSerializer)
    @action(detail=False, methods=["post"], url_path="revoke-others")
    def revoke_others(self, request: Request) -> Response:
        """All but the one that asks."""
        me = cast(User, request.user)
        return Response({"revoked": services.revoke_other_sessions(me, keep=session_of(request), by=me)})
