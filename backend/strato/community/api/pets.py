"""The doors of pets."""

from typing import Any, ClassVar

import django_filters as filters
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.community import policies, services
from strato.community.api import pet_shapes as shapes
from strato.community.models import Pet, PetPhoto
from strato.community.states import Species
from strato.core.api.etags import Versioned, if_match
from strato.core.api.filters import StrictFilterBackend
from strato.core.api.pagination import KeysetPagination
from strato.core.api.parsers import FormParser
from strato.core.api.policy import Policy
from strato.core.api.views import ScopedViewSet
from strato.core.policies import anyone, signed_in

TAGS = ["pets"]
NEW_PET = OpenApiExample(
    "A dog",
    request_only=True,
    value={
        "name": "Pixel",
        "species": "dog",
        "breed": "Border collie",
        "birthday": "2021-04-03",
        "visibility": "friends",
        "measurements": {"neck": {"value": 38.5, "unit": "cm"}, "weight": {"value": 17.2, "unit": "kg"}},
    },
)


class PetFilter(filters.FilterSet):  # type: ignore[misc]  # django_filters is untyped
    owner = filters.UUIDFilter(field_name="owner_id", help_text="Pets of this person")
    species = filters.ChoiceFilter(choices=Species.choices)
    mine = filters.BooleanFilter(method="only_mine", help_text="Only my own")
    search = filters.CharFilter(field_name="name", lookup_expr="icontains", help_text="By name")

    class Meta:
        model = Pet
        fields = ("owner", "species", "mine", "search")

    def only_mine(self, rows: Any, name: str, wanted: Any) -> Any:
        me = self.request.user
        return rows.filter(owner_id=me.pk) if wanted else rows.exclude(owner_id=me.pk) if me.pk else rows


class PetViewSet(Versioned, ScopedViewSet):
    """Pets, as far as their owners show them."""

    model = Pet
    serializer_class = shapes.PetSerializer
    filterset_class = PetFilter
    filter_backends = (StrictFilterBackend,)
    pagination_class = KeysetPagination
    policy: ClassVar[dict[str, Policy]] = {
        "list": anyone,
        "retrieve": anyone,
        "create": signed_in,
        "partial_update": policies.can_edit_pet,
        "destroy": policies.can_remove_pet,
        "avatar": policies.can_edit_pet,
        "remove_avatar": policies.can_remove_pet,
        "photos": policies.can_edit_pet,
        "order_photos": policies.can_edit_pet,
    }
    act_conditions: ClassVar[dict[str, Any]] = {"remove_avatar": lambda pet: bool(pet.avatar)}

    def refine(self, rows: Any) -> Any:
        rows = rows.select_related("owner")
        return rows if self.action == "list" else rows.prefetch_related("photos")

    @extend_schema(summary="List and search pets", tags=TAGS, responses=shapes.PetCardSerializer(many=True))
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(shapes.PetCardSerializer(page, many=True).data)

    @extend_schema(summary="One pet", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(summary="Add a pet", tags=TAGS, responses={201: shapes.PetSerializer}, examples=[NEW_PET])
    def create(self, request: Request) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        return self.answer(services.add_pet(by=request.user, **form.validated_data), code=201)

    @extend_schema(summary="Edit a pet", tags=TAGS)
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        pet = self.get_object()
        form = self.get_serializer(pet, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        return self.answer(services.edit_pet(pet, by=request.user, **form.validated_data))

    @extend_schema(summary="Remove a pet", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.remove_pet(self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(
        summary="Set a pet's picture", tags=TAGS, request={"multipart/form-data": shapes.NewAvatarSerializer}
    )
    @action(detail=True, methods=["post"], parser_classes=[FormParser])
    def avatar(self, request: Request, pk: str) -> Response:
        pet, data = self.get_object(), self.checked(shapes.NewAvatarSerializer)
        return self.answer(services.set_avatar(pet, by=request.user, **data))

    @extend_schema(summary="Remove a pet's picture", tags=TAGS, responses={200: shapes.PetSerializer})
    @avatar.mapping.delete
    def remove_avatar(self, request: Request, pk: str) -> Response:
        return self.answer(services.set_avatar(self.get_object(), image=None, by=request.user))

    @extend_schema(
        summary="Add a picture to the gallery",
        tags=TAGS,
        request={"multipart/form-data": shapes.NewPhotoSerializer},
        responses={201: shapes.PetSerializer},
    )
    @action(detail=True, methods=["post"], parser_classes=[FormParser])
    def photos(self, request: Request, pk: str) -> Response:
        pet, data = self.get_object(), self.checked(shapes.NewPhotoSerializer)
        services.add_photo(pet, by=request.user, **data)
        return self.answer(pet, code=201)

    @extend_schema(summary="Put the gallery in order", tags=TAGS, request=shapes.PhotoOrderSerializer)
    @action(detail=True, methods=["post"], url_path="photo-order")
    def order_photos(self, request: Request, pk: str) -> Response:
        pet, data = self.get_object(), self.checked(shapes.PhotoOrderSerializer)
        services.order_photos(pet, by=request.user, **data)
        return self.answer(pet)

    def checked(self, shape: type[Any]) -> dict[str, Any]:
        form = shape(data=self.request.data)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def answer(self, pet: Pet, code: int = 200) -> Response:
        return Response(self.get_serializer(self.refine(Pet.objects.filter(pk=pet.pk)).get()).data, status=code)


class PetPhotoViewSet(ScopedViewSet):
    """One picture of a pet, described and removed by its owner."""

    model = PetPhoto
    serializer_class = shapes.PetPhotoSerializer
    policy: ClassVar[dict[str, Policy]] = {
        "partial_update": policies.can_edit_pet,
        "destroy": policies.can_remove_pet,
    }

    def refine(self, rows: Any) -> Any:
        return rows.select_related("pet")

    @extend_schema(summary="Describe a picture of a pet", tags=TAGS)
    def partial_update(self, request: Request, pk: str) -> Response:
        photo = self.get_object()
        form = self.get_serializer(photo, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        caption = form.validated_data.get("caption", photo.caption)
        return Response(self.get_serializer(services.describe_photo(photo, caption=caption, by=request.user)).data)

    @extend_schema(summary="Remove a picture of a pet", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.remove_photo(self.get_object(), by=request.user)
        return Response(status=204)
