"""The doors of webhooks. Only people come here: a key cannot decide where messages go."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts.models import User
from strato.core.api.etags import Versioned, if_match
from strato.core.api.pagination import KeysetPagination
from strato.core.api.policy import Policy
from strato.core.api.views import ScopedViewSet
from strato.webhooks import services
from strato.webhooks.api.shapes import (
    DeliveryDetailSerializer,
    DeliverySerializer,
    EndpointChangesSerializer,
    EndpointSerializer,
    FreshEndpointSerializer,
    NewEndpointSerializer,
)
from strato.webhooks.errors import NotManager
from strato.webhooks.models import Delivery, Endpoint
from strato.webhooks.policies import can_add_to, can_keep
from strato.webhooks.states import DeliveryState

TAG = ["Webhooks"]
WISH = {"url": "https://shop.example.org/strato", "types": ["order.paid", "order.shipped"], "description": "Our shop"}


@extend_schema_view(
    list=extend_schema(summary="Webhooks", tags=TAG, description="One's own, and those of the labs that one manages."),
    retrieve=extend_schema(summary="A webhook", tags=TAG),
    destroy=extend_schema(summary="Delete a webhook and its log", tags=TAG, responses={204: None}),
)
class EndpointViewSet(Versioned, mixins.ListModelMixin, mixins.RetrieveModelMixin, ScopedViewSet):
    model = Endpoint
    serializer_class = EndpointSerializer
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {
        "list": can_keep,
        "retrieve": can_keep,
        "create": can_keep,
        "partial_update": can_keep,
        "destroy": can_keep,
        "rotate_secret": can_keep,
        "test": can_keep,
    }
    act_conditions: ClassVar[dict[str, Any]] = {"test": lambda endpoint: endpoint.is_on}

    def refine(self, rows: QuerySet[Endpoint]) -> QuerySet[Endpoint]:
        return rows.select_related("lab")

    @extend_schema(
        summary="Add a webhook",
        tags=TAG,
        request=NewEndpointSerializer,
        responses={201: FreshEndpointSerializer},
        examples=[OpenApiExample("For a shop", value=WISH, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        """The answer holds the secret that signs, for the only time."""
        asked = NewEndpointSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        lab = asked.validated_data["lab"]
        if lab is not None and not can_add_to(request.user, lab):
            raise NotManager
        endpoint = services.add_endpoint(**asked.validated_data, by=cast(User, request.user))
        return self.with_secret(endpoint, status.HTTP_201_CREATED)

    @extend_schema(
        summary="Change a webhook",
        tags=TAG,
        request=EndpointChangesSerializer(partial=True),
        responses=EndpointSerializer,
        examples=[OpenApiExample("Switch it off", value={"is_on": False}, request_only=True)],
    )
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        endpoint = self.get_object()
        asked = EndpointChangesSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        changed = services.change_endpoint(endpoint, changes=asked.validated_data, by=cast(User, request.user))
        return Response(self.get_serializer(changed).data)

    def destroy(self, request: Request, pk: str) -> Response:
        services.remove_endpoint(self.get_object(), by=cast(User, request.user))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Give a webhook a new secret", tags=TAG, request=None, responses={200: FreshEndpointSerializer}
    )
    @action(detail=True, methods=["post"], url_path="rotate-secret")
    def rotate_secret(self, request: Request, pk: str) -> Response:
        """For 24 hours both secrets sign, so that the receiver can change in peace."""
        return self.with_secret(services.rotate_secret(self.get_object(), by=cast(User, request.user)))

    @extend_schema(summary="Send a test message", tags=TAG, request=None, responses={201: DeliverySerializer})
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str) -> Response:
        """A message of the type `webhook.test`, tried once; what came of it stands in the log a moment later."""
        delivery = services.send_test(self.get_object(), by=cast(User, request.user))
        body = DeliverySerializer(delivery, context={"request": request, "view": DeliveryViewSet()}).data
        return Response(body, status=status.HTTP_201_CREATED)

    def with_secret(self, endpoint: Endpoint, code: int = status.HTTP_200_OK) -> Response:
        body = FreshEndpointSerializer(endpoint, context=self.get_serializer_context()).data
        return Response(body, status=code, headers={"Cache-Control": "no-store"})


class DeliveryFilter(filters.FilterSet):  # type: ignore[misc]
    """``?endpoint=&state=failed``."""

    endpoint = filters.UUIDFilter(field_name="endpoint_id")
    state = filters.ChoiceFilter(choices=DeliveryState.choices, method="in_state")

    class Meta:
        model = Delivery
        fields: tuple[str, ...] = ()

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        return rows.in_state(value)


@extend_schema_view(
    list=extend_schema(summary="The log of webhooks", tags=TAG, description="Newest first; kept for 30 days."),
)
class DeliveryViewSet(mixins.ListModelMixin, ScopedViewSet):
    model = Delivery
    serializer_class = DeliverySerializer
    pagination_class = KeysetPagination
    filterset_class = DeliveryFilter
    policy: ClassVar[dict[str, Policy]] = {"list": can_keep, "retrieve": can_keep, "resend": can_keep}
    act_conditions: ClassVar[dict[str, Any]] = {
        "resend": lambda delivery: delivery.state != DeliveryState.WAITING and delivery.endpoint.is_on
    }

    def refine(self, rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
        return rows.select_related("endpoint")

    @extend_schema(summary="A message and its attempts", tags=TAG, responses=DeliveryDetailSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(DeliveryDetailSerializer(self.get_object(), context=self.get_serializer_context()).data)

    @extend_schema(summary="Send a message again", tags=TAG, request=None, responses=DeliverySerializer)
    @action(detail=True, methods=["post"])
    def resend(self, request: Request, pk: str) -> Response:
        """The same message with the same id, from the first attempt on."""
        return Response(self.get_serializer(services.resend(self.get_object(), by=cast(User, request.user))).data)
