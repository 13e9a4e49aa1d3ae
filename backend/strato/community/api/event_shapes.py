"""How events look from outside: the place as far as the reader may know it."""

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.accounts.models import User
from strato.community import gatherings as reports
from strato.community.api.people_shapes import CommunityPersonSerializer
from strato.community.models import Attendance, Event, Pet
from strato.community.states import Answer, AttendanceStatus, Scope
from strato.core.api import serializers
from strato.core.api.etags import VersionField
from strato.core.api.serializers import AllowedActionsField, VisibleField
from strato.core.files import download_url
from strato.labs.models import Lab

LONGEST_SPAN = timedelta(days=62)
ANSWERED = {"oneOf": [{"$ref": "#/components/schemas/AttendanceStatusEnum"}, {"type": "null"}]}


class EventQuerySerializer(serializers.Serializer[Any]):
    """Which events."""

    scope = serializers.ChoiceField(choices=Scope.choices, default=Scope.ALL)
    start = serializers.DateTimeField(required=False, help_text="Not over at this time; left out: now")
    end = serializers.DateTimeField(required=False, help_text="Begun before this time")
    search = serializers.CharField(max_length=100, required=False, help_text="In title, description and area")


class EventFilterSerializer(EventQuerySerializer):
    organizer = serializers.UUIDField(required=False, help_text="Given by this person")
    lab = serializers.UUIDField(required=False, help_text="Given by this lab")
    pet = serializers.UUIDField(required=False, help_text="Given in the name of this pet")


class CalendarQuerySerializer(serializers.Serializer[Any]):
    """A piece of time of at most 62 days."""

    scope = serializers.ChoiceField(choices=Scope.choices, default=Scope.ALL)
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not timedelta(0) < attrs["end"] - attrs["start"] <= LONGEST_SPAN:
            raise serializers.ValidationError({"end": "After the start, by 62 days at most."})
        return attrs


class EventNearbyQuerySerializer(EventQuerySerializer):
    lat = serializers.FloatField(min_value=-90, max_value=90)
    lng = serializers.FloatField(min_value=-180, max_value=180)
    radius_km = serializers.FloatField(min_value=0.1, max_value=200, default=25)


class HostingLabSerializer(serializers.ModelSerializer[Lab]):
    class Meta:
        model = Lab
        fields = ("id", "name", "slug")


class HostingPetSerializer(serializers.ModelSerializer[Pet]):
    avatar_url = serializers.SerializerMethodField()

    class Meta:
        model = Pet
        fields = ("id", "name", "species", "avatar_url")

    def get_avatar_url(self, pet: Pet) -> str | None:
        return download_url(pet.avatar, inline=True)


class EventCardSerializer(serializers.ModelSerializer[Event]):
    """An event in a list, a calendar or on a map."""

    organizer = CommunityPersonSerializer(read_only=True)
    lab = HostingLabSerializer(read_only=True, allow_null=True)
    pet = HostingPetSerializer(read_only=True, allow_null=True)
    cover_url = serializers.SerializerMethodField()
    knows_place = serializers.SerializerMethodField(help_text="Do I know where exactly? Else lat and lng are coarse")
    place = serializers.SerializerMethodField()
    lat = serializers.SerializerMethodField()
    lng = serializers.SerializerMethodField()
    my_answer = serializers.SerializerMethodField()
    my_guests = serializers.SerializerMethodField()

    class Meta:
        model = Event
        fields: tuple[str, ...] = (
            "id", "title", "status", "visibility", "starts_at", "ends_at", "timezone", "area", "place", "lat", "lng",
            "is_place_private", "knows_place", "cover_url", "organizer", "lab", "pet", "capacity", "seats_taken",
            "most_guests", "my_answer", "my_guests",
        )  # fmt: skip
        read_only_fields: tuple[str, ...] = fields

    @property
    def reader(self) -> Any:
        return self.context["request"].user

    def get_cover_url(self, event: Event) -> str | None:
        return download_url(event.cover, inline=True)

    def get_knows_place(self, event: Event) -> bool:
        return reports.knows_place(self.reader, event)

    def get_place(self, event: Event) -> str | None:
        return event.place if reports.knows_place(self.reader, event) else None

    def get_lat(self, event: Event) -> float | None:
        return event.lat if reports.knows_place(self.reader, event) else event.map_lat

    def get_lng(self, event: Event) -> float | None:
        return event.lng if reports.knows_place(self.reader, event) else event.map_lng

    @extend_schema_field(ANSWERED)
    def get_my_answer(self, event: Event) -> str | None:
        return reports.answer_of(self.reader, event)

    def get_my_guests(self, event: Event) -> int:
        return getattr(event, "my_guests", None) or 0


