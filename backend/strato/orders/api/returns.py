"""The doors of returns."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.pagination import KeysetPagination
from strato.core.api.policy import Policy
from strato.core.api.views import ScopedViewSet
from strato.core.policies import signed_in
from strato.orders.api import order_wishes as wishes
from strato.orders.api.filters import ReturnFilter
from strato.orders.api.parcel_shapes import ReturnSerializer
from strato.orders.models import Return
from strato.orders.policies import can_answer_return, can_receive_return, can_withdraw_return
from strato.orders.services import returning
from strato.orders.states import ReturnStatus

TAGS = ["returns"]


class ReturnViewSet(ScopedViewSet):
    """Returns: seen by whoever sees the order."""

    model = Return
    serializer_class = ReturnSerializer
    pagination_class = KeysetPagination
    filterset_class = ReturnFilter
    search_fields = ("order__number", "order__email", "reason")
    ordering_fields = ("id",)
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "retrieve": signed_in,
        "approve": can_answer_return,
        "decline": can_answer_return,
        "receive": can_receive_return,
        "withdraw": can_withdraw_return,
    }
    act_targets: ClassVar[dict[str, str]] = {
        "approve": ReturnStatus.APPROVED,
        "decline": ReturnStatus.DECLINED,
        "receive": ReturnStatus.RECEIVED,
        "withdraw": ReturnStatus.WITHDRAWN,
    }

    def refine(self, rows: Any) -> Any:
        return rows.select_related("order").prefetch_related("lines__line")

    @extend_schema(summary="Returns", tags=TAGS)
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One return", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Allow a return",
        tags=TAGS,
        request=wishes.ReturnAnswerSerializer,
        examples=[OpenApiExample("Where to", request_only=True, value={"answer": "Send it to the lab, please."})],
    )
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        row, data = self.get_object(), self.checked(wishes.ReturnAnswerSerializer)
        return self.answered(returning.approve_return(row, by=request.user, **data))

    @extend_schema(
        summary="Decline a return",
        tags=TAGS,
        request=wishes.DeclineSerializer,
        examples=[OpenApiExample("Made for you", request_only=True, value={"answer": "It was made to your measure."})],
    )
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        row, data = self.get_object(), self.checked(wishes.DeclineSerializer)
        return self.answered(returning.decline_return(row, by=request.user, **data))

    @extend_schema(summary="Keep it after all", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        return self.answered(returning.withdraw_return(self.get_object(), by=request.user))

    @extend_schema(
        summary="It came back",
        tags=TAGS,
        request=wishes.ArrivedSerializer,
        examples=[OpenApiExample("All to the shelf", request_only=True, value={})],
    )
    @action(detail=True, methods=["post"])
    def receive(self, request: Request, pk: str) -> Response:
        """The pieces go back to the shelf, each once; the money is given back by the order's refund."""
        row, data = self.get_object(), self.checked(wishes.ArrivedSerializer)
        wished = data["restock"]
        restock = None if wished is None else {piece["line"]: piece["quantity"] for piece in wished}
        return self.answered(returning.receive_return(row, by=request.user, restock=restock))

    def checked(self, shape: Any) -> dict[str, Any]:
        form = shape(data=self.request.data)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = dict(form.validated_data)
        return data

    def answered(self, row: Return) -> Response:
        fresh = self.refine(Return.objects.all()).get(pk=row.pk)
        return Response(self.get_serializer(fresh).data)
