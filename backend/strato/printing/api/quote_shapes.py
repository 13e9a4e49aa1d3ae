"""How quotes and offers look from outside."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field

from strato.core import days
from strato.core.api import serializers
from strato.core.api.serializers import MoneyField
from strato.inventory.models import Material
from strato.labs.models import Lab
from strato.printing.api.model_shapes import BriefModelSerializer
from strato.printing.models import Model3D, Offer, Quote, owned_by
from strato.printing.states import Finish
from strato.shopfloor.models import Printer

WISH_FIELDS = (
    "model", "material", "color_hex", "layer_height_mm", "infill_percent", "wall_count", "supports", "scale_percent",
    "quantity", "finish", "needed_by",
)  # fmt: skip


class BriefMaterialSerializer(serializers.ModelSerializer[Material]):
    class Meta:
        model = Material
        fields = ("id", "code", "name", "technology")


class BriefLabSerializer(serializers.ModelSerializer[Lab]):
    class Meta:
        model = Lab
        fields = ("id", "name", "slug", "city", "country", "lat", "lng", "payment_policy", "auto_accept")


class BriefPrinterSerializer(serializers.ModelSerializer[Printer]):
    class Meta:
        model = Printer
        fields = ("id", "name", "model", "technology", "status")


class RefusalReasonSerializer(serializers.Serializer[Any]):
    """Why a lab or a printer cannot; its sentence is made from ``code`` and ``facts``."""

    code = serializers.CharField(
        help_text="technology_not_offered, material_not_offered, no_active_printer, too_large, layer_height_unsupported, "
        "color_not_in_stock, not_enough_stock, finish_not_offered, needed_by_too_soon, price_list_unusable"
    )
    facts = serializers.DictField(child=serializers.JSONField())


class PriceLineSerializer(serializers.Serializer[Any]):
    """One term of a price; the lines sum to the price exactly."""

    code = serializers.CharField(
        help_text="material, machine_time, failure_allowance, support_removal, finishing, quantity_discount, setup, "
        "preparation, rush, member_discount, minimum_adjustment"
    )
    facts = serializers.DictField(child=serializers.JSONField())
    amount = serializers.IntegerField(help_text="Minor units of the price's currency; negative for discounts.")


class OfferSerializer(serializers.ModelSerializer[Offer]):
    """One lab's answer: a price and a date, or the reasons why it cannot."""

    lab = BriefLabSerializer(read_only=True)
    printer = BriefPrinterSerializer(read_only=True, allow_null=True)
    is_possible = serializers.BooleanField(read_only=True)
    reasons = RefusalReasonSerializer(many=True, read_only=True)
    price = MoneyField(read_only=True, allow_null=True)
    lines = PriceLineSerializer(many=True, read_only=True)
    is_cheapest = serializers.SerializerMethodField()
    is_fastest = serializers.SerializerMethodField()

    class Meta:
        model = Offer
        fields = (
            "id", "lab", "printer", "is_possible", "reasons", "price", "lines", "grams_mg", "seconds", "ready_at",
            "buffer_minutes", "is_cheapest", "is_fastest",
        )  # fmt: skip
        read_only_fields = fields

    def get_is_cheapest(self, offer: Offer) -> bool:
        return offer.pk == self.context.get("cheapest")

    def get_is_fastest(self, offer: Offer) -> bool:
        return offer.pk == self.context.get("fastest")


class QuoteListSerializer(serializers.ModelSerializer[Quote]):
    """A quote without its offers."""

    model = BriefModelSerializer(read_only=True)
    material = BriefMaterialSerializer(read_only=True)
    is_expired = serializers.SerializerMethodField()

    class Meta:
        model = Quote
        fields: tuple[str, ...] = ("id", *WISH_FIELDS, "created_at", "expires_at", "is_expired", "estimator_version")
        read_only_fields = fields

    def get_is_expired(self, quote: Quote) -> bool:
        return quote.expires_at <= timezone.now()


class QuoteSerializer(QuoteListSerializer):
    """A quote with every lab's answer: possible ones first, the cheapest on top."""

    offers = serializers.SerializerMethodField()

    class Meta(QuoteListSerializer.Meta):
        fields = (*QuoteListSerializer.Meta.fields, "offers")
        read_only_fields = fields

    @extend_schema_field(OfferSerializer(many=True))
    def get_offers(self, quote: Quote) -> Any:
        offers = sorted(quote.offers.all(), key=rank)
        possible = [offer for offer in offers if offer.is_possible]
        context = {
            **self.context,
            "cheapest": min(possible, key=rank).pk if possible else None,
            "fastest": min(possible, key=lambda offer: (offer.ready_at, rank(offer))).pk if possible else None,
        }
        return OfferSerializer(offers, many=True, context=context).data


def rank(offer: Offer) -> tuple[Any, ...]:
    """Possible before impossible, then by price, then by date."""
    if not offer.is_possible:
        return (1, 0, "", offer.lab.name)
    return (0, offer.amount, str(offer.ready_at), offer.lab.name)


class WishSerializer(serializers.Serializer[Any]):
    """What somebody wants made of a model; what is left out is the usual."""

    model = serializers.PrimaryKeyRelatedField(queryset=Model3D.objects.all())
    material = serializers.PrimaryKeyRelatedField(queryset=Material.objects.all())
    color_hex = serializers.CharField(
        required=False,
        allow_blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", "Write a color as #rrggbb.", "invalid_color")],
        help_text="#rrggbb; empty: any color",
    )
    layer_height_mm = serializers.FloatField(required=False, min_value=0.02, max_value=1.0)
    infill_percent = serializers.IntegerField(required=False, min_value=0, max_value=100)
    wall_count = serializers.IntegerField(required=False, min_value=1, max_value=20)
    supports = serializers.BooleanField(required=False)
    scale_percent = serializers.FloatField(required=False, min_value=1, max_value=5000)
    quantity = serializers.IntegerField(required=False, min_value=1, max_value=10_000)
    finish = serializers.ChoiceField(choices=Finish.choices, required=False)
    needed_by = serializers.DateField(required=False, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """Only one's own models can be quoted: a lab that prints a model does not take it elsewhere."""
        fields: dict[str, Any] = super().get_fields()
        request = self.context.get("request")
        if request is not None:
            fields["model"].queryset = Model3D.objects.filter(owned_by(request.user))
        return fields

    def validate_color_hex(self, value: str) -> str:
        return value.lower()

    def validate_needed_by(self, value: Any) -> Any:
        if value is not None and days.has_passed(value, timezone.now()):
            raise serializers.ValidationError("This day has passed.", code="in_the_past")
        return value
