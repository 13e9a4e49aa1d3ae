"""How labs and memberships look from outside."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field

from strato.accounts.models import User
from strato.core.api import serializers
from strato.core.api.etags import VersionField
from strato.core.api.serializers import AllowedActionsField
from strato.core.files import download_url
from strato.core.money import MAX_AMOUNT
from strato.labs.hours import DAYS, OpeningHours
from strato.labs.models import Lab, LabStatusChange, Membership
from strato.labs.policies import roles_of
from strato.labs.rates import Rates
from strato.labs.states import LabRole

MAX_PIECES = 100_000


class MachineHourSerializer(serializers.Serializer[Any]):
    fdm = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, allow_null=True, required=False)
    sla = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, allow_null=True, required=False)
    sls = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, allow_null=True, required=False)


class FinishingSerializer(serializers.Serializer[Any]):
    sanded = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, required=False)
    primed = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, required=False)


class RushStepSerializer(serializers.Serializer[Any]):
    within_days = serializers.IntegerField(min_value=1, max_value=365)
    percent = serializers.IntegerField(min_value=0, max_value=500)


class QuantityBreakSerializer(serializers.Serializer[Any]):
    percent = serializers.IntegerField(min_value=0, max_value=90)

    def get_fields(self) -> dict[str, Any]:  # "from" is a word of Python
        return {"from": serializers.IntegerField(min_value=2, max_value=MAX_PIECES), **super().get_fields()}


class RatesSerializer(serializers.Serializer[Any]):
    """A lab's price list; amounts in minor units of the lab's currency. What is left out keeps its value."""

    setup_amount = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, required=False)
    machine_hour = MachineHourSerializer(required=False)
    prep_amount = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, required=False)
    support_removal_amount = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, required=False)
    finishing = FinishingSerializer(required=False)
    failure_percent = serializers.IntegerField(min_value=0, max_value=100, required=False)
    minimum_amount = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, required=False)
    quantity_breaks = QuantityBreakSerializer(many=True, required=False)
    rush = RushStepSerializer(many=True, required=False)
    member_discount_percent = serializers.IntegerField(min_value=0, max_value=100, required=False)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The whole price list, with the defaults for what the lab never set."""
        return Rates.from_json(instance).to_json()


SPAN = {"type": "array", "items": {"type": "string", "example": "09:00"}, "minItems": 2, "maxItems": 2}
HOURS_SCHEMA = {
    "type": "object",
    "description": "Spans of each weekday; a day left out is closed, an empty table is always open.",
    "properties": {day: {"type": "array", "items": SPAN} for day in DAYS},
    "additionalProperties": False,
}


@extend_schema_field(HOURS_SCHEMA)
class OpeningHoursField(serializers.JSONField):
    """The weekly table; the rule that checks it is in ``labs.hours``."""


class LabSummarySerializer(serializers.ModelSerializer[Lab]):
    """A lab on a card or a map."""

    is_open = serializers.SerializerMethodField(help_text="By its opening hours, now.")
    my_role = serializers.SerializerMethodField()
    cover_url = serializers.SerializerMethodField()

    class Meta:
        model = Lab
        fields: tuple[str, ...] = (
            "id", "name", "slug", "description", "status", "city", "country", "lat", "lng", "currency",
            "payment_policy", "auto_accept", "is_open", "my_role", "cover_url", "created_at",
        )  # fmt: skip

    def get_cover_url(self, lab: Lab) -> str | None:
        return download_url(lab.cover, inline=True)

    def get_is_open(self, lab: Lab) -> bool:
        return OpeningHours.from_json(lab.opening_hours, lab.timezone).is_open_at(timezone.now())

    @extend_schema_field({"oneOf": [{"$ref": "#/components/schemas/LabRoleEnum"}, {"type": "null"}]})
    def get_my_role(self, lab: Lab) -> str | None:
        return roles_of(self.context["request"].user).get(lab.pk)


class LabSerializer(LabSummarySerializer):
    """Everything about a lab."""

    lat = serializers.FloatField(min_value=-90, max_value=90, required=False, allow_null=True)
    lng = serializers.FloatField(min_value=-180, max_value=180, required=False, allow_null=True)
    country = serializers.RegexField(r"^[A-Z]{2}$", required=False, allow_blank=True, help_text="ISO 3166-1 alpha-2")
    opening_hours = OpeningHoursField(required=False)
    rates = RatesSerializer(required=False)
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta(LabSummarySerializer.Meta):
        fields = (
            *LabSummarySerializer.Meta.fields, "email", "phone", "website", "street", "postal_code", "timezone",
            "opening_hours", "rates", "status_changed_at", "updated_at", "version",
            "allowed_actions",
        )  # fmt: skip
        read_only_fields = ("slug", "status", "created_at", "status_changed_at")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        lat, lng = (attrs.get(name, getattr(self.instance, name, None)) for name in ("lat", "lng"))
        if (lat is None) != (lng is None):
            missing = "lat" if lat is None else "lng"
            raise serializers.ValidationError({missing: "A place needs both its latitude and its longitude."})
        return attrs


class LabNearbySerializer(LabSummarySerializer):
    """A lab on the map, with its distance."""

    distance_km = serializers.SerializerMethodField()

    class Meta(LabSummarySerializer.Meta):
        fields = (*LabSummarySerializer.Meta.fields, "distance_km")

    def get_distance_km(self, lab: Lab) -> float:
        distance: float = self.context["distances"][lab.pk]
        return round(distance, 2)


class CoverSerializer(serializers.Serializer[Any]):
    image = serializers.FileField(help_text="JPEG, PNG, WebP or GIF")


class NearbyQuerySerializer(serializers.Serializer[Any]):
    lat = serializers.FloatField(min_value=-90, max_value=90)
    lng = serializers.FloatField(min_value=-180, max_value=180)
    radius_km = serializers.FloatField(min_value=0.1, max_value=2000, default=50)


class ReasonSerializer(serializers.Serializer[Any]):
    """Why: read by the people it concerns."""

    reason = serializers.CharField(max_length=1000)


class OptionalReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class PersonSerializer(serializers.ModelSerializer[User]):
    """Who somebody is, in one line."""

    name = serializers.CharField(source="display_name", read_only=True)

    class Meta:
        model = User
        fields = ("id", "name", "username")


class LabStatusChangeSerializer(serializers.ModelSerializer[LabStatusChange]):
    by = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = LabStatusChange
        fields = ("from_status", "to_status", "by", "reason", "at")


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    """One person's role in the lab; e-mail addresses are for the lab's own people."""

    user = PersonSerializer(read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Membership
        fields = ("id", "user", "email", "role", "created_at", "allowed_actions")


class NewMemberSerializer(serializers.Serializer[Any]):
    """Whom to add: somebody who has an account, by e-mail address or by id."""

    email = serializers.EmailField(required=False)
    user = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True), required=False)
    role = serializers.ChoiceField(choices=LabRole.choices)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        email = attrs.pop("email", None)
        if ("user" in attrs) == (email is not None):
            raise serializers.ValidationError({"email": "Name one person: by e-mail address or by user id."})
        if email is not None:
            attrs["user"] = User.objects.filter(email=email.lower(), is_active=True).first()
            if attrs["user"] is None:
                raise serializers.ValidationError({"email": "Nobody with this address has an account."}, "no_account")
        return attrs


class RoleSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=LabRole.choices)
