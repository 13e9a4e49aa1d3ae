"""The doors of the cart. Every answer is the whole cart at the prices of now."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.languages import LANGUAGE, InReadersLanguage
from strato.core.api.policy import Policy
from strato.core.api.throttles import CouponThrottle, UserThrottle
from strato.core.api.views import PolicyView
from strato.core.errors import Missing
from strato.core.policies import anyone
from strato.orders.api import cart_shapes as shapes
from strato.orders.errors import CartKeyMissing
from strato.orders.models import Cart, CartLine
from strato.orders.reports.carts import price_cart
from strato.orders.services import carts
from strato.orders.services.carts import Pick

TAGS = ["cart"]
F = TypeVar("F", bound=Callable[..., Any])
EXAMPLE_ID = "01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42"
WHERE = [
    OpenApiParameter("country", str, description="Where it would go, ISO 3166-1: decides tax and shipping"),
    OpenApiParameter("shipping_method", {"type": "string", "format": "uuid"}, description="How it would go"),
    LANGUAGE,
]
PICK = {"kind": "product", "ref": EXAMPLE_ID, "quantity": 2}


def described(
    summary: str, request: Any = None, example: dict[str, Any] | None = None, code: int = 200
) -> Callable[[F], F]:
    """The description that all acts of the cart share."""
    examples = [OpenApiExample(summary, request_only=True, value=example)] if example else []
    return extend_schema(
        summary=summary,
        tags=TAGS,
        parameters=WHERE,
        request=request,
        responses={code: shapes.CartSerializer},
        examples=examples,
    )


class CartDoor(InReadersLanguage, PolicyView):
    """One's own cart: by account, or by the guest's key."""

    def answered(self, *, code: int = 200) -> Response:
        form = shapes.WhereSerializer(data=self.request.query_params.dict())
        form.is_valid(raise_exception=True)
        where = form.validated_data
        user = self.request.user
        priced = price_cart(
            carts.cart_of(user),
            user=user,
            country=where["country"].upper(),
            method_id=where["shipping_method"],
            readers=self.readers,
        )
        return Response(shapes.CartSerializer(priced).data, status=code)

    def checked(self, shape: Any) -> dict[str, Any]:
        """What was sent, by somebody who can have a cart."""
        if not self.request.user.is_authenticated and not getattr(self.request.user, "guest_key", ""):
            raise CartKeyMissing
        form = shape(data=self.request.data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def line(self, pk: UUID) -> CartLine:
        mine = Cart.objects.visible_to(self.request.user)
        line = CartLine.objects.select_related("cart").filter(cart__in=mine, pk=pk).first()
        if line is None:
            raise Missing
        return line


class CartView(CartDoor):
    policy: ClassVar[dict[str, Policy]] = {"get": anyone, "put": anyone, "delete": anyone}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400}, "put": {404}}

    @described("My cart")
    def get(self, request: Request) -> Response:
        return self.answered()

    @described("Fill my cart anew", shapes.FillSerializer, {"items": [PICK]})
    def put(self, request: Request) -> Response:
        """Exactly these things: how a cleared cart comes back."""
        picks = [Pick(**item) for item in self.checked(shapes.FillSerializer)["items"]]
        carts.fill_cart(picks, by=request.user)
        return self.answered()

    @described("Clear my cart")
    def delete(self, request: Request) -> Response:
        if carts.cart_of(request.user) is not None:
            carts.clear_cart(by=request.user)
        return self.answered()


class CartItemsView(CartDoor):
    policy: ClassVar[dict[str, Policy]] = {"post": anyone}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"post": {404}}

    @described("Put something into my cart", shapes.PickSerializer, PICK, 201)
    def post(self, request: Request) -> Response:
        carts.add_to_cart(Pick(**self.checked(shapes.PickSerializer)), by=request.user)
        return self.answered(code=201)


class CartItemView(CartDoor):
    policy: ClassVar[dict[str, Policy]] = {"patch": anyone, "delete": anyone}

    @described("Change how many", shapes.QuantitySerializer, {"quantity": 3})
    def patch(self, request: Request, pk: UUID) -> Response:
        line = self.line(pk)
        carts.change_quantity(line, by=request.user, **self.checked(shapes.QuantitySerializer))
        return self.answered()

    @described("Take something out of my cart")
    def delete(self, request: Request, pk: UUID) -> Response:
        carts.remove_from_cart(self.line(pk), by=request.user)
        return self.answered()


class CartCouponView(CartDoor):
    policy: ClassVar[dict[str, Policy]] = {"post": anyone, "delete": anyone}

    def get_throttles(self) -> list[Any]:
        return [CouponThrottle(), UserThrottle()] if self.request.method == "POST" else super().get_throttles()

    @described("Use a coupon", shapes.CodeSerializer, {"code": "SPRING"})
    def post(self, request: Request) -> Response:
        carts.apply_coupon(by=request.user, **self.checked(shapes.CodeSerializer))
        return self.answered()

    @described("Use no coupon")
    def delete(self, request: Request) -> Response:
        if carts.cart_of(request.user) is not None:
            carts.remove_coupon(by=request.user)
        return self.answered()


class CartCurrencyView(CartDoor):
    policy: ClassVar[dict[str, Policy]] = {"put": anyone}

    @described("Show prices in another currency", shapes.CurrencySerializer, {"currency": "USD"})
    def put(self, request: Request) -> Response:
        carts.choose_currency(by=request.user, **self.checked(shapes.CurrencySerializer))
        return self.answered()
