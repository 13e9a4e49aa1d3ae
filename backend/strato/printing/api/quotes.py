"""The doors of quotes."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.policy import Policy
from strato.core.api.views import ScopedViewSet
from strato.core.policies import anyone
from strato.printing.api.quote_shapes import QuoteListSerializer, QuoteSerializer, WishSerializer
from strato.printing.errors import GuestKeyNeeded
from strato.printing.models import Offer, Quote
from strato.printing.services import quotes

TAGS = ["quotes"]
EXAMPLE_ID = "01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42"


class QuoteViewSet(ScopedViewSet):
    """Quotes: one question to every lab, answered at once and frozen until it expires. Open to guests with their key."""

    model = Quote
    serializer_class = QuoteSerializer
    filterset_fields = ("model", "material")
    ordering_fields = ("created_at", "expires_at")
    policy: ClassVar[dict[str, Policy]] = {"list": anyone, "retrieve": anyone, "create": anyone}

    def refine(self, rows: Any) -> Any:
        rows = rows.select_related("model", "material").defer("model__metrics", "model__report")
        if self.action == "list":
            return rows
        return rows.prefetch_related(Prefetch("offers", Offer.objects.select_related("lab", "printer")))

    @extend_schema(summary="My quotes", tags=TAGS, responses=QuoteListSerializer(many=True))
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        context = self.get_serializer_context()
        return self.get_paginated_response(QuoteListSerializer(page, many=True, context=context).data)

    @extend_schema(summary="One quote with every lab's offer", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Ask every lab for a price",
        tags=TAGS,
        request=WishSerializer,
        responses={201: QuoteSerializer},
        examples=[
            OpenApiExample(
                "Ten gears in white PETG",
                request_only=True,
                value={
                    "model": EXAMPLE_ID,
                    "material": EXAMPLE_ID,
                    "color_hex": "#ffffff",
                    "layer_height_mm": 0.2,
                    "infill_percent": 20,
                    "quantity": 10,
                },
            )
        ],
    )
    def create(self, request: Request) -> Response:
        if not request.user.is_authenticated and not getattr(request.user, "guest_key", ""):
            raise GuestKeyNeeded
        form = WishSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        quote = quotes.ask_labs(quotes.Wish(**form.validated_data), by=request.user)
        return Response(self.get_serializer(quote).data, status=201)
