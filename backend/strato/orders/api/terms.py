"""The doors of what makes orders cheaper or dearer: coupons, ways of sending, tax rates."""

from typing import Any, ClassVar

from django.db.models import ProtectedError
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.api.pagination import KeysetPagination
from strato.core.api.policy import Policy
from strato.core.api.serializers import VisibleField
from strato.core.api.views import ScopedViewSet
from strato.core.errors import Forbidden
from strato.core.money import MAX_AMOUNT
from strato.core.policies import anyone, is_admin
from strato.labs.models import Lab
from strato.labs.policies import MANAGERS, in_lab
from strato.orders.api.filters import CouponFilter
from strato.orders.errors import CouponInUse, CouponWithoutEffect
from strato.orders.models import Coupon, ShippingMethod, TaxRate
from strato.orders.policies import can_keep_coupons
from strato.orders.states import DiscountKind

SPRING = {"code": "SPRING", "kind": "percent", "basis_points": 1000, "max_uses": 100, "max_uses_per_user": 1}
PARCEL = {"name": "Parcel", "kind": "flat", "amount": 490, "currency": "EUR", "free_from": 5000, "countries": ["DE"]}
VAT = {"country": "DE", "tax_class": "standard", "basis_points": 1900, "valid_from": "2021-01-01"}


MAX_USES = 2**31 - 1
MAX_WEIGHT_MG = 10**12  # a thousand tonnes
MAX_POSITION = 10_000


