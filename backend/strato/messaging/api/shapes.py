"""Conversations as the API gives and takes them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.accounts.models import User
from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField, VisibleField
from strato.core.files import download_url
from strato.messaging import subjects
from strato.messaging.api.message_shapes import MessageCardSerializer
from strato.messaging.cards import cards_of
from strato.messaging.models import Conversation, InboxSettings, Participant, Presence
from strato.messaging.policies import view_of
from strato.messaging.reports import View, is_online
from strato.messaging.services.opening import MOST_MEMBERS
from strato.messaging.states import Box, ConversationKind, ParticipantRole, Standing


class ConversationPersonSerializer(serializers.Serializer[Any]):
    """Somebody who takes part, or did. What they or you keep to yourselves is null."""

    id = serializers.UUIDField()
    display_name = serializers.CharField()
    username = serializers.CharField(allow_null=True)
    avatar_url = serializers.CharField(allow_null=True)
    role = serializers.ChoiceField(choices=ParticipantRole.choices)
    is_here = serializers.BooleanField(help_text="Takes part; else they wrote here once")
    last_read_seq = serializers.IntegerField(allow_null=True)
    last_delivered_seq = serializers.IntegerField(allow_null=True)
    is_online = serializers.BooleanField(allow_null=True)
    last_seen_at = serializers.DateTimeField(allow_null=True)


class SubjectSerializer(serializers.Serializer[Any]):
    """What the conversation is about."""

    type = serializers.CharField()
    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    link = serializers.CharField()


class SeatSerializer(serializers.ModelSerializer[Participant]):
    """My place in it."""

    class Meta:
        model = Participant
        fields = (
            "role", "standing", "last_read_seq", "is_marked_unread", "is_archived", "muted_until", "joined_at",
        )  # fmt: skip
        read_only_fields = fields


class ConversationSerializer(serializers.ModelSerializer[Conversation]):
    """One conversation as I see it."""

    subject = serializers.SerializerMethodField()
    last_message = serializers.SerializerMethodField()
    unread = serializers.SerializerMethodField(help_text="Messages I have not read")
    me = serializers.SerializerMethodField()
    people = serializers.SerializerMethodField(help_text="The others")
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Conversation
        fields = (
            "id", "kind", "title", "subject", "created_at", "last_activity_at", "last_seq", "last_message", "unread",
            "me", "people", "allowed_actions",
        )  # fmt: skip
        read_only_fields = fields

    def view(self, row: Conversation) -> View:
        return view_of(self.context["request"].user, row)

    @extend_schema_field(SubjectSerializer(allow_null=True))
    def get_subject(self, row: Conversation) -> Any:
        subject = subjects.REGISTRY.get(row.subject_type)
        if subject is None or row.subject_id is None:
            return None
        link = subject.link.format(id=row.subject_id)
        return {"type": subject.name, "id": row.subject_id, "label": subject.label(row.subject_id), "link": link}

    @extend_schema_field(MessageCardSerializer(allow_null=True))
    def get_last_message(self, row: Conversation) -> Any:
        view = self.view(row)
        if row.last_message is None or row.last_message.seq <= view.me.from_seq:
            return None
        hidden = view.hidden if row.is_group else set()
        [card] = cards_of([row.last_message], hidden=hidden)
        return MessageCardSerializer(card, context=self.context).data

    def get_unread(self, row: Conversation) -> int:
        return max(0, row.last_seq - self.view(row).me.last_read_seq)

    @extend_schema_field(SeatSerializer)
    def get_me(self, row: Conversation) -> Any:
        return SeatSerializer(self.view(row).me).data

    @extend_schema_field(ConversationPersonSerializer(many=True))
    def get_people(self, row: Conversation) -> Any:
        view = self.view(row)
        shown = [seat for seat in view.seats if seat is not view.me and is_named(row, seat)]
        return [person_in(seat, view) for seat in shown]


def is_named(conversation: Conversation, seat: Participant) -> bool:
    """Who was asked and said no to a group is not shown in it."""
    return conversation.is_direct or seat.standing not in (Standing.DECLINED, Standing.UNOPENED)


def person_in(seat: Participant, view: View) -> dict[str, Any]:
    person, has_marks = seat.user, seat.user_id in view.receipts
    presence: Presence | None = view.presences.get(person.pk)
    knows_presence = person.pk in view.presences
    is_apart = person.pk in view.hidden
    is_contact = view.me.has_accepted and seat.has_accepted and not is_apart
    return {
        "id": str(person.pk),
        "display_name": person.display_name,
        "username": person.username,
        "avatar_url": None if is_apart else download_url(person.avatar, inline=True),
        "role": seat.role,
        "is_here": seat.left_at is None and person.is_active,
        "last_read_seq": seat.last_read_seq if has_marks else None,
        "last_delivered_seq": seat.last_delivered_seq if is_contact else None,
        "is_online": is_online(presence) if knows_presence else None,
        "last_seen_at": presence.seen_at if presence and knows_presence else None,
    }


class NewConversationSerializer(serializers.Serializer[Any]):
    """With one person, about a subject, or with several: name exactly what its kind needs."""

    kind = serializers.ChoiceField(choices=ConversationKind.choices)
    person = VisibleField(queryset=User.objects.filter(is_active=True), required=False, help_text="direct")
    subject_type = serializers.CharField(max_length=40, required=False, help_text='subject: "print_job" or "order"')
    subject_id = serializers.UUIDField(required=False, help_text="subject")
    title = serializers.CharField(max_length=80, required=False, help_text="group")
    people = VisibleField(
        queryset=User.objects.filter(is_active=True), many=True, required=False, help_text="group: who comes along"
    )

    NEEDS = {
        ConversationKind.DIRECT: {"person"},
        ConversationKind.SUBJECT: {"subject_type", "subject_id"},
        ConversationKind.GROUP: {"title", "people"},
    }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        needed = self.NEEDS[attrs["kind"]]
        if missing := sorted(needed - attrs.keys()):
            raise serializers.ValidationError(dict.fromkeys(missing, "This field is required."), code="required")
        return {name: attrs[name] for name in ("kind", *needed)}

    def validate_people(self, people: list[Any]) -> list[Any]:
        if len(people) > MOST_MEMBERS:
            raise serializers.ValidationError(f"At most {MOST_MEMBERS} people.", code="max_length")
        return people


class ConversationEditSerializer(serializers.Serializer[Any]):
    """``title`` needs a group's admin; the rest is how I keep it for myself."""

    title = serializers.CharField(max_length=80, required=False)
    muted_until = serializers.DateTimeField(required=False, allow_null=True)
    is_archived = serializers.BooleanField(required=False)
    is_marked_unread = serializers.BooleanField(required=False)


