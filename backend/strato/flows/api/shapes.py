"""How the stories look from outside."""

from typing import Any

from strato.core.api import serializers
from strato.flows.gear.designs import DESIGNS

KEYS = list(DESIGNS)
MEASURES = ("neck", "chest", "back", "leg", "weight")


class BoundsSerializer(serializers.Serializer[Any]):
    """A measurement, and between which bounds the thing can be made; mm, weight in g."""

    measure = serializers.ChoiceField(choices=MEASURES)
    least = serializers.IntegerField()
    most = serializers.IntegerField()


class LengthChoiceSerializer(serializers.Serializer[Any]):
    """A length that may be chosen, in mm."""

    name = serializers.CharField()
    least = serializers.FloatField()
    most = serializers.FloatField()
    proposed = serializers.FloatField(allow_null=True, help_text="For this pet; null while a measurement is missing")


class LetteringChoiceSerializer(serializers.Serializer[Any]):
    """Words that may be chosen."""

    name = serializers.CharField()
    most = serializers.IntegerField(help_text="Letters")
    proposed = serializers.CharField(allow_blank=True)


class DesignSerializer(serializers.Serializer[Any]):
    """One thing that can be made to this pet's measure."""

    design = serializers.ChoiceField(choices=KEYS)
    needs = serializers.ListField(child=serializers.ChoiceField(choices=MEASURES))
    missing = serializers.ListField(
        child=serializers.ChoiceField(choices=MEASURES), help_text="Measurements that nobody has written down yet"
    )
    out_of_reach = BoundsSerializer(many=True, help_text="Measurements for which it cannot be made")
    letterings = LetteringChoiceSerializer(many=True)
    lengths = LengthChoiceSerializer(many=True)


class WishesSerializer(serializers.Serializer[Any]):
    """What is wished; the measurements propose the rest. Each thing reads its own parameters."""

    design = serializers.ChoiceField(choices=KEYS)
    name = serializers.CharField(required=False, allow_blank=True, max_length=24, help_text="collar_tag")
    text = serializers.CharField(required=False, allow_blank=True, max_length=32, help_text="collar_tag")
    hole_mm = serializers.FloatField(required=False, min_value=3, max_value=8, help_text="collar_tag")
    thickness_mm = serializers.FloatField(required=False, min_value=2, max_value=5, help_text="collar_tag")
    height_mm = serializers.FloatField(required=False, min_value=40, max_value=200, help_text="bowl_holder")
    bowl_mm = serializers.FloatField(required=False, min_value=60, max_value=200, help_text="bowl_holder")
    wall_mm = serializers.FloatField(required=False, min_value=3, max_value=8, help_text="bowl_holder")
    strap_mm = serializers.FloatField(required=False, min_value=8, max_value=50, help_text="strap_slider")
    webbing_mm = serializers.FloatField(required=False, min_value=1, max_value=4, help_text="strap_slider")


class MadeSerializer(serializers.Serializer[Any]):
    """A 3D model to a pet's measure, with the settings that suit it."""

    model = serializers.UUIDField(source="model.pk")
    material = serializers.UUIDField(source="material.pk", default=None, allow_null=True)
    layer_height_mm = serializers.FloatField(source="best.layer_height_mm")
    infill_percent = serializers.IntegerField(source="best.infill_percent")
    wall_count = serializers.IntegerField(source="best.wall_count")
