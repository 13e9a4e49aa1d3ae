"""The doors of payments."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.policies import anyone, is_admin, signed_in
from strato.payments import services
from strato.payments.api import serializers as shapes
from strato.payments.gateways import gateway
from strato.payments.models import Payment, Reconciliation

TAGS = ["payments"]
SIGNATURE = OpenApiParameter("Stripe-Signature", str, OpenApiParameter.HEADER, required=True)


class RawParser(BaseParser):
    """The body as it came: a signature covers bytes, not their meaning."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream.read()


class WebhookView(PolicyView):
    """Where the payment service tells what happened."""

    policy = {"post": anyone}
    authentication_classes = ()
    throttle_classes = ()
    parser_classes = (RawParser,)

    @extend_schema(
        operation_id="payments_webhook",
        summary="Receive an event of the payment service",
        tags=TAGS,
        parameters=[SIGNATURE],
        request={"application/json": {"type": "object"}},
        responses={200: None},
    )
    def post(self, request: Request) -> Response:
        body: Any = request.data or b""  # an empty body is never parsed
        services.receive_event(gateway().read_event(body, request.headers.get("Stripe-Signature", "")))
        return Response(status=200)


class PaymentViewSet(ScopedViewSet):
    """Payments of one's own orders; an admin sees all."""

    model = Payment
    serializer_class = shapes.PaymentSerializer
    filterset_fields = ("payable", "status", "currency")
    ordering_fields = ("created_at", "amount")
    policy = {"list": signed_in, "retrieve": signed_in, "settle": signed_in}
    problem_statuses = {"settle": {503}}

    def refine(self, rows: Any) -> Any:
        return rows.select_related("payable").prefetch_related("refunds")

    @extend_schema(summary="List payments", tags=TAGS)
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One payment", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Ask the payment service what became of a payment",
        description="For the page that people return to: the answer is true even when the webhook is still on its way.",
        tags=TAGS,
        request=None,
    )
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, pk: str) -> Response:
        payment = services.settle(self.get_object(), source="page")
        return Response(self.get_serializer(payment).data)


class ReconciliationViewSet(ScopedViewSet):
    """How well our books agree with the payment service's."""

    model = Reconciliation
    serializer_class = shapes.ReconciliationSerializer
    filter_backends = ()
    policy = {"list": is_admin}

    @extend_schema(summary="Comparisons with the payment service, newest first", tags=TAGS)
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
