"""The doors of reviews and wishlists."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.languages import LANGUAGE, InReadersLanguage
from strato.core.api.pagination import KeysetPagination, PagePagination
from strato.core.api.policy import Policy
from strato.core.api.views import ScopedViewSet
from strato.core.errors import Missing
from strato.core.policies import anyone, signed_in
from strato.store import policies, services
from strato.store.api import serializers as shapes
from strato.store.api.cards import cards
from strato.store.api.views import CURRENCY, TAGS, currency_of
from strato.store.models import Product, Review, Wish


class ReviewViewSet(ScopedViewSet):
    """Reviews of one product: read by all, written by verified buyers."""

    model = Review
    serializer_class = shapes.ReviewSerializer
    pagination_class = KeysetPagination
    ordering_fields = ("id", "rating")
    policy: ClassVar[dict[str, Policy]] = {
        "list": anyone,
        "create": signed_in,
        "partial_update": policies.can_change_review,
        "destroy": policies.can_delete_review,
        "answer": policies.can_answer_review,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"create": {403, 409}}

    def refine(self, rows: Any) -> Any:
        return rows.filter(product__slug=self.kwargs["slug"]).select_related("author", "product__lab")

    def product(self) -> Product:
        product = Product.objects.visible_to(self.request.user).filter(slug=self.kwargs["slug"]).first()
        if product is None:
            raise Missing
        return product

    @extend_schema(summary="Reviews of a product", tags=TAGS)
    def list(self, request: Request, slug: str) -> Response:
        self.product()
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="Review a product", tags=TAGS, responses={201: shapes.ReviewSerializer})
    def create(self, request: Request, slug: str) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        review = services.write_review(self.product(), by=request.user, **form.validated_data)
        return Response(self.get_serializer(review).data, status=201)

    @extend_schema(summary="Change my review", tags=TAGS)
    def partial_update(self, request: Request, slug: str, pk: str) -> Response:
        review = self.get_object()
        form = self.get_serializer(review, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        changed = services.change_review(review, by=request.user, **form.validated_data)
        return Response(self.get_serializer(changed).data)

    @extend_schema(summary="Delete a review", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, slug: str, pk: str) -> Response:
        services.delete_review(self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(summary="Answer a review for the lab", tags=TAGS, request=shapes.AnswerSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, slug: str, pk: str) -> Response:
        review = self.get_object()
        form = shapes.AnswerSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return Response(
            self.get_serializer(services.answer_review(review, by=request.user, **form.validated_data)).data
        )


class WishlistViewSet(InReadersLanguage, ScopedViewSet):
    """The products that I wish for."""

    model = Wish
    serializer_class = shapes.ProductCardSerializer
    pagination_class = PagePagination
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {"list": signed_in}

    @extend_schema(summary="My wishlist", tags=TAGS, parameters=[CURRENCY, LANGUAGE])
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.get_queryset())
        ids = [wish.product_id for wish in page]
        seen = set(Product.objects.visible_to(request.user).filter(pk__in=ids).values_list("pk", flat=True))
        shown = [pk for pk in ids if pk in seen]
        said = cards(shown, user=request.user, currency=currency_of(request), readers=self.readers)
        return self.get_paginated_response(said)
