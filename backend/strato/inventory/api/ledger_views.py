"""The doors of the ledger itself: what lies where, what moved, what was counted."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.idempotency import idempotent
from strato.core.api.pagination import KeysetPagination
from strato.core.api.policy import Policy
from strato.inventory import policies, services
from strato.inventory.api import stock_shapes as shapes
from strato.inventory.api.stock_doors import A_LAB, A_SHELF, AN_ITEM, TAGS, StockViewSet, example
from strato.inventory.api.stock_filters import CountFilter, LevelFilter, MoveFilter
from strato.inventory.models import Balance, Item, StockEntry, StockMove
from strato.inventory.services import Counted
from strato.inventory.states import MoveKind


class LevelViewSet(StockViewSet):
    """What lies where."""

    model = Balance
    serializer_class = shapes.LevelSerializer
    filterset_class = LevelFilter
    search_fields = ("item__sku", "item__name", "lot__code")
    ordering_fields = ("item__name", "location__name", "on_hand", "updated_at")
    policy: ClassVar[dict[str, Policy]] = {"list": policies.can_see_stock}

    def refine(self, rows: Any) -> Any:
        return rows.select_related("item", "location", "lot").order_by("item__name", "id")

    @extend_schema(summary="List stock levels", tags=TAGS)
    def list(self, request: Request) -> Response:
        return self.read(request)


class MoveViewSet(StockViewSet):
    """The book of what came, went and was corrected, newest first. Nothing in it is ever changed."""

    model = StockMove
    serializer_class = shapes.MoveSerializer
    filterset_class = MoveFilter
    pagination_class = KeysetPagination
    policy: ClassVar[dict[str, Policy]] = {
        "list": policies.can_see_stock,
        "retrieve": policies.can_see_stock,
        "reverse": policies.can_keep_stock,
    }
    act_conditions: ClassVar[dict[str, Any]] = {
        "reverse": lambda move: move.kind != MoveKind.REVERSAL and not hasattr(move, "reversal")
    }

    def refine(self, rows: Any) -> Any:
        return with_entries(rows)

    @extend_schema(summary="List stock moves", tags=TAGS)
    def list(self, request: Request) -> Response:
        return self.read(request)

    @extend_schema(summary="One stock move", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Take a move back by the opposite one",
        tags=TAGS,
        request=shapes.ReversalSerializer,
        responses={201: shapes.MoveSerializer},
        examples=example("Booked twice", reason="Booked twice"),
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def reverse(self, request: Request, pk: str) -> Response:
        move = self.get_object()
        data = self.form(shapes.ReversalSerializer, request)
        return moved(request, services.reverse(move, by=request.user, **data))


class CountViewSet(StockViewSet):
    """Counts of the shelves: moves, which are taken back at the door of the moves."""

    model = StockMove
    serializer_class = shapes.MoveSerializer
    filterset_class = CountFilter
    pagination_class = KeysetPagination
    policy: ClassVar[dict[str, Policy]] = {"list": policies.can_see_stock, "create": policies.can_keep_stock}

    def refine(self, rows: Any) -> Any:
        return with_entries(rows.filter(kind=MoveKind.COUNT))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "view": MoveViewSet}

    @extend_schema(summary="List counts", tags=TAGS)
    def list(self, request: Request) -> Response:
        return self.read(request)

    @extend_schema(
        summary="Book what was counted",
        description="All lines or none; the differences become one move. What is promised to orders cannot be counted away.",
        tags=TAGS,
        request=shapes.NewCountSerializer,
        responses={201: shapes.MoveSerializer},
        examples=example(
            "Two things on a shelf",
            lab=A_LAB,
            reason="Yearly count",
            lines=[{"item": AN_ITEM, "location": A_SHELF, "on_hand": 12_000}],
        ),
    )
    @idempotent
    def create(self, request: Request) -> Response:
        data = self.form(shapes.NewCountSerializer, request)
        self.may_keep(request, Item(lab=data["lab"]))
        lines = [Counted(**line) for line in data["lines"]]
        move = services.count_stock(data["lab"].pk, lines, by=request.user, reason=data.get("reason", ""))
        return moved(request, move)


def with_entries(rows: Any) -> Any:
    entries = StockEntry.objects.select_related("item", "location", "lot").order_by("id")
    return rows.select_related("lab", "by", "reversal").prefetch_related(Prefetch("entries", entries))


def moved(request: Request, move: StockMove) -> Response:
    """The answer to an act that moved something."""
    row = with_entries(StockMove.objects.filter(pk=move.pk)).get()
    return Response(shapes.MoveSerializer(row, context={"request": request, "view": MoveViewSet}).data, status=201)
