"""How people look to each other."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.accounts.api.serializers import AvatarUrlField
from strato.accounts.models import User
from strato.community import reports
from strato.community.models import Block, Friendship, Profile
from strato.community.policies import can_read_profile, can_see_friends
from strato.community.states import Relation
from strato.core.api import serializers
from strato.core.api.serializers import AllowedActionsField

RELATION = {"$ref": "#/components/schemas/RelationEnum"}


class SearchSerializer(serializers.Serializer[Any]):
    search = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")


class DirectionSerializer(serializers.Serializer[Any]):
    direction = serializers.ChoiceField(
        choices=["in", "out"], required=False, help_text="in: mine to answer; out: theirs; left out: both"
    )


class CommunityPersonSerializer(serializers.ModelSerializer[User]):
    """Somebody in one line."""

    display_name = serializers.CharField(read_only=True)
    avatar_url = AvatarUrlField()

    class Meta:
        model = User
        fields: tuple[str, ...] = ("id", "display_name", "username", "avatar_url")
        read_only_fields = fields


class PersonCardSerializer(CommunityPersonSerializer):
    """Somebody in one line, and how they stand to me."""

    relation = serializers.ChoiceField(choices=Relation.choices, read_only=True)

    class Meta(CommunityPersonSerializer.Meta):
        fields = (*CommunityPersonSerializer.Meta.fields, "relation")
        read_only_fields = fields

    def to_representation(self, instance: User) -> dict[str, Any]:
        shown = super().to_representation(instance)
        return shown | {"relation": reports.relation_of(instance, self.context["request"].user).value}


class PersonProfileSerializer(PersonCardSerializer):
    """A person's page. What their visibility keeps from me is null, and ``is_open`` false."""

    request_id = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="The friend request between us that waits for an answer"
    )
    is_open = serializers.SerializerMethodField(help_text="May I read the profile?")
    headline = serializers.SerializerMethodField()
    bio = serializers.SerializerMethodField()
    location = serializers.SerializerMethodField()
    website = serializers.SerializerMethodField()
    friends_count = serializers.SerializerMethodField(help_text="Those that I may see; null where I may not")
    allowed_actions = AllowedActionsField()

    class Meta(PersonCardSerializer.Meta):
        fields = (
            *PersonCardSerializer.Meta.fields, "request_id", "is_open", "headline", "bio", "location",
            "website", "friends_count", "allowed_actions",
        )  # fmt: skip
        read_only_fields = fields

    def get_is_open(self, person: User) -> bool:
        return can_read_profile(self.context["request"].user, person)

    def get_bio(self, person: User) -> str | None:
        return person.bio if self.get_is_open(person) else None

    def get_location(self, person: User) -> str | None:
        return person.location if self.get_is_open(person) else None

    def get_headline(self, person: User) -> str | None:
        return self.of_profile(person, "headline")

    def get_website(self, person: User) -> str | None:
        return self.of_profile(person, "website")

    def get_friends_count(self, person: User) -> int | None:
        user = self.context["request"].user
        return reports.friends_of(person, seen_by=user).count() if can_see_friends(user, person) else None

    def of_profile(self, person: User, name: str) -> str | None:
        profile: Profile | None = getattr(person, "profile", None)
        return str(getattr(profile, name, "")) if self.get_is_open(person) else None


class FriendRequestSerializer(serializers.ModelSerializer[Friendship]):
    """A request, seen from my side of it."""

    person = serializers.SerializerMethodField(help_text="Who is at the other end")
    direction = serializers.SerializerMethodField(help_text="in: they ask; out: I asked")
    asked_at = serializers.DateTimeField(source="status_changed_at", read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Friendship
        fields = ("id", "person", "direction", "status", "asked_at", "allowed_actions")
        read_only_fields = ("status",)

    @extend_schema_field(CommunityPersonSerializer)
    def get_person(self, friendship: Friendship) -> Any:
        return CommunityPersonSerializer(friendship.other_than(self.context["request"].user)).data

    @extend_schema_field({"type": "string", "enum": ["in", "out"]})
    def get_direction(self, friendship: Friendship) -> str:
        return "out" if friendship.requester_id == self.context["request"].user.pk else "in"


class BlockSerializer(serializers.ModelSerializer[Block]):
    """Somebody I blocked."""

    person = CommunityPersonSerializer(source="blocked", read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Block
        fields = ("id", "person", "created_at", "allowed_actions")


class MyProfileSerializer(serializers.ModelSerializer[Profile]):
    website = serializers.RegexField(
        r"^https?://\S+$", max_length=200, required=False, allow_blank=True, help_text="https://..."
    )

    class Meta:
        model = Profile
        fields = ("headline", "website", "friends_visibility", "takes_requests")
