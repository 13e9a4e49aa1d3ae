"""What is asked of orders and returns, as it comes in."""

from typing import Any

from strato.accounts.countries import COUNTRIES
from strato.core.api import serializers
from strato.core.api.serializers import MoneyField
from strato.core.money import MAX_TOTAL
from strato.orders.states import STEPS


class PlaceSerializer(serializers.Serializer[Any]):
    """Where a parcel goes, or whom the bill is for."""

    name = serializers.CharField(max_length=120)
    company = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    street = serializers.CharField(max_length=200)
    street2 = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    postal_code = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    city = serializers.CharField(max_length=120)
    region = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    country = serializers.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")

    def validate_country(self, value: str) -> str:
        if value.upper() not in COUNTRIES:
            raise serializers.ValidationError("This is no ISO 3166-1 country code.", code="unknown_country")
        return value.upper()


class NewOrderSerializer(serializers.Serializer[Any]):
    """An order of what is in the cart. ``expected_total`` is what the customer saw; another total is refused."""

    expected_total = MoneyField()
    shipping_method = serializers.UUIDField(required=False, allow_null=True, default=None)
    shipping_address = PlaceSerializer(required=False)
    billing_address = PlaceSerializer(required=False)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class PieceSerializer(serializers.Serializer[Any]):
    """So many pieces of one line."""

    line = serializers.UUIDField()
    quantity = serializers.IntegerField(min_value=1, max_value=999)


class NewRefundSerializer(serializers.Serializer[Any]):
    """Money back: for pieces, or an amount (minor units), or, with neither, all that is left."""

    amount = serializers.IntegerField(min_value=1, max_value=MAX_TOTAL, required=False, allow_null=True, default=None)
    pieces = PieceSerializer(many=True, required=False, default=())
    restock = serializers.BooleanField(default=False, help_text="The pieces go back to the shelf, once.")
    reason = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


class NewShipmentSerializer(serializers.Serializer[Any]):
    """One parcel: these pieces, or all that is left."""

    pieces = PieceSerializer(many=True, required=False, default=())
    carrier = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    tracking = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    tracking_url = serializers.RegexField(
        r"^https?://[^\s]+\Z", max_length=500, required=False, allow_blank=True, default=""
    )


class SlipQuerySerializer(serializers.Serializer[Any]):
    shipment = serializers.UUIDField(
        required=False, default=None, help_text="A parcel; without one what is left to send"
    )


class DeliverSerializer(serializers.Serializer[Any]):
    shipment = serializers.UUIDField(required=False, allow_null=True, default=None, help_text="None: all of it.")
    reason = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


class CallOffSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


class NoteSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=2000, allow_blank=True)


class StepSerializer(serializers.Serializer[Any]):
    """A status that a person may set; what belongs to it (a parcel, released stock) happens with it."""

    status = serializers.ChoiceField(choices=STEPS)
    reason = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


class BulkStepSerializer(StepSerializer):
    orders = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=200)


class NewReturnSerializer(serializers.Serializer[Any]):
    pieces = PieceSerializer(many=True)
    reason = serializers.CharField(max_length=1000)


class ReturnAnswerSerializer(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class DeclineSerializer(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=1000)


class ArrivedSerializer(serializers.Serializer[Any]):
    """Pieces that go back to the shelf; without it, all of them."""

    restock = serializers.ListField(child=PieceSerializer(), required=False, allow_null=True, default=None)
