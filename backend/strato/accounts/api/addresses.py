"""The doors of one's addresses."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.countries import COUNTRIES
from strato.accounts.models import Address, User
from strato.core.api import serializers
from strato.core.api.etags import Versioned, if_match, if_none_match
from strato.core.api.views import ScopedViewSet
from strato.core.policies import signed_in

TAG = ["My account"]
FIELDS = {
    "name": "Alice Example",
    "company": "",
    "street": "Lindenstr. 12",
    "street2": "",
    "postal_code": "10969",
    "city": "Berlin",
    "region": "",
    "country": "DE",
    "phone": "",
    "is_default": True,
    "is_billing": True,
}
EXAMPLE = OpenApiExample("In Berlin", value=FIELDS, request_only=True)


class AddressSerializer(serializers.ModelSerializer[Address]):
    class Meta:
        model = Address
        fields = ("id", *FIELDS, "created_at", "updated_at")
        read_only_fields = ("id", "created_at", "updated_at")

    def validate_country(self, value: str) -> str:
        if value.upper() not in COUNTRIES:
            raise serializers.ValidationError("This is no ISO 3166-1 country code.", code="unknown_country")
        return value.upper()

    def get_validators(self) -> list[Any]:
        return []  # one default per person: the service moves the flag instead of refusing it


@extend_schema_view(
    list=extend_schema(summary="My addresses", tags=TAG, responses=AddressSerializer(many=True)),
    retrieve=extend_schema(summary="One of my addresses", tags=TAG, responses=AddressSerializer),
    create=extend_schema(
        summary="Add an address",
        tags=TAG,
        request=AddressSerializer,
        responses={201: AddressSerializer},
        examples=[EXAMPLE],
    ),
    partial_update=extend_schema(
        summary="Change an address",
        tags=TAG,
        request=AddressSerializer(partial=True),
        responses=AddressSerializer,
        examples=[OpenApiExample("Make it the default", value={"is_default": True}, request_only=True)],
    ),
    destroy=extend_schema(summary="Delete an address", tags=TAG, responses={204: None}),
)
class AddressViewSet(Versioned, ScopedViewSet):
    """One's own, the default one first; never a page: there are at most fifty."""

    model = Address
    serializer_class = AddressSerializer
    pagination_class = None
    filter_backends = ()
    policy = {
        "list": signed_in,
        "retrieve": signed_in,
        "create": signed_in,
        "partial_update": signed_in,
        "destroy": signed_in,
    }

    def list(self, request: Request) -> Response:
        return Response(AddressSerializer(self.get_queryset(), many=True).data)

    @if_none_match
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(AddressSerializer(self.get_object()).data)

    def create(self, request: Request) -> Response:
        asked = AddressSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        address = services.add_address(me, fields=asked.validated_data, by=me)
        return Response(AddressSerializer(address).data, status=status.HTTP_201_CREATED)

    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        address = self.get_object()
        asked = AddressSerializer(address, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        changed = services.change_address(address, fields=asked.validated_data, by=cast(User, request.user))
        return Response(AddressSerializer(changed).data)

    def destroy(self, request: Request, pk: str) -> Response:
        services.remove_address(self.get_object(), by=cast(User, request.user))
        return Response(status=status.HTTP_204_NO_CONTENT)
