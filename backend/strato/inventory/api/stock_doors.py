"""What the doors of the stock share."""

from typing import Any

from drf_spectacular.utils import OpenApiExample
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.views import ScopedViewSet
from strato.core.errors import Forbidden
from strato.inventory import policies

TAGS = ["inventory"]
A_LAB = "01890000-0000-7000-8000-000000000001"
AN_ITEM = "01890000-0000-7000-8000-000000000003"
A_SHELF = "01890000-0000-7000-8000-000000000004"


def example(title: str, /, **value: Any) -> list[OpenApiExample]:
    return [OpenApiExample(title, request_only=True, value=value)]


class StockViewSet(ScopedViewSet):
    """Lists and rows of the ledger."""

    def read(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def form(self, shape: type[Any], request: Request, *, partial: bool = False) -> dict[str, Any]:
        form = shape(data=request.data, partial=partial, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def may_keep(self, request: Request, row: Any) -> None:
        """For what is not in the table yet: its lab decides."""
        if not policies.can_keep_stock(request.user, row):
            raise Forbidden

    def answer(self, row: Any, status: int = 200) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(pk=row.pk)).data, status=status)
