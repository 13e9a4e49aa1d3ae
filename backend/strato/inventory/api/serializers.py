"""How materials, prices and spools look from outside."""

from typing import Any

from strato.core.api import serializers
from strato.core.api.etags import VersionField
from strato.core.api.serializers import AllowedActionsField, VisibleField
from strato.core.money import MAX_AMOUNT
from strato.inventory.models import HEX_COLOR, Material, MaterialPrice, Spool, SpoolMove
from strato.labs.api.serializers import PersonSerializer
from strato.labs.models import Lab

MAX_MG = 10**9  # a tonne


class HexColorField(serializers.CharField):
    """A color as #rrggbb; upper case is understood."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_length=7, max_length=7, **kwargs)
        self.validators.append(HEX_COLOR)

    def to_internal_value(self, data: Any) -> str:
        return str(super().to_internal_value(data)).lower()


class MaterialSerializer(serializers.ModelSerializer[Material]):
    """One material of the catalog."""

    density_g_cm3 = serializers.FloatField(min_value=0.1, max_value=25)
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Material
        fields = (
            "id", "code", "name", "technology", "density_g_cm3", "description", "is_active", "version",
            "allowed_actions",
        )  # fmt: skip


class MaterialRefSerializer(serializers.ModelSerializer[Material]):
    """A material in one line."""

    class Meta:
        model = Material
        fields = ("id", "code", "name", "technology")


class LabRefSerializer(serializers.ModelSerializer[Lab]):
    """A lab in one line."""

    class Meta:
        model = Lab
        fields = ("id", "name", "slug", "currency")


class ColorInStockSerializer(serializers.Serializer[Any]):
    color_hex = serializers.CharField()
    color_name = serializers.CharField()
    available_mg = serializers.IntegerField(help_text="Over all active labs")
    labs = serializers.IntegerField(help_text="How many labs have it")


class LabColorsQuerySerializer(serializers.Serializer[Any]):
    lab = serializers.UUIDField()


class LabColorSerializer(serializers.Serializer[Any]):
    """A color in which a lab has a material."""

    material = serializers.UUIDField()
    color_hex = serializers.CharField()
    color_name = serializers.CharField()


class StockLineSerializer(serializers.Serializer[Any]):
    """One material in one color at one lab."""

    material = MaterialRefSerializer()
    color_hex = serializers.CharField()
    color_name = serializers.CharField()
    available_mg = serializers.IntegerField()
    largest_mg = serializers.IntegerField(help_text="The most that can be printed without changing the spool")
    spools = serializers.IntegerField()
    low_spools = serializers.IntegerField()
    amount_per_kg = serializers.IntegerField(allow_null=True, help_text="null: the lab does not offer it")


class MaterialPriceSerializer(serializers.ModelSerializer[MaterialPrice]):
    """What one lab asks for a material; minor units of the lab's currency per kilogram."""

    lab = LabRefSerializer(read_only=True)
    material = MaterialRefSerializer(read_only=True)
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = MaterialPrice
        fields = ("id", "lab", "material", "amount_per_kg", "updated_at", "version", "allowed_actions")


class NewMaterialPriceSerializer(serializers.Serializer[Any]):
    lab = VisibleField(queryset=Lab.objects.all())
    material = serializers.PrimaryKeyRelatedField(queryset=Material.objects.active())
    amount_per_kg = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT)


class AmountPerKgSerializer(serializers.Serializer[Any]):
    amount_per_kg = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT)


class SpoolSerializer(serializers.ModelSerializer[Spool]):
    """One spool and what is left on it, in milligrams."""

    lab = LabRefSerializer(read_only=True)
    material = MaterialRefSerializer(read_only=True)
    is_low = serializers.BooleanField(read_only=True)
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Spool
        fields = (
            "id", "lab", "material", "color_name", "color_hex", "label", "initial_mg", "remaining_mg", "low_at_mg",
            "is_low", "is_archived", "created_at", "updated_at", "version", "allowed_actions",
        )  # fmt: skip


class SpoolEditSerializer(serializers.Serializer[Any]):
    """What may change on a spool; its content changes by ``count``."""

    color_name = serializers.CharField(max_length=60)
    color_hex = HexColorField()
    label = serializers.CharField(max_length=60, allow_blank=True, required=False)  # type: ignore[assignment]
    low_at_mg = serializers.IntegerField(min_value=0, max_value=MAX_MG, required=False)


class NewSpoolSerializer(SpoolEditSerializer):
    lab = VisibleField(queryset=Lab.objects.all())
    material = serializers.PrimaryKeyRelatedField(queryset=Material.objects.active())
    initial_mg = serializers.IntegerField(min_value=1, max_value=MAX_MG, help_text="What it held when new")
    remaining_mg = serializers.IntegerField(min_value=0, max_value=MAX_MG, required=False, help_text="Full if left out")


class CountSerializer(serializers.Serializer[Any]):
    """What the scale says."""

    remaining_mg = serializers.IntegerField(min_value=0, max_value=MAX_MG)
    reason = serializers.CharField(max_length=200, required=False, default="counted")


class SpoolMoveSerializer(serializers.ModelSerializer[SpoolMove]):
    by = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = SpoolMove
        fields = ("id", "delta_mg", "remaining_mg", "by", "reason", "at")


class FilamentQuerySerializer(serializers.Serializer[Any]):
    search = serializers.CharField(
        max_length=80, required=False, allow_blank=True, default="", help_text="Words of brand and color"
    )
    material = serializers.SlugField(
        max_length=40,
        required=False,
        default="",
        allow_blank=True,
        trim_whitespace=False,
        help_text="A material's code, e.g. pla",
    )


class FilamentSerializer(serializers.Serializer[Any]):
    """A filament one can buy."""

    material = serializers.CharField(help_text="The material's code")
    brand = serializers.CharField()
    color_name = serializers.CharField()
    color_hex = serializers.CharField()
