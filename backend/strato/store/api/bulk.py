"""The doors of changing prices and stock of many products at once."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.api.idempotency import idempotent
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyViewSet
from strato.core.errors import Forbidden, Invalid
from strato.core.money import MAX_AMOUNT, Money
from strato.inventory.models import WHOLE
from strato.store import policies
from strato.store.api.serializers import PricesField
from strato.store.errors import SeveralLabs
from strato.store.listings.shelf import with_pieces
from strato.store.models import Variant
from strato.store.repricing import PriceRule, Rounding, repriced
from strato.store.services.bulk import Figures, FiguresChange, change_figures, figures_of

TAGS = ["store"]
MOST_PRODUCTS, MOST_VARIANTS, MOST_PIECES = 200, 2000, 1_000_000
EXAMPLE = OpenApiExample(
    "Ten percent more, ending in .99",
    request_only=True,
    value={
        "products": ["01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42"],
        "price": {"basis_points": 1000, "rounding": "ending_99"},
    },
)


class PriceRuleSerializer(serializers.Serializer[Any]):
    """A share or a sum more (or less), then a rounding."""

    basis_points = serializers.IntegerField(min_value=-9999, max_value=100_000, required=False)
    amount = serializers.IntegerField(
        min_value=-MAX_AMOUNT, max_value=MAX_AMOUNT, required=False, help_text="Minor units of the lab's currency"
    )
    rounding = serializers.ChoiceField(choices=[rounding.value for rounding in Rounding], required=False)


class StockRuleSerializer(serializers.Serializer[Any]):
    """So many pieces, or so many more (or less)."""

    to = serializers.IntegerField(min_value=0, max_value=MOST_PIECES, required=False)
    add = serializers.IntegerField(min_value=-MOST_PIECES, max_value=MOST_PIECES, required=False)


class BulkWishSerializer(serializers.Serializer[Any]):
    """What is to become of the variants of these products."""

    products = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_PRODUCTS)
    price = PriceRuleSerializer(required=False)
    stock = StockRuleSerializer(required=False)


class FiguresSerializer(serializers.Serializer[Any]):
    """What is not meant is left out."""

    amount = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, required=False)
    prices = PricesField(required=False)
    pieces = serializers.IntegerField(min_value=0, max_value=MOST_PIECES, required=False)


class FiguresChangeSerializer(serializers.Serializer[Any]):
    """One variant from the figures that were seen to others."""

    variant = serializers.UUIDField()
    before = FiguresSerializer()
    after = FiguresSerializer()


class BulkPreviewSerializer(FiguresChangeSerializer):
    """What would change, ready to be sent to `bulk-edit`; ``problem`` names what stands against it."""

    product = serializers.CharField(help_text="Its name")
    sku = serializers.CharField()
    title = serializers.CharField()
    currency = serializers.CharField()
    problem = serializers.CharField(
        allow_null=True, help_text="`price_invalid`, `stock_promised` or `stock_below_zero`"
    )


class BulkEditSerializer(serializers.Serializer[Any]):
    changes = serializers.ListField(child=FiguresChangeSerializer(), min_length=1, max_length=MOST_VARIANTS)


class BulkViewSet(PolicyViewSet):
    """Prices and stock of many, in one act."""

    policy: ClassVar[dict[str, Policy]] = {"preview": policies.can_sell, "edit": policies.can_sell}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"preview": {400}, "edit": {400, 409}}

    @extend_schema(
        summary="See new prices and stock of many",
        description="Nothing is changed. Prices in other currencies follow a share, not a sum.",
        tags=TAGS,
        request=BulkWishSerializer,
        responses=BulkPreviewSerializer(many=True),
        examples=[EXAMPLE],
    )
    @action(detail=False, methods=["post"], url_path="bulk-preview")
    def preview(self, request: Request) -> Response:
        asked = checked(BulkWishSerializer, request)
        rows = variants_for(request, product__in=asked["products"])
        now = figures_of(rows)
        changes = [previewed(row, now[row.pk], asked) for row in rows]
        return Response([change for change in changes if change["before"] or change["problem"]])

    @extend_schema(
        summary="Change prices and stock of many",
        description="All or none. Refused with `changed_meanwhile` (409) when one is not as `before` says; "
        "swap `before` and `after` to take it back.",
        tags=TAGS,
        request=BulkEditSerializer,
        responses={200: BulkEditSerializer},
    )
    @action(detail=False, methods=["post"], url_path="bulk-edit")
    @idempotent
    def edit(self, request: Request) -> Response:
        changes = checked(BulkEditSerializer, request)["changes"]
        ids = [change["variant"] for change in changes]
        if len(set(ids)) < len(ids) or len(variants_for(request, pk__in=ids)) < len(ids):
            raise Invalid(fields={"changes": ["Name each variant once, and only those that are there."]})
        wanted = [
            FiguresChange(change["variant"], Figures(**change["before"]), Figures(**change["after"]))
            for change in changes
        ]
        change_figures(wanted, by=request.user)
        return Response({"changes": changes})


def checked(shape: Any, request: Request) -> dict[str, Any]:
    form = shape(data=request.data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


def variants_for(request: Request, **which: Any) -> list[Variant]:
    """These variants of one lab for which the person sells."""
    rows = with_pieces(Variant.objects.visible_to(request.user).filter(**which))
    found: list[Variant] = list(
        rows.select_related("product__lab").order_by("product__name", "product", "position", "id")[: MOST_VARIANTS + 1]
    )
    labs = {row.product.lab_id: row.product for row in found}
    if not all(policies.can_sell(request.user, product) for product in labs.values()):
        raise Forbidden
    if len(labs) > 1:
        raise SeveralLabs
    if len(found) > MOST_VARIANTS:
        raise Invalid(fields={"products": [f"These are more than {MOST_VARIANTS} variants."]})
    return found


def previewed(row: Any, now: Figures, asked: dict[str, Any]) -> dict[str, Any]:
    """What would become of one variant; no figures where nothing changes."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    problem = None
    own = row.product.lab.currency
    if rule := price_rule(asked.get("price")):
        amount = repriced(Money(row.amount, own), rule).amount
        shares = PriceRule(basis_points=rule.basis_points, rounding=rule.rounding)
        had = dict(now.prices or {})
        prices = {code: repriced(Money(minor, code), shares).amount for code, minor in had.items()}
        if not all(0 <= minor <= MAX_AMOUNT for minor in (amount, *prices.values())):
            problem = "price_invalid"
        if amount != row.amount:
            before["amount"], after["amount"] = row.amount, amount
        if rule.basis_points and prices != had:
            before["prices"], after["prices"] = had, prices
    if (pieces := pieces_wanted(now.pieces, asked.get("stock"))) is not None and pieces != now.pieces:
        before["pieces"], after["pieces"] = now.pieces, max(pieces, 0)
        problem = problem or stock_problem(pieces, -(-row.reserved // WHOLE))
    named = {"variant": str(row.pk), "product": row.product.name, "sku": row.sku, "title": row.title, "currency": own}
    return {**named, "before": before, "after": {} if problem == "price_invalid" else after, "problem": problem}


def price_rule(asked: dict[str, Any] | None) -> PriceRule | None:
    if not asked:
        return None
    return PriceRule(**{**asked, "rounding": Rounding(asked.get("rounding", Rounding.CENT))})


def pieces_wanted(now: int | None, asked: dict[str, Any] | None) -> int | None:
    """None for what is made to order, or when no stock is meant."""
    if now is None or not asked:
        return None
    return int(asked["to"]) if "to" in asked else now + int(asked.get("add", 0))


def stock_problem(pieces: int, reserved: int) -> str | None:
    if pieces < 0 or pieces > MOST_PIECES:
        return "stock_below_zero"
    return "stock_promised" if pieces < reserved else None
