"""The doors of orders."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.idempotency import HEADER, idempotent
from strato.core.api.languages import LANGUAGE, languages_of
from strato.core.api.pagination import KeysetPagination
from strato.core.api.policy import Policy
from strato.core.api.sheets import AS, TABLES, form_of, table
from strato.core.api.views import ScopedViewSet
from strato.core.errors import DomainError, Forbidden
from strato.core.policies import is_admin, signed_in
from strato.orders.api import order_shapes as shapes
from strato.orders.api import order_wishes as wishes
from strato.orders.api.filters import OrderFilter
from strato.orders.api.papers import OrderPapers, parcel_of
from strato.orders.api.sum_shapes import OrderListSerializer
from strato.orders.models import Order
from strato.orders.policies import MAKERS, can_cancel, can_deliver, can_make, can_pay, can_refund, own_labs, sees_all_of
from strato.orders.reports.exports import COLUMNS, rows_of
from strato.orders.reports.history import history_of
from strato.orders.services import ending, fulfilling, paying, placing, refunding, returning
from strato.orders.services.fulfilling import Parcel
from strato.orders.services.placing import Wish
from strato.orders.services.refunding import REFUNDABLE, Piece
from strato.orders.states import OrderStatus as S
from strato.payments import services as payments
from strato.payments.models import Payment

TAGS = ["orders"]
EXAMPLE_ID = "01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42"
ADDRESS = {
    "name": "Alice Example",
    "street": "Lindenstr. 12",
    "postal_code": "10969",
    "city": "Berlin",
    "country": "DE",
}


def sent(name: str, **value: Any) -> list[OpenApiExample]:
    """One example of a request."""
    return [OpenApiExample(name, request_only=True, value=value)]


class OrderViewSet(OrderPapers, ScopedViewSet):
    """Orders: seen by the customer, by the labs that make their lines (those lines alone), and by admins."""

    model = Order
    serializer_class = shapes.OrderSerializer
    pagination_class = KeysetPagination
    filterset_class = OrderFilter
    search_fields = ("number", "email", "customer__name", "coupon_code", "stripe_session_id")
    ordering_fields = ("id", "paid_at", "total_amount", "status_changed_at")
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "retrieve": signed_in,
        "create": signed_in,
        "export": signed_in,
        "history": signed_in,
        "invoice": can_cancel,
        "document": can_cancel,
        "checkout": can_pay,
        "cancel": can_cancel,
        "step": can_make,
        "bulk_step": is_admin,
        "ship": can_make,
        "packing_slip": can_make,
        "deliver": can_deliver,
        "refund": can_refund,
        "note": can_make,
        "ask_return": can_pay,
    }
    act_targets: ClassVar[dict[str, str]] = {"cancel": S.CANCELLED}
    act_conditions: ClassVar[dict[str, Any]] = {
        "export": lambda order: False,
        "history": lambda order: False,
        "document": lambda order: False,
        "bulk_step": lambda order: False,
        "invoice": lambda order: order.paid_at is not None,
        "checkout": lambda order: order.status == S.PENDING and order.expires_at > timezone.now(),
        "step": lambda order: order.status in (S.PAID, S.IN_PRODUCTION, S.SHIPPED),
        "ship": lambda order: order.status in (S.PAID, S.IN_PRODUCTION),
        "deliver": lambda order: order.status in (S.PAID, S.IN_PRODUCTION, S.SHIPPED),
        "packing_slip": lambda order: order.status in (S.PAID, S.IN_PRODUCTION, S.SHIPPED, S.DELIVERED),
        "refund": lambda order: order.status in REFUNDABLE and order.total_amount > 0,
        "ask_return": lambda order: order.status in (S.SHIPPED, S.DELIVERED),
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {
        "create": {404},
        "export": {400},
        "checkout": {402},
        "packing_slip": {400},
    }

    def refine(self, rows: Any) -> Any:
        if self.action == "list":
            return rows.select_related("customer").prefetch_related("lines")
        return rows if self.action == "export" else rows.with_parts()

    @extend_schema(summary="Orders", tags=TAGS, responses=OrderListSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Mine, those of my labs, for admins all. Newest first."""
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        context = self.get_serializer_context()
        return self.get_paginated_response(OrderListSerializer(page, many=True, context=context).data)

    @extend_schema(summary="One order", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Order what is in my cart",
        tags=TAGS,
        parameters=[LANGUAGE],
        request=wishes.NewOrderSerializer,
        responses={201: shapes.OrderSerializer},
        examples=sent(
            "To Berlin",
            expected_total={"amount": 4290, "currency": "EUR"},
            shipping_method=EXAMPLE_ID,
            shipping_address=ADDRESS,
        ),
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """`cart_changed` (409) when the total is not what was expected: show the cart again. Stock is held until `expires_at`."""
        data = self.checked(wishes.NewOrderSerializer)
        wish = Wish(**data, readers=tuple(languages_of(request)))
        return self.answered(placing.place_order(wish, by=request.user), code=201)

    @extend_schema(
        summary="Pay",
        tags=TAGS,
        request=None,
        responses=shapes.CheckoutSerializer,
        parameters=[HEADER],
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def checkout(self, request: Request, pk: str) -> Response:
        """The hosted page on which this order is paid; one is open at a time."""
        opened = self.open_checkout(request, pk)
        payment = payments.start_session(Payment.objects.get(pk=opened.data["payment"]))
        return Response(shapes.CheckoutSerializer(payment).data, headers=dict(opened.headers))

    checkout.is_idempotent = True  # type: ignore[attr-defined]  # read by StratoSchema: the rows are written once, below

    @idempotent
    def open_checkout(self, request: Request, pk: str) -> Response:
        """The rows of the try, once for each key; the gateway is called outside of their transaction."""
        payment = paying.open_checkout(self.get_object(), by=request.user)
        return Response({"payment": str(payment.pk)})

    @extend_schema(
        summary="Call an order off",
        tags=TAGS,
        request=wishes.CallOffSerializer,
        examples=sent("Changed plans", reason="I found one at home."),
    )
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Only before it is paid."""
        order, data = self.get_object(), self.checked(wishes.CallOffSerializer)
        return self.answered(ending.cancel_order(order, by=request.user, **data))

    @extend_schema(
        summary="Give money back",
        tags=TAGS,
        request=wishes.NewRefundSerializer,
        examples=sent("One of two pieces", pieces=[{"line": EXAMPLE_ID, "quantity": 1}], restock=True, reason="Broken"),
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def refund(self, request: Request, pk: str) -> Response:
        """`refund_too_large` (409) when less is left, refunds on their way included."""
        order, data = self.get_object(), self.checked(wishes.NewRefundSerializer)
        refunding.refund_order(order, by=request.user, **data | {"pieces": pieces(data["pieces"])})
        return self.answered(order)

    @extend_schema(
        summary="Send a parcel",
        tags=TAGS,
        request=wishes.NewShipmentSerializer,
        responses={201: shapes.OrderSerializer},
        examples=sent("All that is left", carrier="DHL", tracking="00340434161094021501"),
    )
    @action(detail=True, methods=["post"])
    @idempotent
    def ship(self, request: Request, pk: str) -> Response:
        order, data = self.get_object(), self.checked(wishes.NewShipmentSerializer)
        packed = pieces(data.pop("pieces"))
        labs = own_labs(request.user, *MAKERS)
        fulfilling.ship_order(order, by=request.user, pieces=packed, parcel=Parcel(**data), labs=labs)
        return self.answered(order, code=201)

    @extend_schema(
        summary="It was delivered",
        tags=TAGS,
        request=wishes.DeliverSerializer,
        examples=sent("Handed over", reason="Picked up at the lab"),
    )
    @action(detail=True, methods=["post"])
    def deliver(self, request: Request, pk: str) -> Response:
        """One parcel, or all of it."""
        order, data = self.get_object(), self.checked(wishes.DeliverSerializer)
        shipment = parcel_of(order, data.pop("shipment"))
        labs = own_labs(request.user, *MAKERS)
        return self.answered(fulfilling.deliver_order(order, by=request.user, shipment=shipment, labs=labs, **data))

    @extend_schema(
        summary="Set the status",
        tags=TAGS,
        request=wishes.StepSerializer,
        examples=sent("Being made", status="in_production"),
    )
    @action(detail=True, methods=["post"], url_path="status")
    def step(self, request: Request, pk: str) -> Response:
        """What belongs to the status happens with it: `shipped` packs all that is left, `cancelled` frees the stock."""
        order, data = self.get_object(), self.checked(wishes.StepSerializer)
        take_step(order, data["status"], reason=data["reason"], by=request.user)
        return self.answered(order)

    @extend_schema(
        summary="Set the status of many",
        tags=TAGS,
        request=wishes.BulkStepSerializer,
        responses=shapes.BulkOutcomeSerializer(many=True),
        examples=sent("Two are being made", status="in_production", orders=[EXAMPLE_ID, EXAMPLE_ID]),
        filters=False,
    )
    @action(detail=False, methods=["post"], url_path="bulk-status", pagination_class=None, filter_backends=[])
    def bulk_step(self, request: Request) -> Response:
        """Each by itself: what is refused says why and holds nothing up."""
        data = self.checked(wishes.BulkStepSerializer)
        rows = {row.pk: row for row in self.get_queryset().filter(pk__in=data["orders"])}
        outcomes = [outcome_of(pk, rows.get(pk), data, by=request.user) for pk in dict.fromkeys(data["orders"])]
        return Response(shapes.BulkOutcomeSerializer(outcomes, many=True).data)

    @extend_schema(
        summary="What has happened to an order",
        tags=TAGS,
        responses=shapes.HappeningSerializer(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None, filter_backends=[])
    def history(self, request: Request, pk: str) -> Response:
        order = self.get_object()
        found = history_of(order, is_whole=sees_all_of(request.user, order))
        return Response(shapes.HappeningSerializer(found, many=True).data)

    @extend_schema(
        summary="A note for the staff",
        tags=TAGS,
        request=wishes.NoteSerializer,
        examples=sent("A note", text="Customer calls on Monday."),
    )
    @action(detail=True, methods=["post"])
    def note(self, request: Request, pk: str) -> Response:
        """The customer does not see it; writing one says that somebody looked at what needed a person."""
        order, data = self.get_object(), self.checked(wishes.NoteSerializer)
        return self.answered(fulfilling.note_for_staff(order, by=request.user, **data))

    @extend_schema(
        summary="Ask for a return",
        tags=TAGS,
        request=wishes.NewReturnSerializer,
        responses={201: shapes.OrderSerializer},
        examples=sent("Too small", pieces=[{"line": EXAMPLE_ID, "quantity": 1}], reason="It is too small."),
    )
    @action(detail=True, methods=["post"], url_path="returns")
    def ask_return(self, request: Request, pk: str) -> Response:
        order, data = self.get_object(), self.checked(wishes.NewReturnSerializer)
        returning.request_return(order, by=request.user, pieces=pieces(data["pieces"]), reason=data["reason"])
        return self.answered(order, code=201)

    @extend_schema(
        summary="Orders as a table",
        description="The filtered list, one row a line, streamed as CSV or sent as XLSX.",
        tags=TAGS,
        parameters=[AS],
        responses=TABLES,
    )
    @action(detail=False, pagination_class=None)
    def export(self, request: Request) -> Any:
        form = form_of(request)
        orders = self.filter_queryset(self.get_queryset())
        return table("Orders", COLUMNS, rows_of(orders, request.user), form)

    def checked(self, shape: Any) -> dict[str, Any]:
        form = shape(data=self.request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = dict(form.validated_data)
        return data

    def answered(self, order: Order, *, code: int = 200) -> Response:
        """The order as it is after the act, read anew with all its parts."""
        fresh = Order.objects.with_parts().get(pk=order.pk)
        return Response(self.get_serializer(fresh).data, status=code)


def pieces(found: Any) -> list[Piece]:
    return [Piece(**piece) for piece in found]


def take_step(order: Order, to: str, *, reason: str, by: Any) -> None:
    """One status set by hand, through the act that belongs to it; only those who see all of an order end it for all."""
    if to == S.CANCELLED:
        if not can_cancel(by, order):
            raise Forbidden
        ending.cancel_order(order, by=by, reason=reason)
    elif to == S.IN_PRODUCTION:
        fulfilling.start_production(order, by=by, reason=reason)
    elif to == S.SHIPPED:
        fulfilling.ship_order(order, by=by, labs=own_labs(by, *MAKERS))
    else:
        fulfilling.deliver_order(order, by=by, labs=own_labs(by, *MAKERS), reason=reason)


def outcome_of(pk: Any, order: Order | None, data: dict[str, Any], *, by: Any) -> dict[str, Any]:
    """What became of one of many."""
    if order is None:
        return {"id": pk, "number": "", "status": "", "code": "not_found"}
    try:
        take_step(order, data["status"], reason=data["reason"], by=by)
    except DomainError as refused:
        return {"id": pk, "number": order.number, "status": order.status, "code": refused.code}
    return {"id": pk, "number": order.number, "status": Order.objects.get(pk=pk).status, "code": ""}
