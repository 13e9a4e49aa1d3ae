"""The doors of attachments."""

from typing import Any, ClassVar

from django.http import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts.models import User
from strato.core.api.files import FILE_ANSWERS, AnyAccept
from strato.core.api.pagination import KeysetPagination
from strato.core.api.parsers import FormParser
from strato.core.api.policy import Policy
from strato.core.api.throttles import UploadThrottle
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.errors import Missing
from strato.core.files import serving, take
from strato.core.files.errors import LinkExpired
from strato.core.files.links import Link
from strato.core.policies import anyone, signed_in
from strato.messaging import links, policies, services
from strato.messaging.api import message_shapes as shapes
from strato.messaging.cards import attachment_card
from strato.messaging.models import Attachment, Conversation

TAGS = ["messaging"]
CONVERSATION = OpenApiParameter("conversation_id", {"type": "string", "format": "uuid"}, OpenApiParameter.PATH)


@extend_schema(parameters=[CONVERSATION])
class AttachmentViewSet(ScopedViewSet):
    """The files of one of my conversations."""

    model = Attachment
    serializer_class = shapes.AttachmentCardSerializer
    pagination_class = KeysetPagination
    filter_backends = ()
    parser_classes = (FormParser,)
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "create": signed_in,
        "retrieve": signed_in,
        "destroy": policies.can_drop_attachment,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"list": {400}}

    def refine(self, rows: Any) -> Any:
        return rows.filter(conversation=self.kwargs["conversation_id"])

    def conversation(self) -> Conversation:
        found = Conversation.objects.visible_to(self.request.user).filter(pk=self.kwargs["conversation_id"]).first()
        if found is None:
            raise Missing
        return found

    def get_throttles(self) -> list[Any]:
        throttles = super().get_throttles()
        return [*throttles, UploadThrottle()] if self.request.method == "POST" else throttles

    @extend_schema(summary="Files of a conversation", tags=TAGS, parameters=[shapes.FilesAskedSerializer])
    def list(self, request: Request, conversation_id: str) -> Response:
        """Those that were sent, the newest first."""
        asked = shapes.FilesAskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        self.conversation()
        rows = self.get_queryset().exclude(message=None).filter(**asked.validated_data)
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer([attachment_card(row) for row in page], many=True).data)

    @extend_schema(summary="One file, with fresh links", tags=TAGS)
    def retrieve(self, request: Request, conversation_id: str, pk: str) -> Response:
        return Response(self.get_serializer(attachment_card(self.get_object())).data)

    @extend_schema(
        summary="Upload a file to be sent",
        tags=TAGS,
        request={"multipart/form-data": shapes.NewAttachmentSerializer},
        responses={201: shapes.AttachmentCardSerializer},
    )
    def create(self, request: Request, conversation_id: str) -> Response:
        """Name it in `attachments` of the message; what is not sent within a day is deleted.

        413 `attachment_too_large`, `attachment_quota`, `image_too_large`; 415 `attachment_unsupported`,
        `attachment_broken`, `not_an_image`; 409 `too_many_unsent`; 403 `cannot_write`.
        """
        conversation = self.conversation()
        form = shapes.NewAttachmentSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        row = services.attach_file(
            conversation, file=said.get("file") or take(said["upload"], request.user), by=request.user
        )
        return Response(self.get_serializer(attachment_card(row)).data, status=201)

    @extend_schema(summary="Drop a file that was not sent", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, conversation_id: str, pk: str) -> Response:
        services.drop_attachment(self.get_object(), by=request.user)
        return Response(status=204)


class AttachmentFileView(PolicyView):
    """Serves an attachment to the one person whom the link was made for, while they may read the message."""

    policy: ClassVar[dict[str, Policy]] = {"get": anyone}
    authentication_classes = ()
    content_negotiation_class = AnyAccept

    @extend_schema(
        summary="Download an attachment",
        description="The link names the person it was made for, who must still take part in the conversation.",
        tags=TAGS,
        responses=FILE_ANSWERS,
    )
    def get(self, request: Request, token: str) -> HttpResponseBase:
        link = links.unseal(token)
        person = User.objects.filter(pk=link.person, is_active=True).first()
        row = Attachment.objects.visible_to(person).filter(pk=link.attachment).first() if person else None
        if row is None:
            raise LinkExpired
        file = row.thumbnail if link.variant == links.THUMBNAIL and row.thumbnail else row.file
        expires = 0  # the token was asked for its age already
        return serving.serve(request._request, Link(str(file.name), row.filename, inline=True, expires_at=expires))
