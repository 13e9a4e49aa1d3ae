"""The doors of one's passkeys."""

from typing import cast

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.api.credentials import CeremonySerializer, NewPasskeySerializer
from strato.accounts.api.proofs import WithProofSerializer, given_proof
from strato.accounts.models import Passkey, User
from strato.core.api import serializers
from strato.core.api.views import ScopedViewSet
from strato.core.policies import signed_in

TAG = ["Security"]


class PasskeySerializer(serializers.ModelSerializer[Passkey]):
    """`is_synced`: the passkey lives on more than one device."""

    class Meta:
        model = Passkey
        fields = ("id", "name", "is_synced", "created_at", "last_used_at")
        read_only_fields = ("id", "is_synced", "created_at", "last_used_at")


@extend_schema_view(list=extend_schema(summary="My passkeys", tags=TAG))
class PasskeyViewSet(mixins.ListModelMixin, ScopedViewSet):
    """One's own; never a page: there are at most twenty."""

    model = Passkey
    serializer_class = PasskeySerializer
    pagination_class = None
    filter_backends = ()
    policy = {
        "list": signed_in,
        "create": signed_in,
        "partial_update": signed_in,
        "destroy": signed_in,
        "begin": signed_in,
    }

    @extend_schema(
        summary="Begin to add a passkey", tags=TAG, request=WithProofSerializer, responses=CeremonySerializer
    )
    @action(detail=False, methods=["post"], url_path="options", url_name="options")
    def begin(self, request: Request) -> Response:
        """`options` go to the browser (`navigator.credentials.create`); its answer and `challenge` to
        `POST /api/me/passkeys/`. Without a fresh proof the answer is 403 `proof_required`."""
        me = given_proof(request)
        return Response(CeremonySerializer(services.begin_registration(me, by=me)).data)

    @extend_schema(summary="Add a passkey", tags=TAG, request=NewPasskeySerializer, responses={201: PasskeySerializer})
    def create(self, request: Request) -> Response:
        """A passkey that does not fit the challenge or this site is 400 `passkey_refused`."""
        asked = NewPasskeySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        passkey = services.add_passkey(me, **asked.validated_data, by=me)
        return Response(PasskeySerializer(passkey).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        summary="Rename a passkey",
        tags=TAG,
        request=PasskeySerializer(partial=True),
        responses=PasskeySerializer,
        examples=[OpenApiExample("A name", value={"name": "Phone"}, request_only=True)],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        passkey = self.get_object()
        asked = PasskeySerializer(passkey, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        name = asked.validated_data.get("name", passkey.name)
        return Response(
            PasskeySerializer(services.rename_passkey(passkey, name=name, by=cast(User, request.user))).data
        )

    @extend_schema(summary="Remove a passkey", tags=TAG, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """It signs nobody in any more; the device may still show it until it is deleted there, too."""
        services.remove_passkey(self.get_object(), by=cast(User, request.user))
        return Response(status=status.HTTP_204_NO_CONTENT)