class CouponSerializer(serializers.ModelSerializer[Coupon]):
    """One code that makes an order cheaper; a lab's own reaches that lab's lines only."""

    lab = VisibleField(queryset=Lab.objects.all(), allow_null=True, required=False)
    scopes = serializers.ListField(child=serializers.CharField(max_length=80), required=False, max_length=50)

    class Meta:
        model = Coupon
        fields = (
            "id",
            "code",
            "lab",
            "kind",
            "basis_points",
            "amount",
            "currency",
            "minimum_amount",
            "starts_at",
            "ends_at",
            "max_uses",
            "max_uses_per_user",
            "uses",
            "scopes",
            "is_active",
            "created_at",
        )
        read_only_fields = ("id", "uses", "created_at")
        extra_kwargs = {
            "amount": {"max_value": MAX_AMOUNT},
            "minimum_amount": {"max_value": MAX_AMOUNT},
            "max_uses": {"max_value": MAX_USES},
            "max_uses_per_user": {"max_value": MAX_USES},
        }

    def to_internal_value(self, data: Any) -> Any:
        """Codes are upper case, before they are compared with others."""
        if isinstance(data, dict) and isinstance(data.get("code"), str):
            data = data.copy()
            data["code"] = data["code"].strip().upper()
        return super().to_internal_value(data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        whole = {name: getattr(self.instance, name, None) for name in ("kind", "basis_points", "amount")} | attrs
        name = "basis_points" if whole["kind"] == DiscountKind.PERCENT else "amount"
        if not whole.get(name):
            raise CouponWithoutEffect(fields={name: [CouponWithoutEffect.detail]})
        return attrs


class ShippingMethodSerializer(serializers.ModelSerializer[ShippingMethod]):
    """One way in which an order reaches the customer."""

    countries = serializers.ListField(
        child=serializers.RegexField(r"^[A-Z]{2}\Z"), required=False, max_length=250, help_text="Empty: everywhere."
    )

    class Meta:
        model = ShippingMethod
        fields = (
            "id",
            "name",
            "kind",
            "amount",
            "amount_per_kg",
            "currency",
            "free_from",
            "countries",
            "max_weight_mg",
            "days",
            "position",
            "is_active",
        )
        extra_kwargs = {
            "amount": {"max_value": MAX_AMOUNT},
            "amount_per_kg": {"max_value": MAX_AMOUNT},
            "free_from": {"max_value": MAX_AMOUNT},
            "max_weight_mg": {"max_value": MAX_WEIGHT_MG},
            "days": {"max_value": 365},
            "position": {"max_value": MAX_POSITION},
        }


class TaxRateSerializer(serializers.ModelSerializer[TaxRate]):
    """The tax on one class of goods in one country from one day on."""

    country = serializers.RegexField(r"^[A-Z]{2}\Z", help_text="ISO 3166-1 alpha-2")

    class Meta:
        model = TaxRate
        fields = ("id", "country", "tax_class", "basis_points", "valid_from")


class Kept(ScopedViewSet):
    """Rows that are listed, added, changed and deleted."""

    def list(self, request: Request) -> Response:
        rows = self.filter_queryset(self.get_queryset())
        page: Any = self.paginate_queryset(rows)
        if page is None:
            return Response(self.get_serializer(rows, many=True).data)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    def create(self, request: Request) -> Response:
        return self.saved(self.get_serializer(data=request.data), code=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        return self.saved(self.get_serializer(self.get_object(), data=request.data, partial=True))

    def destroy(self, request: Request, pk: str) -> Response:
        self.get_object().delete()
        return Response(status=204)

    def saved(self, form: Any, *, code: int = 200) -> Response:
        form.is_valid(raise_exception=True)
        form.save()
        return Response(form.data, status=code)


def kept(noun: str, many: str, tag: str, shape: Any, example: dict[str, Any]) -> Any:
    """The descriptions of the five doors of such rows."""
    sent = [OpenApiExample(noun, request_only=True, value=example)]
    return extend_schema_view(
        list=extend_schema(summary=many, tags=[tag], responses=shape(many=True)),
        retrieve=extend_schema(summary=f"One {noun}", tags=[tag], responses=shape),
        create=extend_schema(summary=f"Add a {noun}", tags=[tag], request=shape, responses={201: shape}, examples=sent),
        partial_update=extend_schema(
            summary=f"Change a {noun}", tags=[tag], request=shape(partial=True), responses=shape
        ),
        destroy=extend_schema(summary=f"Delete a {noun}", tags=[tag], responses={204: None}),
    )


@kept("coupon", "Coupons", "coupons", CouponSerializer, SPRING)
class CouponViewSet(Kept):
    """Coupons: kept by admins, and by managers for their lab."""

    model = Coupon
    serializer_class = CouponSerializer
    pagination_class = KeysetPagination
    filterset_class = CouponFilter
    search_fields = ("code",)
    ordering_fields = ("id",)
    policy: ClassVar[dict[str, Policy]] = {
        "list": can_keep_coupons,
        "retrieve": can_keep_coupons,
        "create": can_keep_coupons,
        "partial_update": can_keep_coupons,
        "destroy": can_keep_coupons,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"destroy": {409}}

    def refine(self, rows: Any) -> Any:
        return rows.select_related("lab")

    def saved(self, form: Any, *, code: int = 200) -> Response:
        """A manager's coupon is one of their lab."""
        form.is_valid(raise_exception=True)
        lab = form.validated_data.get("lab", form.instance.lab if form.instance else None)
        if not is_admin(self.request.user) and (lab is None or not in_lab(self.request.user, lab, *MANAGERS)):
            raise Forbidden
        return super().saved(form, code=code)

    def destroy(self, request: Request, pk: str) -> Response:
        try:
            return super().destroy(request, pk)
        except ProtectedError as error:
            raise CouponInUse from error


@kept("shipping method", "Shipping methods", "shipping methods", ShippingMethodSerializer, PARCEL)
class ShippingMethodViewSet(Kept):
    """Ways of sending: seen by all while they are in use, kept by admins."""

    model = ShippingMethod
    serializer_class = ShippingMethodSerializer
    pagination_class = None
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {
        "list": anyone,
        "retrieve": anyone,
        "create": is_admin,
        "partial_update": is_admin,
        "destroy": is_admin,
    }


@kept("tax rate", "Tax rates", "tax rates", TaxRateSerializer, VAT)
class TaxRateViewSet(Kept):
    """Tax rates: kept by admins."""

    model = TaxRate
    serializer_class = TaxRateSerializer
    pagination_class = None
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {
        "list": is_admin,
        "retrieve": is_admin,
        "create": is_admin,
        "partial_update": is_admin,
        "destroy": is_admin,
    }
