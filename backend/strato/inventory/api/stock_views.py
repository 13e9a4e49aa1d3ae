"""The doors of what is kept and where: members of a lab read, its stock keepers and managers write."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.etags import Versioned, if_match
from strato.core.api.idempotency import idempotent
from strato.core.api.policy import Policy
from strato.inventory import policies, services
from strato.inventory.api import stock_shapes as shapes
from strato.inventory.api.ledger_views import moved
from strato.inventory.api.stock_doors import A_LAB, A_SHELF, AN_ITEM, TAGS, StockViewSet, example
from strato.inventory.api.stock_filters import ItemFilter, LocationFilter, LotFilter
from strato.inventory.models import Item, Location, Lot


class ItemViewSet(Versioned, StockViewSet):
    """The kinds of things that one's labs keep."""

    model = Item
    serializer_class = shapes.ItemSerializer
    filterset_class = ItemFilter
    search_fields = ("sku", "name")
    ordering_fields = ("name", "sku", "on_hand", "available", "created_at")
    problem_statuses: ClassVar[dict[str, set[int]]] = {"destroy": {409}}
    policy: ClassVar[dict[str, Policy]] = {
        "list": policies.can_see_stock,
        "retrieve": policies.can_see_stock,
        "create": policies.can_keep_stock,
        "partial_update": policies.can_keep_stock,
        "destroy": policies.can_keep_stock,
        "receive": policies.can_keep_stock,
        "transfer": policies.can_keep_stock,
    }
    act_conditions: ClassVar[dict[str, Any]] = {
        "transfer": lambda item: item.on_hand > item.reserved,
        "receive": lambda item: item.is_active,
        "destroy": lambda item: not item.is_in_use,
    }

    def refine(self, rows: Any) -> Any:
        return rows.select_related("lab").with_levels().with_use()

    @extend_schema(summary="List and search items", tags=TAGS)
    def list(self, request: Request) -> Response:
        return self.read(request)

    @extend_schema(summary="One item and its stock", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Add an item",
        description="Of which nothing is there yet: receive or count it.",
        tags=TAGS,
        request=shapes.NewItemSerializer,
        responses={201: shapes.ItemSerializer},
        examples=example("A bearing", lab=A_LAB, sku="B-608", name="Bearing 608", unit="piece", low_at=20_000),
    )
    @idempotent
    def create(self, request: Request) -> Response:
        data = self.form(shapes.NewItemSerializer, request)
        self.may_keep(request, Item(lab=data["lab"]))
        return self.answer(services.add_item(data.pop("lab"), by=request.user, **data), status=201)

    @extend_schema(summary="Edit an item", tags=TAGS, request=shapes.ItemEditSerializer)
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        item = self.get_object()
        data = self.form(shapes.ItemEditSerializer, request, partial=True)
        return self.answer(services.edit_item(item, by=request.user, **data))

    @extend_schema(summary="Delete an item that never moved", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.delete_item(self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(
        summary="Receive goods",
        tags=TAGS,
        request=shapes.ReceiptSerializer,
        responses={201: shapes.MoveSerializer},
        examples=example("Fifty pieces on a shelf", quantity=50_000, location=A_SHELF, reason="Delivery 17"),
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def receive(self, request: Request, pk: str) -> Response:
        item = self.get_object()
        data = self.form(shapes.ReceiptSerializer, request)
        return moved(request, services.receive(item, data.pop("quantity"), by=request.user, **data))

    @extend_schema(
        summary="Move goods to another shelf",
        tags=TAGS,
        request=shapes.TransferSerializer,
        responses={201: shapes.MoveSerializer},
        examples=example("Two pieces to the counter", quantity=2000, to=A_SHELF),
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def transfer(self, request: Request, pk: str) -> Response:
        item = self.get_object()
        data = self.form(shapes.TransferSerializer, request)
        return moved(request, services.transfer(item, data.pop("quantity"), by=request.user, **data))


class LocationViewSet(Versioned, StockViewSet):
    """The shelves of one's labs, and the far ends of their moves."""

    model = Location
    serializer_class = shapes.LocationSerializer
    filterset_class = LocationFilter
    search_fields = ("name",)
    ordering_fields = ("name", "created_at")
    policy: ClassVar[dict[str, Policy]] = {
        "list": policies.can_see_stock,
        "retrieve": policies.can_see_stock,
        "create": policies.can_keep_stock,
        "partial_update": policies.can_keep_stock,
    }
    act_conditions: ClassVar[dict[str, Any]] = {"partial_update": lambda location: not location.is_virtual}

    def refine(self, rows: Any) -> Any:
        return rows.select_related("lab")

    @extend_schema(summary="List and search shelves", tags=TAGS)
    def list(self, request: Request) -> Response:
        return self.read(request)

    @extend_schema(summary="One shelf", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Add a shelf",
        tags=TAGS,
        request=shapes.NewLocationSerializer,
        responses={201: shapes.LocationSerializer},
        examples=example("A shelf", lab=A_LAB, name="Rack 2, top"),
    )
    @idempotent
    def create(self, request: Request) -> Response:
        data = self.form(shapes.NewLocationSerializer, request)
        self.may_keep(request, Location(lab=data["lab"]))
        return self.answer(services.add_location(data["lab"], name=data["name"], by=request.user), status=201)

    @extend_schema(summary="Rename a shelf or take it out of use", tags=TAGS, request=shapes.LocationEditSerializer)
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        location = self.get_object()
        data = self.form(shapes.LocationEditSerializer, request, partial=True)
        return self.answer(services.edit_location(location, by=request.user, **data))


class LotViewSet(Versioned, StockViewSet):
    """The lots of one's labs."""

    model = Lot
    serializer_class = shapes.LotSerializer
    filterset_class = LotFilter
    search_fields = ("code", "item__sku", "item__name")
    ordering_fields = ("code", "expires_on", "created_at")
    policy: ClassVar[dict[str, Policy]] = {
        "list": policies.can_see_stock,
        "retrieve": policies.can_see_stock,
        "create": policies.can_keep_stock,
        "partial_update": policies.can_keep_stock,
    }

    def refine(self, rows: Any) -> Any:
        return rows.select_related("item__lab").with_on_hand()

    @extend_schema(summary="List and search lots", tags=TAGS)
    def list(self, request: Request) -> Response:
        return self.read(request)

    @extend_schema(summary="One lot", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Add a lot",
        tags=TAGS,
        request=shapes.NewLotSerializer,
        responses={201: shapes.LotSerializer},
        examples=example("A delivery that expires", item=AN_ITEM, code="2026-11", expires_on="2027-11-30"),
    )
    @idempotent
    def create(self, request: Request) -> Response:
        data = self.form(shapes.NewLotSerializer, request)
        self.may_keep(request, data["item"])
        return self.answer(services.add_lot(data.pop("item"), by=request.user, **data), status=201)

    @extend_schema(summary="Correct a lot's code or date", tags=TAGS, request=shapes.LotEditSerializer)
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        lot = self.get_object()
        data = self.form(shapes.LotEditSerializer, request, partial=True)
        return self.answer(services.edit_lot(lot, by=request.user, **data))
