"""Messages as the API gives and takes them. The shapes are those of the frames, with links to the files."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer

from strato.core.api import serializers
from strato.messaging import links
from strato.messaging.cards import AttachmentCard
from strato.messaging.services.sending import MOST_ATTACHMENTS
from strato.messaging.states import AttachmentKind, MessageKind, NoteAct

LINK = {"type": ["string", "null"], "format": "uri-reference"}


class AttachmentCardSerializer(serializers.Serializer[Any]):
    """One file of a message. The links are for you alone and live for ten to twenty minutes; frames have none."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=AttachmentKind.choices)
    filename = serializers.CharField()
    content_type = serializers.CharField()
    size_bytes = serializers.IntegerField()
    width = serializers.IntegerField(allow_null=True, help_text="Pixels, of images")
    height = serializers.IntegerField(allow_null=True)
    url = serializers.SerializerMethodField()
    thumbnail_url = serializers.SerializerMethodField(help_text="Of images")

    @extend_schema_field(LINK)
    def get_url(self, card: AttachmentCard) -> str | None:
        return links.url_of(card.id, self.context["request"].user.pk)

    @extend_schema_field(LINK)
    def get_thumbnail_url(self, card: AttachmentCard) -> str | None:
        if card.kind != AttachmentKind.IMAGE:
            return None
        return links.url_of(card.id, self.context["request"].user.pk, links.THUMBNAIL)


class ReactionCardSerializer(serializers.Serializer[Any]):
    emoji = serializers.CharField()
    people = serializers.ListField(child=serializers.UUIDField(), help_text="In the order they said it")


class QuoteCardSerializer(serializers.Serializer[Any]):
    """The message that is answered, in short."""

    id = serializers.UUIDField()
    seq = serializers.IntegerField()
    sender = serializers.UUIDField(allow_null=True)
    excerpt = serializers.CharField()
    is_deleted = serializers.BooleanField()


class NoteCardSerializer(serializers.Serializer[Any]):
    """What the sender did to the group, and to whom."""

    act = serializers.ChoiceField(choices=NoteAct.choices)
    people = serializers.ListField(child=serializers.UUIDField())
    title = serializers.CharField()


class MessageCardSerializer(serializers.Serializer[Any]):
    """One message. Deleted ones and those of people out of sight keep their place and say nothing."""

    id = serializers.UUIDField()
    conversation = serializers.UUIDField()
    seq = serializers.IntegerField(help_text="Its number in the conversation, without gaps")
    kind = serializers.ChoiceField(choices=MessageKind.choices)
    sender = serializers.UUIDField(
        allow_null=True, help_text="One of the conversation's people; null when they are gone"
    )
    client_id = serializers.UUIDField()
    body = serializers.CharField()
    reply_to = QuoteCardSerializer(allow_null=True)
    attachments = AttachmentCardSerializer(many=True)
    reactions = ReactionCardSerializer(many=True)
    note = NoteCardSerializer(allow_null=True)
    created_at = serializers.CharField()
    edited_at = serializers.CharField(allow_null=True)
    deleted_at = serializers.CharField(allow_null=True)
    is_hidden = serializers.BooleanField(help_text="Written by somebody out of sight")


@extend_schema_serializer(many=False)
class MessagePageSerializer(serializers.Serializer[Any]):
    """A stretch of the conversation, oldest first."""

    results = MessageCardSerializer(many=True)
    has_before = serializers.BooleanField(help_text="There are older ones: ask before=<the first seq>")
    has_after = serializers.BooleanField(help_text="There are newer ones: ask after=<the last seq>")


class StretchSerializer(serializers.Serializer[Any]):
    """Which stretch: at most one of ``before``, ``after``, ``around``; without any the newest."""

    before = serializers.IntegerField(required=False, min_value=0, max_value=2**53, help_text="Older than this seq")
    after = serializers.IntegerField(required=False, min_value=0, max_value=2**53, help_text="Newer than this seq")
    around = serializers.IntegerField(
        required=False, min_value=0, max_value=2**53, help_text="With this seq in the middle"
    )
    limit = serializers.IntegerField(required=False, min_value=1, max_value=100, default=50)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len({"before", "after", "around"} & attrs.keys()) > 1:
            raise serializers.ValidationError({"before": "Name one of before, after and around."})
        return attrs


class NewMessageSerializer(serializers.Serializer[Any]):
    client_id = serializers.UUIDField(help_text="Yours, fresh for each message; the same one again sends nothing twice")
    body = serializers.CharField(max_length=8000, required=False, allow_blank=True, default="")
    reply_to = serializers.UUIDField(required=False, allow_null=True, default=None)
    attachments = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=MOST_ATTACHMENTS, default=list
    )


class MessageEditSerializer(serializers.Serializer[Any]):
    body = serializers.CharField(max_length=8000, allow_blank=True)


class ReactSerializer(serializers.Serializer[Any]):
    emoji = serializers.CharField(max_length=32)
    is_on = serializers.BooleanField(default=True, help_text="False takes it back")


class NewAttachmentSerializer(serializers.Serializer[Any]):
    """A file in the form, or the id of a finished resumable upload (`/api/uploads/`)."""

    file = serializers.FileField(
        required=False, help_text="Image, STL, OBJ, 3MF, G-code, PDF, office document, text or ZIP"
    )
    upload = serializers.UUIDField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len({"file", "upload"} & attrs.keys()) != 1:
            raise serializers.ValidationError({"file": "Send a file, or name an upload."}, code="required")
        return attrs


class FilesAskedSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=AttachmentKind.choices, required=False, help_text="Only files of this kind")


class WordsSerializer(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=200, allow_blank=True, help_text="Words; the last may be unfinished")
    conversation = serializers.UUIDField(required=False, help_text="Only in this one")
