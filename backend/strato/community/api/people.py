"""The doors of people among people."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts.models import User
from strato.community import policies, reports, services
from strato.community.api import people_shapes as shapes
from strato.community.models import Block, Friendship
from strato.community.states import FriendshipStatus, Relation
from strato.core.api.pagination import KeysetPagination
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.errors import Missing
from strato.core.policies import signed_in

TAGS = ["community"]
SEARCH = OpenApiParameter("search", {"type": "string", "maxLength": 100}, description="By name or username.")
ID_OR_USERNAME = OpenApiParameter("id", {"type": "string"}, OpenApiParameter.PATH, description="Or the username.")


def is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


class ByName(KeysetPagination):
    """People in the order of the alphabet, at the same cost at any depth."""

    ordering: Any = ("name", "id")


class PersonViewSet(ScopedViewSet):
    """People as they show themselves: with no block between, as far as each wishes."""

    model = User
    serializer_class = shapes.PersonProfileSerializer
    pagination_class = ByName
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "retrieve": signed_in,
        "friends": policies.can_see_friends,
        "befriend": policies.is_somebody_else,
        "unfriend": policies.is_somebody_else,
        "block": policies.is_somebody_else,
    }
    act_conditions: ClassVar[dict[str, Any]] = {
        "befriend": lambda person: (
            person.relation in (None, Relation.NONE, Relation.ASKS)
            and getattr(getattr(person, "profile", None), "takes_requests", True)
        ),
        "unfriend": lambda person: person.relation == Relation.FRIEND,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"list": {400}, "friends": {400}}

    def refine(self, rows: Any) -> Any:
        return reports.with_relation(rows, self.request.user)

    def get_object(self) -> Any:
        """By id, or by the username, which addresses of pages show."""
        key = self.kwargs["pk"]
        if "\0" in key:  # PostgreSQL's texts know none
            raise Missing
        self.lookup_field = "pk" if is_id(key) else "username__iexact"
        self.kwargs[self.lookup_field] = key
        return super().get_object()

    @extend_schema(
        summary="Search people", tags=TAGS, parameters=[SEARCH], responses=shapes.PersonCardSerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        """Nobody until two letters are given; private people are found by their friends and by the exact username."""
        asked = shapes.SearchSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        text = asked.validated_data["search"].strip()
        rows = self.get_queryset().none()
        if len(text) >= reports.SHORTEST_SEARCH:
            rows = reports.found_people(self.get_queryset(), text, by=request.user)
        return self.page_of(rows)

    @extend_schema(summary="A person's profile", tags=TAGS, parameters=[ID_OR_USERNAME])
    def retrieve(self, request: Request, pk: str) -> Response:
        return self.answer(self.get_object())

    @extend_schema(summary="A person's friends", tags=TAGS, responses=shapes.PersonCardSerializer(many=True))
    @action(detail=True)
    def friends(self, request: Request, pk: str) -> Response:
        return self.page_of(reports.friends_of(self.get_object(), seen_by=request.user))

    @extend_schema(summary="Ask to be friends, or say yes", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def befriend(self, request: Request, pk: str) -> Response:
        """Where they asked first, you are friends at once. 409 `declined_lately`, `already_friends`; 403 `takes_no_requests`."""
        services.ask_friend(self.get_object(), by=request.user)
        return self.answer(self.get_object())

    @extend_schema(summary="Be friends no longer", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def unfriend(self, request: Request, pk: str) -> Response:
        services.remove_friend(self.get_object(), by=request.user)
        return self.answer(self.get_object())

    @extend_schema(summary="Block somebody", tags=TAGS, request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def block(self, request: Request, pk: str) -> Response:
        """You are out of each other's sight from now on; a friendship ends. They are not told."""
        services.block(self.get_object(), by=request.user)
        return Response(status=204)

    def page_of(self, rows: Any) -> Response:
        page: Any = self.paginate_queryset(rows)
        cards = shapes.PersonCardSerializer(page, many=True, context=self.get_serializer_context())
        return self.get_paginated_response(cards.data)

    def answer(self, person: User) -> Response:
        return Response(self.get_serializer(person).data)


class FriendViewSet(ScopedViewSet):
    """My friends."""

    model = User
    serializer_class = shapes.PersonCardSerializer
    pagination_class = ByName
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {"list": signed_in}

    def refine(self, rows: Any) -> Any:
        mine = Friendship.objects.friends_of(self.request.user)
        return reports.with_relation(rows.filter(mine), self.request.user)

    @extend_schema(summary="My friends", tags=TAGS, parameters=[SEARCH])
    def list(self, request: Request) -> Response:
        asked = shapes.SearchSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        text = asked.validated_data["search"].strip()
        rows = self.get_queryset()
        page: Any = self.paginate_queryset(reports.found_people(rows, text, by=request.user) if text else rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class FriendRequestViewSet(ScopedViewSet):
    """Requests that wait for an answer, mine and others'."""

    model = Friendship
    serializer_class = shapes.FriendRequestSerializer
    pagination_class = KeysetPagination
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "accept": policies.can_answer_request,
        "decline": policies.can_answer_request,
        "cancel": policies.can_cancel_request,
    }
    act_targets: ClassVar[dict[str, str]] = {
        "accept": FriendshipStatus.ACCEPTED,
        "decline": FriendshipStatus.DECLINED,
        "cancel": FriendshipStatus.CANCELLED,
    }

    def refine(self, rows: Any) -> Any:
        return rows.select_related("low", "high")

    @extend_schema(summary="Friend requests", tags=TAGS, parameters=[shapes.DirectionSerializer])
    def list(self, request: Request) -> Response:
        asked = shapes.DirectionSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        rows = reports.requests_of(request.user, asked.validated_data.get("direction", ""))
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="Accept a friend request", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        return self.answer(services.accept_request(self.get_object(), by=request.user))

    @extend_schema(summary="Decline a friend request", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        return self.answer(services.decline_request(self.get_object(), by=request.user))

    @extend_schema(summary="Take a friend request back", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        return self.answer(services.cancel_request(self.get_object(), by=request.user))

    def answer(self, friendship: Friendship) -> Response:
        return Response(self.get_serializer(friendship).data)


class BlockViewSet(ScopedViewSet):
    """Whom I blocked."""

    model = Block
    serializer_class = shapes.BlockSerializer
    pagination_class = KeysetPagination
    filter_backends = ()
    policy: ClassVar[dict[str, Policy]] = {"list": signed_in, "destroy": signed_in}

    def refine(self, rows: Any) -> Any:
        return rows.select_related("blocked")

    @extend_schema(summary="People I blocked", tags=TAGS)
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="Take a block back", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.unblock(self.get_object().blocked, by=request.user)
        return Response(status=204)


class MyProfileView(PolicyView):
    """What I say to the community beyond my account."""

    policy: ClassVar[dict[str, Policy]] = {"get": signed_in, "patch": signed_in}

    @extend_schema(
        operation_id="my_profile_retrieve",
        summary="My community profile",
        tags=TAGS,
        responses=shapes.MyProfileSerializer,
    )
    def get(self, request: Request) -> Response:
        return Response(shapes.MyProfileSerializer(services.profile_of(request.user)).data)

    @extend_schema(
        operation_id="my_profile_update",
        summary="Edit my community profile",
        tags=TAGS,
        request=shapes.MyProfileSerializer(partial=True),
        responses=shapes.MyProfileSerializer,
    )
    def patch(self, request: Request) -> Response:
        form = shapes.MyProfileSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        profile = services.edit_profile(request.user, by=request.user, **form.validated_data)
        return Response(shapes.MyProfileSerializer(profile).data)
