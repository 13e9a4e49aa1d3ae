"""How a cart looks from outside."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers
from strato.core.api.serializers import MoneyField
from strato.core.money import CURRENCIES, Money
from strato.orders.models.carts import CURRENCY_CHOICES
from strato.orders.reports.carts import PricedCart, PricedLine, ShippingOption
from strato.orders.states import ShippingKind


class CartLineSerializer(serializers.Serializer[Any]):
    """One line at the prices of now. ``problem`` is a stable code, empty when it can be bought as it stands."""

    id = serializers.UUIDField(source="line.pk")
    kind = serializers.CharField(source="line.kind")
    ref = serializers.UUIDField(source="line.ref", help_text="The product variant, print offer, ... that it is.")
    quantity = serializers.IntegerField(source="line.quantity")
    note = serializers.CharField(source="line.note", help_text="From the buyer to whoever makes it.")
    choice = serializers.UUIDField(source="line.choice", allow_null=True, help_text="The printer that was asked for.")
    title = serializers.SerializerMethodField()
    detail = serializers.SerializerMethodField()
    title_language = serializers.SerializerMethodField(help_text="That the title is in; empty: nobody knows")
    detail_language = serializers.SerializerMethodField()
    sku = serializers.SerializerMethodField()
    image = serializers.SerializerMethodField()
    link = serializers.SerializerMethodField(help_text="The page about it.")
    lab = serializers.SerializerMethodField(help_text="The lab that makes or ships it.")
    unit_price = MoneyField(allow_null=True)
    goods = serializers.SerializerMethodField(help_text="Before the discount.")
    discount = serializers.SerializerMethodField()
    total = serializers.SerializerMethodField()
    tax = serializers.SerializerMethodField(help_text="Contained in the total.")
    tax_basis_points = serializers.IntegerField(help_text="1900 is 19 %.")
    available = serializers.SerializerMethodField(help_text="Pieces to be had now; null: made to order.")
    fixed_quantity = serializers.SerializerMethodField(help_text="Bought as a whole.")
    problem = serializers.CharField(allow_blank=True)

    def get_title(self, line: PricedLine) -> str:
        return line.ware.title if line.ware else ""

    def get_detail(self, line: PricedLine) -> str:
        return line.ware.detail if line.ware else ""

    def get_title_language(self, line: PricedLine) -> str:
        return line.ware.language if line.ware else ""

    def get_detail_language(self, line: PricedLine) -> str:
        return line.ware.detail_language if line.ware else ""

    def get_sku(self, line: PricedLine) -> str:
        return line.ware.sku if line.ware else ""

    def get_image(self, line: PricedLine) -> str:
        return line.ware.image if line.ware else ""

    def get_link(self, line: PricedLine) -> str:
        return line.ware.link if line.ware else ""

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_lab(self, line: PricedLine) -> str | None:
        return str(line.ware.lab_id) if line.ware and line.ware.lab_id else None

    @extend_schema_field({"type": ["integer", "null"]})
    def get_available(self, line: PricedLine) -> int | None:
        return line.ware.available if line.ware else 0

    def get_fixed_quantity(self, line: PricedLine) -> bool:
        return bool(line.ware and line.ware.fixed_quantity)

    @extend_schema_field(MoneyField())
    def get_goods(self, line: PricedLine) -> dict[str, Any]:
        return money(line.amounts.goods, line.line.cart.currency)

    @extend_schema_field(MoneyField())
    def get_discount(self, line: PricedLine) -> dict[str, Any]:
        return money(line.amounts.discount, line.line.cart.currency)

    @extend_schema_field(MoneyField())
    def get_total(self, line: PricedLine) -> dict[str, Any]:
        return money(line.amounts.total, line.line.cart.currency)

    @extend_schema_field(MoneyField())
    def get_tax(self, line: PricedLine) -> dict[str, Any]:
        return money(line.amounts.tax, line.line.cart.currency)


class ShippingOptionSerializer(serializers.Serializer[Any]):
    """One way to send this cart and its price; ``problem`` says why it cannot be used."""

    id = serializers.UUIDField(source="method.pk")
    name = serializers.CharField(source="method.name")
    kind = serializers.ChoiceField(source="method.kind", choices=ShippingKind.choices)
    days = serializers.IntegerField(source="method.days")
    free_from = serializers.SerializerMethodField(help_text="Goods worth this much ship free.")
    price = MoneyField(allow_null=True)
    problem = serializers.CharField(allow_blank=True)

    @extend_schema_field({"oneOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]})
    def get_free_from(self, option: ShippingOption) -> dict[str, Any] | None:
        free_from = option.delivery.free_from if option.delivery else None
        return money(free_from, option.price.currency) if free_from is not None and option.price else None


class CartCouponSerializer(serializers.Serializer[Any]):
    """The code that lies in the cart, and why it takes nothing off, if it does not."""

    code = serializers.CharField()
    problem = serializers.CharField(allow_blank=True)
    detail = serializers.CharField(allow_blank=True)
    facts = serializers.DictField(child=serializers.JSONField())


class CartSerializer(serializers.Serializer[Any]):
    """A cart at the prices of now: total = goods - discount + shipping, the tax is contained."""

    currency = serializers.ChoiceField(choices=CURRENCY_CHOICES)
    pieces = serializers.SerializerMethodField()
    lines = CartLineSerializer(many=True)
    goods = serializers.SerializerMethodField()
    discount = serializers.SerializerMethodField()
    shipping = serializers.SerializerMethodField()
    tax = serializers.SerializerMethodField()
    total = MoneyField()
    taxes = serializers.SerializerMethodField(help_text="Contained tax by rate.")
    weight_mg = serializers.IntegerField(source="totals.weight_mg")
    coupon = serializers.SerializerMethodField()
    shipping_method = serializers.SerializerMethodField(help_text="The one that was asked about, if it can be used.")
    shipping_options = ShippingOptionSerializer(source="options", many=True)
    exchange_rates = serializers.SerializerMethodField(help_text="Of things that are priced in another currency.")
    is_orderable = serializers.SerializerMethodField(help_text="Something is in it, and nothing stands in the way.")

    def get_pieces(self, cart: PricedCart) -> int:
        return sum(line.line.quantity for line in cart.lines)

    @extend_schema_field(MoneyField())
    def get_goods(self, cart: PricedCart) -> dict[str, Any]:
        return money(cart.totals.goods, cart.currency)

    @extend_schema_field(MoneyField())
    def get_discount(self, cart: PricedCart) -> dict[str, Any]:
        return money(cart.totals.discount, cart.currency)

    @extend_schema_field(MoneyField())
    def get_shipping(self, cart: PricedCart) -> dict[str, Any]:
        return money(cart.totals.shipping, cart.currency)

    @extend_schema_field(MoneyField())
    def get_tax(self, cart: PricedCart) -> dict[str, Any]:
        return money(cart.totals.tax, cart.currency)

    @extend_schema_field(
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "basis_points": {"type": "integer"},
                    "tax": {"$ref": "#/components/schemas/Money"},
                },
                "required": ["basis_points", "tax"],
            },
        }
    )
    def get_taxes(self, cart: PricedCart) -> list[dict[str, Any]]:
        return [{"basis_points": rate, "tax": money(tax, cart.currency)} for rate, tax in cart.totals.taxes.items()]

    @extend_schema_field(CartCouponSerializer(allow_null=True))
    def get_coupon(self, cart: PricedCart) -> dict[str, Any] | None:
        if cart.coupon is None:
            return None
        refusal = cart.coupon_refusal
        return {
            "code": cart.coupon.code,
            "problem": refusal.code if refusal else "",
            "detail": refusal.detail if refusal else "",
            "facts": refusal.facts if refusal else {},
        }

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_shipping_method(self, cart: PricedCart) -> str | None:
        return str(cart.shipping.method.pk) if cart.shipping and not cart.shipping.problem else None

    @extend_schema_field(
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"rate": {"type": "string"}, "date": {"type": "string"}},
                "required": ["rate", "date"],
            },
        }
    )
    def get_exchange_rates(self, cart: PricedCart) -> dict[str, Any]:
        return {code: rate.as_json() for code, rate in cart.rates.items() if code != cart.currency}

    def get_is_orderable(self, cart: PricedCart) -> bool:
        return bool(cart.lines) and not cart.problems and cart.coupon_refusal is None


class PickSerializer(serializers.Serializer[Any]):
    """So many of one thing."""

    kind = serializers.CharField(max_length=20)
    ref = serializers.UUIDField()
    quantity = serializers.IntegerField(min_value=1, max_value=999, default=1)
    note = serializers.CharField(max_length=4000, allow_blank=True, default="", help_text="To whoever makes it.")
    choice = serializers.UUIDField(
        allow_null=True, default=None, help_text="What of it the buyer chooses: a printer of the lab that prints it."
    )


class FillSerializer(serializers.Serializer[Any]):
    """Everything that the cart is to hold."""

    items = PickSerializer(many=True)


class QuantitySerializer(serializers.Serializer[Any]):
    quantity = serializers.IntegerField(min_value=1, max_value=999)


class CodeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=40)


class CurrencySerializer(serializers.Serializer[Any]):
    currency = serializers.ChoiceField(choices=[(code, code) for code in CURRENCIES])


class WhereSerializer(serializers.Serializer[Any]):
    """Where the cart would go, and how."""

    country = serializers.RegexField(r"^[A-Za-z]{2}\Z", required=False, default="")
    shipping_method = serializers.UUIDField(required=False, allow_null=True, default=None)


def money(amount: int, currency: str) -> dict[str, Any]:
    return MoneyField().to_representation(Money(amount, currency))
