"""The doors of one's API keys. Only people come here: a key can neither see nor make nor revoke keys."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.models import ApiKey, KeyScope, User
from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField
from strato.core.api.views import ScopedViewSet
from strato.core.policies import signed_in

TAG = ["API keys"]
WISH = {"name": "Shop on our website", "scopes": ["catalog:read", "orders:read"], "expires_at": None}


class ApiKeySerializer(serializers.ModelSerializer[ApiKey]):
    """A key without its secret."""

    scopes = serializers.ListField(child=serializers.ChoiceField(choices=KeyScope.choices), read_only=True)
    is_living = serializers.BooleanField(read_only=True, help_text="Neither revoked nor too old.")
    allowed_actions = AllowedActionsField()

    class Meta:
        model = ApiKey
        fields = (
            "id",
            "name",
            "prefix",
            "scopes",
            "is_living",
            "created_at",
            "last_used_at",
            "expires_at",
            "revoked_at",
            "allowed_actions",
        )
        read_only_fields = fields


class NewApiKeySerializer(serializers.Serializer[Any]):
    """A wish for a key."""

    name = serializers.CharField(max_length=80)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=KeyScope.choices), min_length=1, max_length=len(KeyScope)
    )
    expires_at = serializers.DateTimeField(required=False, allow_null=True, default=None, help_text="Null: never.")


class FreshApiKeySerializer(ApiKeySerializer):
    """A key that was just made, with its whole text: this is the only answer that holds it."""

    key = serializers.CharField(help_text="Send it as `Authorization: Bearer <key>`.")

    class Meta:
        model = ApiKey
        fields = (*ApiKeySerializer.Meta.fields, "key")
        read_only_fields = fields


@extend_schema_view(
    list=extend_schema(summary="My API keys", tags=TAG, description="Newest first; revoked ones stay, as a record."),
)
class ApiKeyViewSet(mixins.ListModelMixin, ScopedViewSet):
    """One's own keys."""

    model = ApiKey
    serializer_class = ApiKeySerializer
    filter_backends = ()
    policy = {"list": signed_in, "create": signed_in, "revoke": signed_in}
    act_conditions = {"revoke": lambda key: key.revoked_at is None}

    @extend_schema(
        summary="Make an API key",
        tags=TAG,
        request=NewApiKeySerializer,
        responses={201: FreshApiKeySerializer},
        examples=[OpenApiExample("To read products and orders", value=WISH, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """The answer holds the key itself, for the only time. At most 25 keys live at once."""
        asked = NewApiKeySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        key, text = services.create_key(me, **asked.validated_data, by=me)
        key.key = text  # type: ignore[attr-defined]  # for this one answer
        body = FreshApiKeySerializer(key, context=self.get_serializer_context()).data
        return Response(body, status=status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})

    @extend_schema(summary="Revoke an API key", tags=TAG, request=None, responses=ApiKeySerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """At once and for good."""
        key = services.revoke_key(self.get_object(), by=cast(User, request.user))
        return Response(self.get_serializer(key).data)
