"""The doors of what is made to a pet's measure."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.community.models import Pet
from strato.community.policies import can_edit_pet
from strato.core.api.policy import Policy
from strato.core.api.sheets import BINARY
from strato.core.api.throttles import UploadThrottle, UserThrottle
from strato.core.api.views import ScopedViewSet
from strato.flows import pet_gear_to_print_job as gear
from strato.flows.api import shapes
from strato.flows.gear.designs import DESIGNS, Design

TAGS = ["pets"]
STL = "model/stl"
A_TAG = OpenApiExample(
    "A collar tag", request_only=True, value={"design": "collar_tag", "text": "0171 234567", "hole_mm": 5}
)


class MadeToMeasureViewSet(ScopedViewSet):
    """What can be made to the measurements of one's own pets; other people's are not found."""

    model = Pet
    serializer_class = shapes.MadeSerializer
    policy: ClassVar[dict[str, Policy]] = {
        "designs": can_edit_pet,
        "make": can_edit_pet,
        "preview": can_edit_pet,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"make": {409}, "preview": {409}}

    def get_throttles(self) -> list[Any]:
        return [UploadThrottle(), UserThrottle()] if self.action == "make" else super().get_throttles()

    def refine(self, rows: Any) -> Any:
        return rows.filter(owner_id=self.request.user.pk)

    @extend_schema(
        summary="What can be made to this pet's measure", tags=TAGS, responses=shapes.DesignSerializer(many=True)
    )
    @action(detail=True, url_path="made-to-measure", filter_backends=[], pagination_class=None)
    def designs(self, request: Request, pk: str) -> Response:
        pet = self.get_object()
        return Response(shapes.DesignSerializer([offer(design, pet) for design in DESIGNS.values()], many=True).data)

    @extend_schema(
        summary="Make something to a pet's measure",
        description="A new 3D model of the owner, analyzed like an upload, with the settings that suit it. 409 names the "
        "measurements that are missing (`measure_missing`) or beyond what can be made (`measure_out_of_reach`).",
        tags=TAGS,
        request=shapes.WishesSerializer,
        responses={201: shapes.MadeSerializer},
        examples=[A_TAG],
    )
    @designs.mapping.post
    def make(self, request: Request, pk: str) -> Response:
        pet, (design, wishes) = self.get_object(), self.asked()
        return Response(shapes.MadeSerializer(gear.make(pet, design, wishes, by=request.user)).data, status=201)

    @extend_schema(
        summary="See something before it is made",
        description="The same solid as binary STL in mm; nothing is kept.",
        tags=TAGS,
        request=shapes.WishesSerializer,
        responses={(200, STL): OpenApiResponse(BINARY)},
        examples=[A_TAG],
    )
    @action(detail=True, methods=["post"], url_path="made-to-measure/preview")
    def preview(self, request: Request, pk: str) -> HttpResponse:
        pet, (design, wishes) = self.get_object(), self.asked()
        return HttpResponse(gear.draw(pet, design, wishes), content_type=STL)

    def asked(self) -> tuple[Design, dict[str, Any]]:
        form = shapes.WishesSerializer(data=self.request.data)
        form.is_valid(raise_exception=True)
        wishes: dict[str, Any] = form.validated_data
        return DESIGNS[wishes.pop("design")], wishes


def offer(design: Design, pet: Pet) -> dict[str, Any]:
    """A design with what it proposes for this pet."""
    measures = gear.measures_of(pet)
    missing = design.missing(measures)
    words = {lettering.name: lettering.proposed(pet.name) for lettering in design.letterings}
    return {
        "design": design.key,
        "needs": [need.measure for need in design.needs],
        "missing": missing,
        "out_of_reach": design.out_of_reach(measures),
        "letterings": [{"name": one.name, "most": one.most, "proposed": words[one.name]} for one in design.letterings],
        "lengths": [
            {
                "name": length.name,
                "least": length.least,
                "most": length.most,
                "proposed": None if missing else length.proposed(measures),
            }
            for length in design.lengths
        ],
    }