class EventNearbySerializer(EventCardSerializer):
    """An event and how far its point on the map is; for a private place that is a coarse one, for everybody."""

    distance_km = serializers.SerializerMethodField()

    class Meta(EventCardSerializer.Meta):
        fields = (*EventCardSerializer.Meta.fields, "distance_km")
        read_only_fields = fields

    def get_distance_km(self, event: Event) -> float:
        distance: float = self.context["distances"][event.pk]
        return round(distance, 2)


class EventSerializer(EventCardSerializer):
    """Everything about an event that the reader may know."""

    waiting_count = serializers.SerializerMethodField(help_text="How many wait for a seat")
    my_place_in_line = serializers.SerializerMethodField(help_text="1 is seated next; null: I don't wait")
    cancel_reason = serializers.SerializerMethodField(help_text="Why it was cancelled, as the host wrote it")
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta(EventCardSerializer.Meta):
        fields = (
            *EventCardSerializer.Meta.fields, "description", "waiting_count", "my_place_in_line", "cancel_reason", "created_at",
            "version", "allowed_actions",
        )  # fmt: skip
        read_only_fields = fields

    def get_waiting_count(self, event: Event) -> int:
        return event.attendances.waiting().count()

    def get_my_place_in_line(self, event: Event) -> int | None:
        return reports.place_in_line(self.reader, event)

    def get_cancel_reason(self, event: Event) -> str:
        return reports.cancel_reason(event)


class EventFactsSerializer(serializers.ModelSerializer[Event]):
    """What a host writes."""

    lat = serializers.FloatField(min_value=-90, max_value=90, required=False, allow_null=True)
    lng = serializers.FloatField(min_value=-180, max_value=180, required=False, allow_null=True)
    capacity = serializers.IntegerField(min_value=1, max_value=1_000_000, required=False, allow_null=True)
    most_guests = serializers.IntegerField(min_value=0, max_value=20, required=False)
    lab = VisibleField(queryset=Lab.objects.all(), required=False, allow_null=True)
    pet = VisibleField(queryset=Pet.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Event
        fields = (
            "title", "description", "visibility", "starts_at", "ends_at", "timezone", "area", "place", "lat", "lng",
            "is_place_private", "capacity", "most_guests", "lab", "pet",
        )  # fmt: skip

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        lat, lng = (attrs.get(name, getattr(self.instance, name, None)) for name in ("lat", "lng"))
        if (lat is None) != (lng is None):
            missing = "lat" if lat is None else "lng"
            raise serializers.ValidationError({missing: "A place needs both its latitude and its longitude."})
        return attrs


class AnswerToEventSerializer(serializers.Serializer[Any]):
    answer = serializers.ChoiceField(choices=Answer.choices)
    guests = serializers.IntegerField(min_value=0, max_value=20, default=0)


class InvitationsSerializer(serializers.Serializer[Any]):
    people = serializers.ListField(child=VisibleField(queryset=User.objects.all()), min_length=1, max_length=100)


class CancelEventSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class EventCoverSerializer(serializers.Serializer[Any]):
    image = serializers.FileField(help_text="JPEG, PNG, WebP or GIF")


class AttendanceSerializer(serializers.ModelSerializer[Attendance]):
    """Somebody and the event."""

    person = CommunityPersonSerializer(source="user", read_only=True)
    status = serializers.ChoiceField(choices=AttendanceStatus.choices, read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Attendance
        fields = ("id", "person", "status", "guests", "status_changed_at", "allowed_actions")
        read_only_fields = ("guests", "status_changed_at")


class CalendarFeedSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(read_only=True, help_text="Whoever has it reads your calendar")