class ConversationFilterSerializer(serializers.Serializer[Any]):
    box = serializers.ChoiceField(choices=Box.choices, required=False, default=Box.INBOX)
    kind = serializers.ChoiceField(choices=ConversationKind.choices, required=False)
    unread = serializers.BooleanField(required=False, default=False, help_text="Only those with something new")
    search = serializers.CharField(
        max_length=100, required=False, allow_blank=True, default="", help_text="By title or name"
    )


class AddPeopleSerializer(serializers.Serializer[Any]):
    people = VisibleField(queryset=User.objects.filter(is_active=True), many=True)

    def validate_people(self, people: list[Any]) -> list[Any]:
        if not 1 <= len(people) <= MOST_MEMBERS:
            raise serializers.ValidationError(f"From 1 to {MOST_MEMBERS} people.", code="max_length")
        return people


class ReadSerializer(serializers.Serializer[Any]):
    seq = serializers.IntegerField(min_value=0, max_value=2**53, help_text="The newest message that was read")


class TypingSerializer(serializers.Serializer[Any]):
    is_typing = serializers.BooleanField(default=True)


class InboxSummarySerializer(serializers.Serializer[Any]):
    unread = serializers.IntegerField(help_text="Messages, without those of muted conversations")
    conversations = serializers.IntegerField(help_text="Conversations with something new")
    requests = serializers.IntegerField(help_text="Message requests that wait for an answer")


class InboxSettingsSerializer(serializers.ModelSerializer[InboxSettings]):
    class Meta:
        model = InboxSettings
        fields = ("read_receipts", "presence", "takes_requests")


class BeHereSerializer(serializers.Serializer[Any]):
    is_active = serializers.BooleanField(default=True, help_text="False: I am leaving")
