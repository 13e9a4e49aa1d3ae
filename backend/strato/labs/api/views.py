"""The doors of labs."""

from typing import Any, ClassVar, cast

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.etags import Versioned, if_match
from strato.core.api.pagination import PagePagination
from strato.core.api.parsers import FormParser
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.errors import Forbidden
from strato.core.files import clean_image
from strato.core.policies import anyone, is_admin, signed_in
from strato.labs import policies, reports, services
from strato.labs.api import cards
from strato.labs.api import serializers as shapes
from strato.labs.api.filters import LabFilter
from strato.labs.api.inside import LAB_ID, lab_inside
from strato.labs.models import Lab, Membership
from strato.labs.states import LabStatus

TAGS = ["labs"]
NEW_LAB = OpenApiExample(
    "A makerspace",
    request_only=True,
    value={
        "name": "Lab North",
        "description": "Six printers by the harbor.",
        "city": "Hamburg",
        "country": "DE",
        "lat": 53.5461,
        "lng": 9.9661,
        "timezone": "Europe/Berlin",
        "currency": "EUR",
        "opening_hours": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "sat": [["10:00", "14:00"]]},
        "rates": {
            "setup_amount": 250,
            "machine_hour": {"fdm": 200, "sla": None},
            "quantity_breaks": [{"from": 10, "percent": 8}],
        },
    },
)


