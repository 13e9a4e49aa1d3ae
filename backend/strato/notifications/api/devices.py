"""The doors of web push: the devices of one person."""

from typing import cast

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts.models import User
from strato.core.api.views import ScopedViewSet
from strato.core.policies import signed_in
from strato.notifications import services, vapid
from strato.notifications.api.serializers import DeviceSerializer, NewDeviceSerializer, PushKeySerializer
from strato.notifications.models import PushDevice

TAG = ["Notifications"]
SUBSCRIPTION = {
    "endpoint": "https://push.example.net/send/4f1c",
    "keys": {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    },
    "name": "Firefox on Linux",
}


@extend_schema_view(
    list=extend_schema(summary="My devices that show what is pushed", tags=TAG),
    destroy=extend_schema(summary="Push to a device no more", tags=TAG, responses={204: None}),
)
class PushDeviceViewSet(mixins.ListModelMixin, ScopedViewSet):
    model = PushDevice
    serializer_class = DeviceSerializer
    filter_backends = ()
    policy = {
        "list": signed_in,
        "create": signed_in,
        "destroy": signed_in,
        "test": signed_in,
        "key": signed_in,
    }

    @extend_schema(
        summary="Push to this browser",
        tags=TAG,
        request=NewDeviceSerializer,
        responses={201: DeviceSerializer},
        examples=[OpenApiExample("A browser", value=SUBSCRIPTION, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """A browser that is known already becomes mine; its keys are replaced."""
        asked = NewDeviceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me, wish = cast(User, request.user), asked.validated_data
        device = services.add_device(me, endpoint=wish["endpoint"], **wish["keys"], name=wish["name"], by=me)
        return Response(DeviceSerializer(device).data, status=status.HTTP_201_CREATED)

    def destroy(self, request: Request, pk: str) -> Response:
        services.remove_device(self.get_object(), by=cast(User, request.user))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(summary="Push a test to a device", tags=TAG, request=None, responses={202: DeviceSerializer})
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str) -> Response:
        """It leaves a moment later; what came of it stands in the list of devices."""
        device = services.send_test_push(self.get_object(), by=cast(User, request.user))
        return Response(DeviceSerializer(device).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(summary="The key that browsers subscribe with", tags=TAG, responses=PushKeySerializer, filters=False)
    @action(detail=False, methods=["get"], pagination_class=None)
    def key(self, request: Request) -> Response:
        return Response({"key": vapid.public_key()})
