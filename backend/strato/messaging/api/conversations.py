"""The doors of the inbox."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.pagination import KeysetPagination
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.policies import signed_in
from strato.messaging import policies, reports, services
from strato.messaging.api import message_shapes, shapes
from strato.messaging.cards import cards_of
from strato.messaging.models import Conversation
from strato.messaging.states import ConversationKind

TAGS = ["messaging"]
ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SOMEBODY = "0190b5a4-0000-7000-8000-000000000001"
EXAMPLES = [
    OpenApiExample("With one person", request_only=True, value={"kind": "direct", "person": SOMEBODY}),
    OpenApiExample(
        "About a print job",
        request_only=True,
        value={"kind": "subject", "subject_type": "print_job", "subject_id": SOMEBODY},
    ),
    OpenApiExample("A group", request_only=True, value={"kind": "group", "title": "Robot club", "people": [SOMEBODY]}),
]


class NewestFirst(KeysetPagination):
    """The liveliest conversation first, at the same cost at any depth."""

    ordering: Any = ("-lively_at", "-id")


class ConversationViewSet(ScopedViewSet):
    """My conversations."""

    model = Conversation
    serializer_class = shapes.ConversationSerializer
    pagination_class = NewestFirst
    filter_backends = ()
    parser_classes = (JSONParser,)
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "retrieve": signed_in,
        "create": signed_in,
        "partial_update": signed_in,
        "read": signed_in,
        "typing": signed_in,
        "send": policies.can_send,
        "accept": policies.can_answer_request,
        "decline": policies.can_answer_request,
        "leave": policies.can_leave,
        "rename": policies.can_run_group,
        "add_people": policies.can_run_group,
        "remove_person": policies.can_run_group,
        "make_admin": policies.can_run_group,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"list": {400}, "create": {404}}

    def refine(self, rows: Any) -> Any:
        return reports.with_parts(rows)

    @extend_schema(summary="My conversations", tags=TAGS, parameters=[shapes.ConversationFilterSerializer])
    def list(self, request: Request) -> Response:
        """The liveliest first. `unread` of each costs the same however much was written."""
        asked = shapes.ConversationFilterSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        rows = reports.in_box(self.get_queryset(), request.user, wanted["box"])
        if "kind" in wanted:
            rows = rows.filter(kind=wanted["kind"])
        if wanted["unread"]:
            rows = reports.unread_only(rows, request.user)
        if text := wanted["search"].strip():
            rows = reports.named(rows, request.user, text)
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(self.seen(page), many=True).data)

    @extend_schema(summary="One conversation", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self.answer(self.get_object())

    @extend_schema(
        summary="Begin a conversation, or find the one that is there",
        tags=TAGS,
        request=shapes.NewConversationSerializer,
        responses={201: shapes.ConversationSerializer},
        examples=EXAMPLES,
    )
    def create(self, request: Request) -> Response:
        """One for each pair of people, one for each print job and order: asked again, the same one is given.

        404 `subject_unknown`; 409 `nobody_else`, `nobody_to_talk_to`, `group_full`.
        """
        form = shapes.NewConversationSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        said = form.validated_data
        match said.pop("kind"):
            case ConversationKind.DIRECT:
                row = services.open_direct(said["person"], by=request.user)
            case ConversationKind.SUBJECT:
                row = services.open_about(said["subject_type"], said["subject_id"], by=request.user)
            case _:
                row = services.open_group(said["title"], said["people"], by=request.user)
        return self.answer(row, code=201)

    @extend_schema(
        summary="Rename a group; mute, archive or mark as unread for myself",
        tags=TAGS,
        request=shapes.ConversationEditSerializer,
        responses=shapes.ConversationSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        row = self.get_object()
        form = shapes.ConversationEditSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        wishes = form.validated_data
        if "title" in wishes:
            self.need("rename", row)
            services.rename(row, title=wishes.pop("title"), by=request.user)
        if wishes:
            services.keep(row, by=request.user, **wishes)
        return self.answer(row)

    @extend_schema(
        summary="Mark as read", tags=TAGS, request=shapes.ReadSerializer, responses=shapes.ConversationSerializer
    )
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Up to this message; never less than before."""
        row, seq = self.get_object(), self.said(shapes.ReadSerializer)["seq"]
        services.mark_read(row, seq=seq, by=request.user)
        return self.answer(row)

    @extend_schema(summary="I am writing", tags=TAGS, request=shapes.TypingSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def typing(self, request: Request, pk: str) -> Response:
        """Say it every three seconds while it is so."""
        row, said = self.get_object(), self.said(shapes.TypingSerializer)
        if policies.can_send(request.user, row):
            services.type_in(row, by=request.user, **said)
        return Response(status=204)

    @extend_schema(summary="Accept a message request", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        row = self.get_object()
        services.accept(row, by=request.user)
        return self.answer(row)

    @extend_schema(summary="Decline a message request", tags=TAGS, request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: str) -> Response:
        """It is out of your inbox; who asked is not told."""
        services.decline(self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(summary="Leave a group", tags=TAGS, request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, pk: str) -> Response:
        services.leave(self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(
        summary="Add people to a group",
        tags=TAGS,
        request=shapes.AddPeopleSerializer,
        responses=shapes.ConversationSerializer,
    )
    @action(detail=True, methods=["post"], url_path="people")
    def add_people(self, request: Request, pk: str) -> Response:
        """They read what is written from now on. Strangers are asked first."""
        row, people = self.get_object(), self.said(shapes.AddPeopleSerializer)["people"]
        services.add_people(row, people, by=request.user)
        return self.answer(row)

    @extend_schema(summary="Remove somebody from a group", tags=TAGS, responses={204: None})
    @action(detail=True, methods=["delete"], url_path=rf"people/(?P<person_id>{ID})")
    def remove_person(self, request: Request, pk: str, person_id: str) -> Response:
        services.remove_person(self.get_object(), person_id=person_id, by=request.user)
        return Response(status=204)

    @extend_schema(summary="Make somebody an admin of a group", tags=TAGS, request=None, responses={204: None})
    @action(detail=True, methods=["post"], url_path=rf"people/(?P<person_id>{ID})/admin")
    def make_admin(self, request: Request, pk: str, person_id: str) -> Response:
        """Admins rename the group, add and remove people. Who leaves as the last one hands over by it."""
        services.make_admin(self.get_object(), person_id=person_id, by=request.user)
        return Response(status=204)

    def said(self, shape: type[Any]) -> dict[str, Any]:
        form = shape(data=self.request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def need(self, act: str, row: Conversation) -> None:
        """Refuse who may not do this other act, as its own door would."""
        self.action, before = act, self.action
        try:
            self.check_object_permissions(self.request, row)
        finally:
            self.action = before

    def seen(self, rows: Any) -> Any:
        """The rows with what this person may know of them."""
        views = reports.look(rows, self.request.user)
        for row in rows:
            row.view = views[row.pk]
        return rows

    def answer(self, row: Conversation, code: int = 200) -> Response:
        [fresh] = self.seen([reports.with_parts(Conversation.objects.filter(pk=row.pk)).get()])
        return Response(self.get_serializer(fresh).data, status=code)


class MessageSearchView(PolicyView):
    """Full-text search in all my conversations."""

    policy: ClassVar[dict[str, Policy]] = {"get": signed_in}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400, 404}}

    @extend_schema(
        operation_id="messages_search",
        summary="Search messages",
        tags=TAGS,
        parameters=[message_shapes.WordsSerializer],
        responses=message_shapes.MessageCardSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """The newest fifty that have all the words."""
        asked = message_shapes.WordsSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        found = reports.found_messages(request.user, words["q"], conversation=words.get("conversation"))
        context = {"request": request}
        return Response(
            message_shapes.MessageCardSerializer(cards_of(found, hidden=set()), many=True, context=context).data
        )


class SummaryView(PolicyView):
    """What the badge shows."""

    policy: ClassVar[dict[str, Policy]] = {"get": signed_in}

    @extend_schema(
        operation_id="messaging_summary", summary="Unread in total", tags=TAGS, responses=shapes.InboxSummarySerializer
    )
    def get(self, request: Request) -> Response:
        return Response(shapes.InboxSummarySerializer(reports.summary(request.user)).data)


class InboxSettingsView(PolicyView):
    """Read receipts, presence, strangers."""

    policy: ClassVar[dict[str, Policy]] = {"get": signed_in, "patch": signed_in}

    @extend_schema(
        operation_id="inbox_settings_retrieve",
        summary="My inbox settings",
        tags=TAGS,
        responses=shapes.InboxSettingsSerializer,
    )
    def get(self, request: Request) -> Response:
        return Response(shapes.InboxSettingsSerializer(reports.wish_of(request.user)).data)

    @extend_schema(
        operation_id="inbox_settings_update",
        summary="Edit my inbox settings",
        tags=TAGS,
        request=shapes.InboxSettingsSerializer(partial=True),
        responses=shapes.InboxSettingsSerializer,
    )
    def patch(self, request: Request) -> Response:
        """Both ways: who hides what they read, or that they are here, does not see it of others."""
        form = shapes.InboxSettingsSerializer(data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        row = services.set_inbox(by=request.user, **form.validated_data)
        return Response(shapes.InboxSettingsSerializer(row).data)


class PresenceView(PolicyView):
    """I am here."""

    policy: ClassVar[dict[str, Policy]] = {"post": signed_in}

    @extend_schema(
        operation_id="presence_say",
        summary="Say that I am here",
        tags=TAGS,
        request=shapes.BeHereSerializer,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        """Once a minute while you do something in the app, and `is_active: false` when you leave it."""
        form = shapes.BeHereSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        services.be_here(by=request.user, **form.validated_data)
        return Response(status=204)