class LabViewSet(Versioned, ScopedViewSet):
    """Labs: active ones are public; a person also sees their own, an admin all."""

    model = Lab
    serializer_class = shapes.LabSerializer
    filterset_class = LabFilter
    search_fields = ("name", "city", "description", "postal_code")
    ordering_fields = ("name", "created_at", "city")
    policy = {
        "list": anyone,
        "retrieve": anyone,
        "create": signed_in,
        "partial_update": policies.can_edit_lab,
        "cover": policies.can_edit_lab,
        "remove_cover": policies.can_edit_lab,
        "history": policies.can_see_inside,
        "leave": policies.can_leave_lab,
        "reapply": policies.can_edit_lab,
        "approve": is_admin,
        "reject": is_admin,
        "suspend": is_admin,
        "reactivate": is_admin,
    }
    act_targets = {
        "approve": LabStatus.ACTIVE,
        "reject": LabStatus.REJECTED,
        "suspend": LabStatus.SUSPENDED,
        "reactivate": LabStatus.ACTIVE,
        "reapply": LabStatus.PENDING,
    }
    act_conditions = {
        "remove_cover": lambda lab: bool(lab.cover),
        "leave": lambda lab: not lab.rests_on_me,
        "approve": lambda lab: lab.status == LabStatus.PENDING,
        "reactivate": lambda lab: lab.status == LabStatus.SUSPENDED,
    }

    def refine(self, rows: Any) -> Any:
        return rows if self.action == "list" else rows.resting_on(self.request.user)

    @extend_schema(summary="List and search labs", tags=TAGS, responses=shapes.LabSummarySerializer(many=True))
    def list(self, request: Request) -> Response:
        if request.query_params.keys() <= {"page_size"}:  # as the list and the map open
            pages = cast(PagePagination, self.paginator)
            page: Any = pages.first_page(cards.first_rows, cards.how_many_public, request)
        else:
            page = self.paginate_queryset(self.filter_queryset(self.get_queryset()).values(*cards.VALUES))
        return self.get_paginated_response(cards.cards(page, user=request.user))

    @extend_schema(summary="One lab", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self.answer(self.get_object())

    @extend_schema(summary="Apply for a lab", tags=TAGS, responses={201: shapes.LabSerializer}, examples=[NEW_LAB])
    def create(self, request: Request) -> Response:
        data = self.checked(request)
        return self.answer(services.apply_for_lab(by=request.user, **data), status=201)

    @extend_schema(summary="Edit a lab", tags=TAGS)
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        lab = self.get_object()
        data = self.checked(request, lab, partial=True)
        return self.answer(services.edit_lab(lab, by=request.user, **data))

    @extend_schema(summary="Set a lab's picture", tags=TAGS, request={"multipart/form-data": shapes.CoverSerializer})
    @action(detail=True, methods=["post"], parser_classes=[FormParser])
    def cover(self, request: Request, pk: str) -> Response:
        lab = self.get_object()
        form = shapes.CoverSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        picture = clean_image(form.validated_data["image"], max_px=1600)
        return self.answer(services.set_cover(lab, cover=picture, by=request.user))

    @extend_schema(summary="Remove a lab's picture", tags=TAGS, responses={200: shapes.LabSerializer})
    @cover.mapping.delete
    def remove_cover(self, request: Request, pk: str) -> Response:
        return self.answer(services.set_cover(self.get_object(), cover=None, by=request.user))

    @extend_schema(
        summary="The steps of a lab's life",
        tags=TAGS,
        responses=shapes.LabStatusChangeSerializer(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None, filter_backends=[])
    def history(self, request: Request, pk: str) -> Response:
        changes = self.get_object().status_changes.select_related("by")
        return Response(shapes.LabStatusChangeSerializer(changes, many=True).data)

    @extend_schema(summary="Approve a lab", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        return self.answer(services.approve_lab(self.get_object(), by=request.user))

    @extend_schema(summary="Reject a lab's application", tags=TAGS, request=shapes.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        lab, reason = self.get_object(), self.reason(request)
        return self.answer(services.reject_lab(lab, by=request.user, reason=reason))

    @extend_schema(summary="Suspend a lab", tags=TAGS, request=shapes.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, pk: str) -> Response:
        lab, reason = self.get_object(), self.reason(request)
        return self.answer(services.suspend_lab(lab, by=request.user, reason=reason))

    @extend_schema(summary="Reactivate a suspended lab", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def reactivate(self, request: Request, pk: str) -> Response:
        return self.answer(services.reactivate_lab(self.get_object(), by=request.user))

    @extend_schema(summary="Apply again after a rejection", tags=TAGS, request=shapes.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reapply(self, request: Request, pk: str) -> Response:
        lab, reason = self.get_object(), self.reason(request)
        return self.answer(services.reapply(lab, by=request.user, reason=reason))

    @extend_schema(summary="Leave a lab", tags=TAGS, request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, pk: str) -> Response:
        membership = self.get_object().memberships.get(user=request.user)
        services.remove_member(membership, by=request.user)
        return Response(status=204)

    def checked(self, request: Request, lab: Lab | None = None, *, partial: bool = False) -> dict[str, Any]:
        form = self.get_serializer(lab, data=request.data, partial=partial)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def reason(self, request: Request) -> str:
        form = shapes.ReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        return str(form.validated_data["reason"])

    def answer(self, lab: Lab, status: int = 200) -> Response:
        if self.action != "retrieve":  # a service read the row anew
            lab = self.refine(Lab.objects.filter(pk=lab.pk)).get()
        return Response(self.get_serializer(lab).data, status=status)


class NearbyLabsView(PolicyView):
    """Active labs around a place."""

    policy = {"get": anyone}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400}}

    @extend_schema(
        operation_id="labs_nearby_list",
        summary="Labs around a place, nearest first",
        tags=TAGS,
        parameters=[shapes.NearbyQuerySerializer],
        responses=shapes.LabNearbySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        query = shapes.NearbyQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = reports.labs_near(Lab.objects.active(), **query.validated_data)
        context = {"request": request, "distances": {near.lab.pk: near.distance_km for near in found}}
        return Response(shapes.LabNearbySerializer([near.lab for near in found], many=True, context=context).data)


@extend_schema(parameters=[LAB_ID])
class MemberViewSet(ScopedViewSet):
    """The people of one lab, for its members and the admins."""

    model = Membership
    serializer_class = shapes.MembershipSerializer
    filterset_fields = ("role",)
    problem_statuses: ClassVar[dict[str, set[int]]] = {"destroy": {409}}
    search_fields = ("user__name", "user__username", "user__email")
    ordering_fields = ("created_at", "role")
    policy = {
        "list": signed_in,
        "create": policies.can_manage_members,
        "partial_update": policies.can_change_membership,
        "destroy": policies.can_change_membership,
    }
    act_conditions = {
        "partial_update": lambda membership: not membership.is_last_owner,
        "destroy": lambda membership: not membership.is_last_owner,
    }

    def refine(self, rows: Any) -> Any:
        return rows.filter(lab=self.lab()).select_related("user", "lab").with_lastness()

    def lab(self) -> Lab:
        return lab_inside(self.request, self.kwargs["lab_id"])

    @extend_schema(summary="The people of a lab", tags=TAGS)
    def list(self, request: Request, lab_id: str) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        summary="Add a person to a lab",
        tags=TAGS,
        request=shapes.NewMemberSerializer,
        responses={201: shapes.MembershipSerializer},
        examples=[
            OpenApiExample("By e-mail", request_only=True, value={"email": "mona@example.org", "role": "operator"})
        ],
    )
    def create(self, request: Request, lab_id: str) -> Response:
        lab = self.lab()
        if not policies.can_manage_members(request.user, lab):
            raise Forbidden
        form = shapes.NewMemberSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        membership = services.add_member(lab, by=request.user, **form.validated_data)
        return Response(self.get_serializer(membership).data, status=201)

    @extend_schema(summary="Change a member's role", tags=TAGS, request=shapes.RoleSerializer)
    def partial_update(self, request: Request, lab_id: str, pk: str) -> Response:
        membership = self.get_object()
        form = shapes.RoleSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        membership = services.change_role(membership, by=request.user, **form.validated_data)
        return Response(self.get_serializer(membership).data)

    @extend_schema(summary="Remove a member", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, lab_id: str, pk: str) -> Response:
        services.remove_member(self.get_object(), by=request.user)
        return Response(status=204)
