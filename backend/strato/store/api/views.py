"""The doors of the catalog: categories, products, variants, pictures."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core import exchange
from strato.core.api import serializers
from strato.core.api.etags import Versioned, if_match
from strato.core.api.filters import StrictFilterBackend
from strato.core.api.languages import LANGUAGE, InReadersLanguage
from strato.core.api.pagination import PagePagination
from strato.core.api.policy import Policy
from strato.core.api.views import ScopedViewSet
from strato.core.errors import Forbidden
from strato.core.money import CURRENCIES
from strato.core.policies import anyone, is_admin, signed_in
from strato.inventory import reports as stock
from strato.inventory.models import WHOLE
from strato.store import policies, reports, services
from strato.store.api import serializers as shapes
from strato.store.api.cards import cards
from strato.store.api.filters import ProductFilter, ProductOrdering
from strato.store.models import Category, Product, ProductImage, Review, Variant, Wish
from strato.store.services.reviews import purchase_of

TAGS = ["store"]
CURRENCY_OF_FACETS = OpenApiParameter(
    "currency", str, enum=CURRENCIES, description=f"Of the prices; {exchange.BASE} when there is none"
)
CURRENCY = OpenApiParameter("currency", str, enum=CURRENCIES, description="Show prices in it; default: the lab's own")
EXAMPLE = OpenApiExample(
    "A mug in two colors",
    request_only=True,
    value={
        "lab": "01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42",
        "name": "Layer mug",
        "summary": "Printed upright, glazed inside.",
        "variants": [
            {"sku": "MUG-B", "options": {"Color": "Black"}, "amount": 1850, "weight_mg": 320000},
            {"sku": "MUG-W", "options": {"Color": "White"}, "amount": 1850, "weight_mg": 320000},
        ],
    },
)


def currency_of(request: Request) -> str:
    """The currency that the query asks for, "" when it asks for none. 400 when it is none that we know."""
    asked = request.query_params.get("currency")
    if asked is None:
        return ""
    try:
        return str(serializers.ChoiceField(CURRENCIES).run_validation(asked))
    except ValidationError as error:
        raise ValidationError({"currency": error.detail}) from error


class CategoryViewSet(InReadersLanguage, ScopedViewSet):
    """The tree of categories: public to read, kept by admins."""

    model = Category
    serializer_class = shapes.CategorySerializer
    policy: ClassVar[dict[str, Policy]] = {
        "list": anyone,
        "create": is_admin,
        "partial_update": is_admin,
        "destroy": is_admin,
    }
    pagination_class = None
    filter_backends = ()
    problem_statuses: ClassVar[dict[str, set[int]]] = {"destroy": {409}, "partial_update": {409}}

    def shown(self, rows: Any, *, many: bool) -> Any:
        above = dict(Category.objects.values_list("path", "pk"))
        return shapes.CategorySerializer(rows, many=many, context={"ids_by_path": above, "readers": self.readers}).data

    @extend_schema(
        summary="The tree of categories",
        description="In the tree's order, each with its depth.",
        tags=TAGS,
        parameters=[LANGUAGE],
    )
    def list(self, request: Request) -> Response:
        return Response(self.shown(list(self.get_queryset().order_by("path")), many=True))

    @extend_schema(summary="Add a category", tags=TAGS, responses={201: shapes.CategorySerializer})
    def create(self, request: Request) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.add_category(by=request.user, **form.validated_data)
        return Response(self.shown(made, many=False), status=201)

    @extend_schema(summary="Rename or move a category", tags=TAGS)
    def partial_update(self, request: Request, pk: str) -> Response:
        category = self.get_object()
        form = self.get_serializer(category, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        changes = dict(form.validated_data)
        if "parent" in changes:
            category = services.move_category(category, parent=changes.pop("parent"), by=request.user)
        return Response(self.shown(services.edit_category(category, by=request.user, **changes), many=False))

    @extend_schema(summary="Delete an empty category", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.delete_category(self.get_object(), by=request.user)
        return Response(status=204)


class ProductViewSet(InReadersLanguage, Versioned, ScopedViewSet):
    """Products: published ones are public; a lab's members also see its drafts."""

    model = Product
    serializer_class = shapes.ProductSerializer
    lookup_field = "slug"
    lookup_value_regex = "[-a-z0-9_]+"
    pagination_class = PagePagination
    filterset_class = ProductFilter
    filter_backends = (StrictFilterBackend, ProductOrdering)  # ``search`` is the filter's: full text
    ordering_fields = ("id", "name", "price", "from_amount", "sold_count", "rating_sum")
    policy: ClassVar[dict[str, Policy]] = {
        "list": anyone,
        "retrieve": anyone,
        "facets": anyone,
        "create": policies.can_sell,
        "partial_update": policies.can_sell,
        "destroy": policies.can_sell,
        "publish": policies.can_sell,
        "withdraw": policies.can_sell,
        "variants": policies.can_sell,
        "pictures": policies.can_sell,
        "order_pictures": policies.can_sell,
        "wish": signed_in,
        "unwish": signed_in,
    }
    act_conditions: ClassVar[dict[str, Any]] = {
        "publish": lambda product: not product.is_published,
        "withdraw": lambda product: product.is_published,
        "facets": lambda product: False,
        "wish": lambda product: False,
        "unwish": lambda product: False,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {
        "destroy": {409}, "publish": {400}, "create": {409}, "variants": {409},
    }  # fmt: skip

    def refine(self, rows: Any) -> Any:
        if self.action in ("list", "facets"):
            return rows
        variants = Prefetch("variants", Variant.objects.prefetch_related("prices").select_related("product__lab"))
        return rows.select_related("lab", "category").prefetch_related(variants, "images")

    @extend_schema(
        summary="The catalog",
        description="Search, narrow down, sort. `ordering`: id (newest), sold_count, rating_sum, name, price (of all labs in one currency).",
        tags=TAGS,
        parameters=[CURRENCY, LANGUAGE],
        responses=shapes.ProductCardSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        ids: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()).values_list("pk", flat=True))
        return self.get_paginated_response(
            cards(ids, user=request.user, currency=currency_of(request), readers=self.readers)
        )

    @extend_schema(
        summary="What the catalog can be narrowed down by",
        description="Counted over the products that the other filters leave; prices by today's rates.",
        tags=TAGS,
        parameters=[CURRENCY_OF_FACETS, LANGUAGE],
        responses=shapes.FacetsSerializer,
        filters=True,
    )
    @action(detail=False, pagination_class=None)
    def facets(self, request: Request) -> Response:
        found = reports.facets(
            self.filter_queryset(self.get_queryset()),
            currency=currency_of(request) or exchange.BASE,
            readers=self.readers,
        )
        return Response(shapes.FacetsSerializer(found).data)

    @extend_schema(summary="One product", tags=TAGS, parameters=[CURRENCY, LANGUAGE])
    def retrieve(self, request: Request, slug: str) -> Response:
        return self.answer(self.get_object())

    @extend_schema(
        summary="Add a product",
        tags=TAGS,
        request=shapes.NewProductSerializer,
        responses={201: shapes.ProductSerializer},
        examples=[EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        data = self.checked(shapes.NewProductSerializer)
        if not policies.can_sell(request.user, Product(lab=data["lab"])):
            raise Forbidden
        return self.answer(services.add_product(by=request.user, **data), code=201)

    @extend_schema(summary="Edit a product", tags=TAGS, request=shapes.WriteProductSerializer)
    @if_match
    def partial_update(self, request: Request, slug: str) -> Response:
        product = self.get_object()
        return self.answer(
            services.edit_product(product, by=request.user, **self.checked(shapes.WriteProductSerializer, partial=True))
        )

    @extend_schema(summary="Delete a product that was never sold", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, slug: str) -> Response:
        services.delete_product(self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(summary="Put a product on sale", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, slug: str) -> Response:
        return self.answer(services.publish_product(self.get_object(), by=request.user))

    @extend_schema(summary="Take a product off sale", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, slug: str) -> Response:
        return self.answer(services.withdraw_product(self.get_object(), by=request.user))

    @extend_schema(
        summary="Add a variant",
        tags=TAGS,
        request=shapes.NewVariantSerializer,
        responses={201: shapes.ProductSerializer},
    )
    @action(detail=True, methods=["post"])
    def variants(self, request: Request, slug: str) -> Response:
        product, data = self.get_object(), self.checked(shapes.NewVariantSerializer)
        services.add_variant(product, by=request.user, position=len(product.variants.all()), **data)
        return self.answer(product, code=201)

    @extend_schema(
        summary="Add a picture",
        tags=TAGS,
        request={"multipart/form-data": shapes.NewPictureSerializer},
        responses={201: shapes.ProductSerializer},
    )
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser])
    def pictures(self, request: Request, slug: str) -> Response:
        product, data = self.get_object(), self.checked(shapes.NewPictureSerializer)
        services.add_picture(product, by=request.user, **data)
        return self.answer(product, code=201)

    @extend_schema(summary="Put the pictures in order", tags=TAGS, request=shapes.PictureOrderSerializer)
    @action(detail=True, methods=["post"], url_path="picture-order")
    def order_pictures(self, request: Request, slug: str) -> Response:
        product, data = self.get_object(), self.checked(shapes.PictureOrderSerializer)
        services.order_pictures(product, by=request.user, **data)
        return self.answer(product)

    @extend_schema(summary="Put a product on my wishlist", tags=TAGS, request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def wish(self, request: Request, slug: str) -> Response:
        services.wish_for(self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(summary="Take a product off my wishlist", tags=TAGS, responses={204: None})
    @wish.mapping.delete
    def unwish(self, request: Request, slug: str) -> Response:
        services.forget_wish(self.get_object(), by=request.user)
        return Response(status=204)

    def checked(self, shape: Any, *, partial: bool = False) -> dict[str, Any]:
        form = shape(data=self.request.data, partial=partial, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def answer(self, product: Product, *, code: int = 200) -> Response:
        """The product as it is now, with what this person may do."""
        fresh = self.refine(Product.objects.all()).get(pk=product.pk)
        user: Any = self.request.user
        free = stock.available([variant.item_id for variant in fresh.variants.all() if variant.item_id])
        wished = signed_in(user) and Wish.objects.filter(user=user, product=fresh).exists()
        reviewed = signed_in(user) and Review.objects.filter(author=user, product=fresh).exists()
        context = {
            **self.get_serializer_context(),
            "currency": currency_of(self.request),
            "readers": self.readers,
            "pieces": {item: quantity // WHOLE for item, quantity in free.items()},
            "wished": {fresh.pk} if wished else set(),
            "may_review": signed_in(user) and not reviewed and purchase_of(user, fresh) is not None,
            "may": {act for act in ("partial_update",) if self.policy[act](user, fresh)},
        }
        return Response(shapes.ProductSerializer(fresh, context=context).data, status=code)


class VariantViewSet(InReadersLanguage, ScopedViewSet):
    """One variant: changed and removed by the lab that sells it."""

    model = Variant
    serializer_class = shapes.VariantSerializer
    policy: ClassVar[dict[str, Policy]] = {"partial_update": policies.can_sell, "destroy": policies.can_sell}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"destroy": {409}, "partial_update": {409}}

    def refine(self, rows: Any) -> Any:
        return rows.select_related("product__lab", "item").prefetch_related("prices")

    @extend_schema(summary="Edit a variant", tags=TAGS, responses=shapes.VariantSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        variant = self.get_object()
        form = self.get_serializer(variant, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        services.edit_variant(variant, by=request.user, **form.validated_data)
        fresh = self.refine(Variant.objects.all()).get(pk=variant.pk)
        free = stock.available([fresh.item_id] if fresh.item_id else [])
        pieces = {item: left // WHOLE for item, left in free.items()}
        context = {**self.get_serializer_context(), "pieces": pieces, "readers": self.readers}
        return Response(shapes.VariantSerializer(fresh, context=context).data)

    @extend_schema(summary="Remove a variant that was never sold", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.remove_variant(self.get_object(), by=request.user)
        return Response(status=204)


class PictureViewSet(InReadersLanguage, ScopedViewSet):
    """One picture: described and removed by the lab that sells the product."""

    model = ProductImage
    serializer_class = shapes.PictureSerializer
    policy: ClassVar[dict[str, Policy]] = {"partial_update": policies.can_sell, "destroy": policies.can_sell}

    def refine(self, rows: Any) -> Any:
        return rows.select_related("product__lab")

    @extend_schema(summary="Describe a picture", tags=TAGS)
    def partial_update(self, request: Request, pk: str) -> Response:
        picture = self.get_object()
        form = self.get_serializer(picture, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        described = services.describe_picture(picture, by=request.user, **form.validated_data)
        context = {**self.get_serializer_context(), "readers": self.readers}
        return Response(shapes.PictureSerializer(described, context=context).data)

    @extend_schema(summary="Remove a picture", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.remove_picture(self.get_object(), by=request.user)
        return Response(status=204)
