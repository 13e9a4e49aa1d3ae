"""How pets look from outside."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field

from strato.community.api.people_shapes import CommunityPersonSerializer
from strato.community.measures import MOST_GRAMS, MOST_MM, to_grams, to_mm
from strato.community.models import Pet, PetPhoto
from strato.community.states import LengthUnit, WeightUnit
from strato.core.api import serializers
from strato.core.api.etags import VersionField
from strato.core.api.serializers import AllowedActionsField
from strato.core.files import download_url


class LengthSerializer(serializers.Serializer[Any]):
    """A length as it was measured; answers are in whole millimeters."""

    value = serializers.FloatField(min_value=0.01, max_value=MOST_MM)
    unit = serializers.ChoiceField(choices=LengthUnit.choices)


class WeightSerializer(serializers.Serializer[Any]):
    """A weight as it was measured; answers are in whole grams."""

    value = serializers.FloatField(min_value=0.001, max_value=MOST_GRAMS)
    unit = serializers.ChoiceField(choices=WeightUnit.choices)


class MeasureField(serializers.Field[int, Any, dict[str, Any], Any]):
    """A whole number of base units inside, a value with its unit outside."""

    shape: ClassVar[type[serializers.Serializer[Any]]]
    base: ClassVar[str]
    most: ClassVar[int]
    convert: ClassVar[Any]
    default_error_messages = {"range": "Between 1 and {most} {unit}."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, required=False, **kwargs)

    def to_representation(self, value: int) -> dict[str, Any]:
        return {"value": value, "unit": self.base}

    def to_internal_value(self, data: Any) -> int:
        inner = self.shape(data=data)
        inner.is_valid(raise_exception=True)
        found: int = self.convert(inner.validated_data["value"], inner.validated_data["unit"])
        if not 1 <= found <= self.most:
            self.fail("range", most=self.most, unit=self.base)
        return found


@extend_schema_field(LengthSerializer)
class LengthField(MeasureField):
    shape, base, most = LengthSerializer, LengthUnit.MM.value, MOST_MM
    convert = staticmethod(to_mm)


@extend_schema_field(WeightSerializer)
class WeightField(MeasureField):
    shape, base, most = WeightSerializer, WeightUnit.GRAM.value, MOST_GRAMS
    convert = staticmethod(to_grams)


class MeasurementsSerializer(serializers.Serializer[Any]):
    """What things are made to; what is left out stays, null takes it away."""

    neck = LengthField(source="neck_mm", help_text="Around the neck where the collar sits")
    chest = LengthField(source="chest_mm", help_text="Around the chest at its widest")
    back = LengthField(source="back_mm", help_text="From the neck to the root of the tail")
    leg = LengthField(source="leg_mm", help_text="A front leg from elbow to ground")
    weight = WeightField(source="weight_g")


class PetPhotoSerializer(serializers.ModelSerializer[PetPhoto]):
    """One picture, in two sizes."""

    url = serializers.SerializerMethodField()
    thumbnail_url = serializers.SerializerMethodField()

    class Meta:
        model = PetPhoto
        fields = ("id", "url", "thumbnail_url", "width", "height", "caption", "position")
        read_only_fields = ("width", "height", "position")

    def get_url(self, photo: PetPhoto) -> str | None:
        return download_url(photo.image, inline=True)

    def get_thumbnail_url(self, photo: PetPhoto) -> str | None:
        return download_url(photo.thumbnail, inline=True)


class PetCardSerializer(serializers.ModelSerializer[Pet]):
    """A pet in a list."""

    owner = CommunityPersonSerializer(read_only=True)
    avatar_url = serializers.SerializerMethodField()

    class Meta:
        model = Pet
        fields: tuple[str, ...] = (
            "id", "name", "species", "breed", "birthday", "visibility", "avatar_url", "owner",
        )  # fmt: skip

    def get_avatar_url(self, pet: Pet) -> str | None:
        return download_url(pet.avatar, inline=True)


class PetSerializer(PetCardSerializer):
    """Everything about a pet."""

    measurements = MeasurementsSerializer(source="*", required=False)
    photos = PetPhotoSerializer(many=True, read_only=True)
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta(PetCardSerializer.Meta):
        fields = (
            *PetCardSerializer.Meta.fields, "about", "measurements", "measured_on", "photos", "created_at", "version",
            "allowed_actions",
        )  # fmt: skip
        read_only_fields = ("measured_on", "created_at")


class NewPhotoSerializer(serializers.Serializer[Any]):
    image = serializers.FileField(help_text="JPEG, PNG, WebP or GIF")
    caption = serializers.CharField(max_length=200, required=False, allow_blank=True)


class NewAvatarSerializer(serializers.Serializer[Any]):
    image = serializers.FileField(help_text="JPEG, PNG, WebP or GIF")


class PhotoOrderSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), max_length=50)
