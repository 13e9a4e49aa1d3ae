"""The doors of the messages of one conversation."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.policy import Policy
from strato.core.api.views import ScopedViewSet
from strato.core.errors import Missing
from strato.core.policies import signed_in
from strato.messaging import policies, reports, services
from strato.messaging.api import message_shapes as shapes
from strato.messaging.cards import cards_of, masked_from
from strato.messaging.models import Conversation, Message

TAGS = ["messaging"]
CONVERSATION = OpenApiParameter("conversation_id", {"type": "string", "format": "uuid"}, OpenApiParameter.PATH)


@extend_schema(parameters=[CONVERSATION])
class MessageViewSet(ScopedViewSet):
    """The messages of one of my conversations."""

    model = Message
    serializer_class = shapes.MessageCardSerializer
    pagination_class = None
    filter_backends = ()
    parser_classes = (JSONParser,)
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "create": signed_in,
        "partial_update": policies.can_edit_message,
        "destroy": policies.can_delete_message,
        "reactions": policies.can_react,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"list": {400}}

    def conversation(self) -> Conversation:
        """The one of the path, if this person sees it."""
        rows = Conversation.objects.visible_to(self.request.user)
        found = rows.filter(pk=self.kwargs["conversation_id"]).first()
        if found is None:
            raise Missing
        return found

    def refine(self, rows: Any) -> Any:
        return rows.filter(conversation=self.kwargs["conversation_id"]).select_related("conversation")

    @extend_schema(
        summary="Messages of a conversation",
        tags=TAGS,
        parameters=[shapes.StretchSerializer],
        responses=shapes.MessagePageSerializer,
    )
    def list(self, request: Request, conversation_id: str) -> Response:
        """The newest, or before, after or around a number; any depth costs the same."""
        conversation = self.conversation()
        asked = shapes.StretchSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = reports.stretch(self.get_queryset(), **asked.validated_data)
        if page.messages:
            services.mark_delivered(conversation, seq=page.messages[-1].seq, by=request.user)
        hidden = masked_from(request.user, conversation, reports.people_in(page.messages))
        said = {
            "results": cards_of(page.messages, hidden=hidden),
            "has_before": page.has_before,
            "has_after": page.has_after,
        }
        return Response(shapes.MessagePageSerializer(said, context=self.get_serializer_context()).data)

    @extend_schema(
        summary="Send a message",
        tags=TAGS,
        request=shapes.NewMessageSerializer,
        responses={
            201: shapes.MessageCardSerializer,
            200: OpenApiResponse(shapes.MessageCardSerializer, description="It was sent before"),
        },
    )
    def create(self, request: Request, conversation_id: str) -> Response:
        """The same `client_id` again gives the message that is there: repeat it until you have an answer.

        403 `cannot_write`, `takes_no_strangers`; 409 `wait_for_answer`, `too_many_requests`, `attachments_wrong`;
        400 `message_empty`, `reply_unknown`.
        """
        conversation = self.conversation()
        form = shapes.NewMessageSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        sent = services.send_message(conversation, services.Draft(**form.validated_data), by=request.user)
        return self.answer(sent.message, code=201 if sent.is_new else 200)

    @extend_schema(summary="Edit a message", tags=TAGS, request=shapes.MessageEditSerializer)
    def partial_update(self, request: Request, conversation_id: str, pk: str) -> Response:
        """For a day. 409 `too_late_to_edit`, `message_deleted`."""
        message, body = self.get_object(), self.said(shapes.MessageEditSerializer)["body"]
        return self.answer(services.edit_message(message, body=body, by=request.user))

    @extend_schema(summary="Delete a message", tags=TAGS, responses={200: shapes.MessageCardSerializer})
    def destroy(self, request: Request, conversation_id: str, pk: str) -> Response:
        """For everybody: an empty place remains."""
        return self.answer(services.delete_message(self.get_object(), by=request.user))

    @extend_schema(summary="React to a message", tags=TAGS, request=shapes.ReactSerializer)
    @action(detail=True, methods=["post"])
    def reactions(self, request: Request, conversation_id: str, pk: str) -> Response:
        message, said = self.get_object(), self.said(shapes.ReactSerializer)
        return self.answer(services.react(message, by=request.user, **said))

    def said(self, shape: type[Any]) -> dict[str, Any]:
        form = shape(data=self.request.data)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def answer(self, message: Message, code: int = 200) -> Response:
        fresh = Message.objects.prefetch_related(*reports.MESSAGE_PARTS).get(pk=message.pk)
        hidden = masked_from(self.request.user, message.conversation, reports.people_in([fresh]))
        [card] = cards_of([fresh], hidden=hidden)
        return Response(self.get_serializer(card).data, status=code)
