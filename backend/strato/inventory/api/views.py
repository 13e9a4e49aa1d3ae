"""The doors of the stock."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.etags import Versioned, if_match
from strato.core.api.idempotency import idempotent
from strato.core.api.pagination import KeysetPagination
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.errors import Forbidden
from strato.core.policies import anyone, is_admin, signed_in
from strato.inventory import filaments, policies, reports, services
from strato.inventory.api import serializers as shapes
from strato.inventory.api.filters import MaterialFilter, MaterialPriceFilter, SpoolFilter
from strato.inventory.models import Material, MaterialPrice, Spool
from strato.labs.api.inside import LAB_ID, lab_inside
from strato.labs.models import Lab

A_LAB = "01890000-0000-7000-8000-000000000001"
A_MATERIAL = "01890000-0000-7000-8000-000000000002"


class MaterialViewSet(Versioned, ScopedViewSet):
    """The catalog of printing materials: public to read, kept by admins."""

    model = Material
    serializer_class = shapes.MaterialSerializer
    filterset_class = MaterialFilter
    problem_statuses: ClassVar[dict[str, set[int]]] = {"destroy": {409}, "colors_at": {404}}
    search_fields = ("name", "code", "description")
    ordering_fields = ("name", "technology", "density_g_cm3")
    policy = {
        "list": anyone,
        "retrieve": anyone,
        "colors": anyone,
        "colors_at": anyone,
        "create": is_admin,
        "partial_update": is_admin,
        "destroy": is_admin,
    }
    act_conditions = {
        "destroy": lambda material: not material.is_in_use,
        "colors_at": lambda material: False,  # about a lab, not about this row
    }

    def refine(self, rows: Any) -> Any:
        return rows.with_use()

    @extend_schema(summary="List and search materials", tags=["materials"])
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset().distinct()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One material", tags=["materials"])
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Colors of a material in stock",
        tags=["materials"],
        responses=shapes.ColorInStockSerializer(many=True),
        filters=False,
    )
    @action(detail=True, filter_backends=[], pagination_class=None)
    def colors(self, request: Request, pk: str) -> Response:
        return Response(shapes.ColorInStockSerializer(reports.colors_of(self.get_object()), many=True).data)

    @extend_schema(
        operation_id="lab_colors_list",
        summary="Colors that a lab has of what it offers",
        tags=["materials"],
        parameters=[shapes.LabColorsQuerySerializer],
        responses=shapes.LabColorSerializer(many=True),
        filters=False,
    )
    @action(detail=False, url_path="colors", filter_backends=[], pagination_class=None)
    def colors_at(self, request: Request) -> Response:
        asked = shapes.LabColorsQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        lab = get_object_or_404(Lab.objects.visible_to(request.user), pk=asked.validated_data["lab"])
        return Response(shapes.LabColorSerializer(reports.colors_at(lab), many=True).data)

    @extend_schema(
        summary="Add a material to the catalog", tags=["materials"], responses={201: shapes.MaterialSerializer}
    )
    def create(self, request: Request) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        form.save()
        return Response(form.data, status=201)

    @extend_schema(summary="Edit a material", tags=["materials"])
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        form = self.get_serializer(self.get_object(), data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        form.save()
        return Response(form.data)

    @extend_schema(summary="Delete a material that nobody uses", tags=["materials"], responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.delete_material(self.get_object(), by=request.user)
        return Response(status=204)


class MaterialPriceViewSet(Versioned, ScopedViewSet):
    """What labs ask for materials; a lab offers what it has priced."""

    model = MaterialPrice
    serializer_class = shapes.MaterialPriceSerializer
    filterset_class = MaterialPriceFilter
    ordering_fields = ("amount_per_kg", "material__name")
    search_fields = ("material__name", "lab__name")
    policy = {
        "list": anyone,
        "retrieve": anyone,
        "create": policies.can_price,
        "partial_update": policies.can_price,
        "destroy": policies.can_price,
    }

    def refine(self, rows: Any) -> Any:
        return rows.select_related("lab", "material")

    @extend_schema(summary="List material prices", tags=["materials"])
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One material price", tags=["materials"])
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Offer a material at a price",
        tags=["materials"],
        request=shapes.NewMaterialPriceSerializer,
        responses={201: shapes.MaterialPriceSerializer},
        examples=[
            OpenApiExample(
                "PLA at 32.00 per kilogram",
                request_only=True,
                value={"lab": A_LAB, "material": A_MATERIAL, "amount_per_kg": 3200},
            )
        ],
    )
    def create(self, request: Request) -> Response:
        form = shapes.NewMaterialPriceSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        data = form.validated_data
        if not policies.can_price(request.user, MaterialPrice(lab=data["lab"])):
            raise Forbidden
        price = services.set_price(data.pop("lab"), by=request.user, **data)
        return Response(self.get_serializer(price).data, status=201)

    @extend_schema(summary="Change a material price", tags=["materials"], request=shapes.AmountPerKgSerializer)
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        price = self.get_object()
        form = shapes.AmountPerKgSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return Response(self.get_serializer(services.change_price(price, by=request.user, **form.validated_data)).data)

    @extend_schema(summary="Stop offering a material", tags=["materials"], responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.remove_price(self.get_object(), by=request.user)
        return Response(status=204)


class SpoolViewSet(Versioned, ScopedViewSet):
    """The spools of one's labs."""

    model = Spool
    serializer_class = shapes.SpoolSerializer
    filterset_class = SpoolFilter
    search_fields = ("color_name", "label", "material__name")
    ordering_fields = ("material__name", "color_name", "remaining_mg", "created_at")
    policy = {
        "list": policies.can_see_stock,
        "retrieve": policies.can_see_stock,
        "moves": policies.can_see_stock,
        "create": policies.can_keep_stock,
        "partial_update": policies.can_keep_stock,
        "count": policies.can_keep_stock,
        "archive": policies.can_keep_stock,
        "restore": policies.can_keep_stock,
    }
    act_conditions = {
        "archive": lambda spool: not spool.is_archived,
        "restore": lambda spool: spool.is_archived,
    }

    def refine(self, rows: Any) -> Any:
        return rows.select_related("lab", "material")

    @extend_schema(summary="List and search spools", tags=["spools"])
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One spool", tags=["spools"])
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Put a spool on the shelf",
        tags=["spools"],
        request=shapes.NewSpoolSerializer,
        responses={201: shapes.SpoolSerializer},
        examples=[
            OpenApiExample(
                "A kilogram of orange PLA",
                request_only=True,
                value={
                    "lab": A_LAB,
                    "material": A_MATERIAL,
                    "color_name": "Orange",
                    "color_hex": "#f97316",
                    "label": "A-12",
                    "initial_mg": 1_000_000,
                },
            )
        ],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        form = shapes.NewSpoolSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        data = form.validated_data
        if not policies.can_keep_stock(request.user, Spool(lab=data["lab"])):
            raise Forbidden
        return self.answer(services.add_spool(data.pop("lab"), by=request.user, **data), status=201)

    @extend_schema(
        summary="Edit a spool's label, color or warning mark", tags=["spools"], request=shapes.SpoolEditSerializer
    )
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        spool = self.get_object()
        form = shapes.SpoolEditSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        return self.answer(services.edit_spool(spool, by=request.user, **form.validated_data))

    @extend_schema(summary="Correct what is left on a spool", tags=["spools"], request=shapes.CountSerializer)
    @action(detail=True, methods=["post"])
    def count(self, request: Request, pk: str) -> Response:
        spool = self.get_object()
        form = shapes.CountSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return self.answer(services.count_spool(spool, by=request.user, **form.validated_data))

    @extend_schema(summary="Take a spool off the shelf", tags=["spools"], request=None)
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        return self.answer(services.archive_spool(self.get_object(), by=request.user))

    @extend_schema(summary="Put an archived spool back on the shelf", tags=["spools"], request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        return self.answer(services.restore_spool(self.get_object(), by=request.user))

    @extend_schema(
        summary="What was put on and taken off a spool",
        tags=["spools"],
        responses=shapes.SpoolMoveSerializer(many=True),
        filters=False,
    )
    @action(detail=True, filter_backends=[], pagination_class=KeysetPagination)
    def moves(self, request: Request, pk: str) -> Response:
        page: Any = self.paginate_queryset(self.get_object().moves.select_related("by"))
        return self.get_paginated_response(shapes.SpoolMoveSerializer(page, many=True).data)

    def answer(self, spool: Spool, status: int = 200) -> Response:
        return Response(self.get_serializer(spool).data, status=status)


class FilamentsView(PolicyView):
    """Brands and colors one can buy, to fill in a new spool."""

    policy = {"get": signed_in}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400}}

    @extend_schema(
        operation_id="filaments_list",
        summary="Search filaments by brand and color",
        tags=["spools"],
        parameters=[shapes.FilamentQuerySerializer],
        responses=shapes.FilamentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        asked = shapes.FilamentQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = filaments.search(asked.validated_data["search"], material=asked.validated_data["material"])
        return Response(shapes.FilamentSerializer(found, many=True).data)


class LabStockView(PolicyView):
    """What a lab has on its shelf."""

    policy = {"get": signed_in}

    @extend_schema(
        operation_id="labs_stock_list",
        summary="A lab's stock by material and color",
        tags=["spools"],
        parameters=[LAB_ID],
        responses=shapes.StockLineSerializer(many=True),
    )
    def get(self, request: Request, lab_id: str) -> Response:
        found = reports.stock_of(lab_inside(request, lab_id))
        return Response(shapes.StockLineSerializer(found, many=True).data)
