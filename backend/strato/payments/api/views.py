"""The doors of payments."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.idempotency import HEADER, idempotent
from strato.core.api.jobs import JobSerializer
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.policies import anyone, is_admin, signed_in
from strato.payments import services
from strato.payments.api import serializers as shapes
from strato.payments.gateways import gateway
from strato.payments.models import Payment, Reconciliation
from strato.payments.states import PaymentStatus
from strato.payments.tasks import ask_for_comparison

TAGS = ["payments"]
SIGNATURE = OpenApiParameter("Stripe-Signature", str, OpenApiParameter.HEADER, required=True)
A_REASON = OpenApiExample("Why", request_only=True, value={"reason": "The customer is a friend of the house."})


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
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "retrieve": signed_in,
        "settle": signed_in,
        "accept": is_admin,
        "refuse": is_admin,
    }
    act_targets: ClassVar[dict[str, str]] = {"refuse": PaymentStatus.REFUSED}
    act_conditions: ClassVar[dict[str, Any]] = {
        "settle": lambda payment: payment.status == PaymentStatus.OPEN,
        "accept": lambda payment: payment.status == PaymentStatus.REVIEW and payment.received > 0,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"settle": {503}, "refuse": {503}}

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

    @extend_schema(
        summary="Take what came for the order",
        description="For a payment in `review`: the order counts as paid; what is missing is waived, what is too much goes back.",
        tags=TAGS,
        request=shapes.DecisionSerializer,
        parameters=[HEADER],
        examples=[A_REASON],
    )
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        return self.decide(request, services.accept_payment, self.get_object())

    @extend_schema(
        summary="Give back what came",
        description="For a payment in `review`: all of it goes back, in the currency in which it came.",
        tags=TAGS,
        request=shapes.DecisionSerializer,
        parameters=[HEADER],
        examples=[A_REASON],
    )
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        payment = self.get_object()
        return self.decide(request, partial(services.refuse_payment, came=services.what_came(payment)), payment)

    # Read by StratoSchema: whether somebody may do it, and what came, is asked before and outside of the act.
    accept.is_idempotent = refuse.is_idempotent = True  # type: ignore[attr-defined]

    @idempotent
    def decide(self, request: Request, act: Callable[..., Payment], payment: Payment) -> Response:
        form = shapes.DecisionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return Response(self.get_serializer(act(payment, by=request.user, **form.validated_data)).data)


class ReconciliationViewSet(ScopedViewSet):
    """How well our books agree with the payment service's."""

    model = Reconciliation
    serializer_class = shapes.ReconciliationSerializer
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {"list": is_admin, "create": is_admin}

    @extend_schema(summary="Comparisons with the payment service, newest first", tags=TAGS)
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        summary="Compare the books now",
        description="In the background: the answer is the job, to be followed as `job:<id>`. One that runs already is given.",
        tags=TAGS,
        request=None,
        responses={202: JobSerializer},
    )
    def create(self, request: Request) -> Response:
        return Response(JobSerializer(ask_for_comparison(by=request.user)).data, status=202)
