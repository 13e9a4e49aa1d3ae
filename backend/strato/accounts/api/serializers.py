"""People and their sessions as JSON."""

from typing import Any, get_type_hints

from drf_spectacular.utils import extend_schema_field

from strato.accounts.models import Language, User, check_username
from strato.accounts.profile import profile_parts
from strato.core.api import serializers
from strato.core.files import download_url


class AddressField(serializers.EmailField):
    """An e-mail address in lower case, as it is kept; its length is checked as it is kept, too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        return str(super().to_internal_value(data)).lower()


class RegisterSerializer(serializers.Serializer[Any]):
    """What a person tells us when they sign up."""

    email = AddressField()
    password = serializers.CharField(max_length=256, write_only=True, trim_whitespace=False)
    username = serializers.CharField(max_length=40, required=False, allow_null=True, validators=[check_username])
    name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=Language.choices, required=False)


class SignInSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=256, write_only=True, trim_whitespace=False)


class RefreshSerializer(serializers.Serializer[Any]):
    refresh = serializers.CharField(max_length=4096)


class VerifySerializer(serializers.Serializer[Any]):
    token = serializers.CharField(max_length=4096, help_text="An access or a refresh token.")


class TokenPairSerializer(serializers.Serializer[Any]):
    """``access`` lives 60 minutes; ``refresh`` lives 7 days and is spent for the next one."""

    access = serializers.CharField(read_only=True)
    refresh = serializers.CharField(read_only=True)


class GuestKeySerializer(serializers.Serializer[Any]):
    key = serializers.CharField(read_only=True)


def part_field(name: str) -> serializers.Field[Any, Any, Any, Any]:
    """The read-only field of one registered profile part, documented by its annotation."""
    read = profile_parts[name]

    class PartField(serializers.Field[Any, Any, Any, Any]):
        def to_representation(self, user: User) -> Any:
            return read(user)

    extend_schema_field(get_type_hints(read)["return"])(PartField)
    return PartField(source="*", read_only=True)


class AvatarUrlField(serializers.Field[Any, Any, Any, Any]):
    """A link to the picture that lives for minutes, or null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="avatar", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str | None:
        return download_url(value, inline=True)


extend_schema_field({"type": ["string", "null"], "format": "uri-reference"})(AvatarUrlField)


class MeSerializer(serializers.ModelSerializer[User]):
    """The signed-in person, with what the apps above add (memberships of labs)."""

    avatar_url = AvatarUrlField()
    is_admin = serializers.BooleanField(read_only=True)
    display_name = serializers.CharField(read_only=True)
    pending_email = serializers.CharField(
        read_only=True, allow_null=True, help_text="Takes the place of `email` when it is confirmed."
    )

    class Meta:
        model = User
        fields = (
            "id",
            "email",
            "email_confirmed_at",
            "email_refused_at",
            "email_refusal",
            "pending_email",
            "username",
            "name",
            "display_name",
            "avatar_url",
            "bio",
            "location",
            "language",
            "currency",
            "theme",
            "visibility",
            "role",
            "is_admin",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **{name: part_field(name) for name in profile_parts}}


class ProfileChangesSerializer(serializers.ModelSerializer[User]):
    """What a person may change about themselves; ``avatar`` as multipart, null removes it."""

    username = serializers.CharField(max_length=40, required=False, allow_null=True, validators=[check_username])
    avatar = serializers.FileField(required=False, allow_null=True)

    class Meta:
        model = User
        fields = ("name", "username", "bio", "location", "language", "currency", "theme", "visibility", "avatar")


class SessionSerializer(TokenPairSerializer):
    """A person who is signed in now."""

    user = MeSerializer(read_only=True)
