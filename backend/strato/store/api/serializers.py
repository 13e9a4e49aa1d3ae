"""How the catalog looks from outside."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.accounts.models import Language
from strato.core.api import serializers
from strato.core.api.etags import VersionField
from strato.core.api.serializers import AllowedActionsField, MoneyField, VisibleField
from strato.core.files import download_url
from strato.core.money import CURRENCIES, MAX_AMOUNT, Money
from strato.inventory.api.serializers import LabRefSerializer
from strato.labs.api.serializers import PersonSerializer
from strato.labs.models import Lab
from strato.orders.states import TaxClass
from strato.store import texts
from strato.store.api.texts import (
    AltTranslationsSerializer,
    CategoryOwnTextsSerializer,
    CategoryTranslationsSerializer,
    LanguagesField,
    OptionSerializer,
    OptionTextsSerializer,
    OwnTextsSerializer,
    TranslationsSerializer,
)
from strato.store.api.texts import shown as texts_shown
from strato.store.models import Category, Product, ProductImage, Review, Variant
from strato.store.prices import price_in


class CategorySerializer(serializers.ModelSerializer[Category]):
    """One shelf of the catalog; the list is in the order of the tree."""

    depth = serializers.IntegerField(read_only=True, help_text="1 at the root")
    own = CategoryOwnTextsSerializer(source="*", read_only=True, help_text="Its texts in its own language")
    translations = CategoryTranslationsSerializer(required=False)
    languages = LanguagesField(read_only=True)

    class Meta:
        model = Category
        fields = ("id", "name", "slug", "description", "languages", "depth", "language", "own", "translations")
        read_only_fields = ("slug",)

    def get_fields(self) -> dict[str, Any]:  # "parent" is a word of serializers
        above = serializers.PrimaryKeyRelatedField(queryset=Category.objects.all(), allow_null=True, required=False)
        return {**super().get_fields(), "parent": above}

    def to_representation(self, category: Category) -> dict[str, Any]:
        shown = {name: getattr(category, name) for name in ("slug", "depth", "language", "translations")}
        shown |= {"own": category.own_texts, **texts_shown(category.said_to(self.context.get("readers", ())))}
        above: dict[str, Any] = self.context.get("ids_by_path", {})
        parent = above.get(category.path[: -Category.steplen])
        return {"id": str(category.pk), **shown, "parent": str(parent) if parent else None}


class PictureSerializer(serializers.ModelSerializer[ProductImage]):
    """One picture, in two sizes."""

    url = serializers.SerializerMethodField()
    thumbnail_url = serializers.SerializerMethodField()
    own_alt = serializers.CharField(source="alt", read_only=True, help_text="In the product's own language")
    alt_language = serializers.SerializerMethodField(help_text="That `alt` is in")
    translations = AltTranslationsSerializer(required=False)

    class Meta:
        model = ProductImage
        fields = (
            "id", "url", "thumbnail_url", "width", "height", "alt", "alt_language", "own_alt", "translations", "position",
        )  # fmt: skip
        read_only_fields = ("width", "height", "position")
        extra_kwargs = {
            "alt": {"help_text": "For who does not see it, in the reader's language; written in the product's own"}
        }

    def to_representation(self, picture: ProductImage) -> dict[str, Any]:
        return {**super().to_representation(picture), "alt": picture.alt_for(self.context.get("readers", ()))[0]}

    @extend_schema_field(serializers.ChoiceField(Language.choices))
    def get_alt_language(self, picture: ProductImage) -> str:
        return picture.alt_for(self.context.get("readers", ()))[1]

    def get_url(self, picture: ProductImage) -> str | None:
        return download_url(picture.image, inline=True)

    def get_thumbnail_url(self, picture: ProductImage) -> str | None:
        return download_url(picture.thumbnail, inline=True)


class NewPictureSerializer(serializers.Serializer[Any]):
    image = serializers.FileField(help_text="JPEG, PNG, WebP or GIF")
    alt = serializers.CharField(max_length=200, required=False, allow_blank=True)


class PictureOrderSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), max_length=50)


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class OptionsField(serializers.DictField):
    """What tells a variant apart: {"Color": "Black"}."""

    child = serializers.CharField(max_length=60)

    def to_internal_value(self, data: Any) -> Any:
        return {self.child.run_validation(name): value for name, value in super().to_internal_value(data).items()}


@extend_schema_field({"type": "object", "additionalProperties": {"type": "integer"}})
class PricesField(serializers.DictField):
    """{currency: minor units} in other currencies than the lab's."""

    child = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT)

    def to_internal_value(self, data: Any) -> Any:
        prices = super().to_internal_value(data)
        if unknown := [currency for currency in prices if currency not in CURRENCIES]:
            raise serializers.ValidationError({currency: ["This currency is not known."] for currency in unknown})
        return prices


class VariantSerializer(serializers.ModelSerializer[Variant]):
    """One buyable form of a product."""

    title = serializers.SerializerMethodField(help_text="The values of its options, for the reader")
    title_language = serializers.SerializerMethodField()
    options = OptionsField(required=False)
    said = serializers.SerializerMethodField(help_text="Its options, for the reader")
    price = serializers.SerializerMethodField(help_text="In the currency asked for")
    prices = PricesField(required=False, write_only=True)
    own_prices = serializers.SerializerMethodField(help_text="What the lab set in other currencies")
    available = serializers.SerializerMethodField(help_text="Pieces that can be bought now; null: made to order")

    class Meta:
        model = Variant
        fields = (
            "id", "sku", "title", "title_language", "options", "said", "position", "amount", "price", "prices", "own_prices", "weight_mg",
            "available", "is_active", "item",
        )  # fmt: skip
        read_only_fields = ("item",)
        extra_kwargs = {
            "amount": {"max_value": MAX_AMOUNT},
            "weight_mg": {"max_value": 10**9},
            "position": {"max_value": 10_000},
        }
        validators: list[Any] = []

    def get_title(self, variant: Variant) -> str:
        return variant.title_for(self.context.get("readers", ()))[0]

    @extend_schema_field(serializers.ChoiceField(Language.choices))
    def get_title_language(self, variant: Variant) -> str:
        return variant.title_for(self.context.get("readers", ()))[1]

    @extend_schema_field(OptionSerializer(many=True))
    def get_said(self, variant: Variant) -> list[dict[str, dict[str, str]]]:
        return [
            {"name": {"text": name, "language": of_name}, "value": {"text": value, "language": of_value}}
            for (name, of_name), (value, of_value) in variant.options_for(self.context.get("readers", ()))
        ]

    @extend_schema_field(MoneyField())
    def get_price(self, variant: Variant) -> dict[str, Any]:
        money = price_in(variant, self.context.get("currency", ""))
        return {"amount": money.amount, "currency": money.currency}

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "integer"}})
    def get_own_prices(self, variant: Variant) -> dict[str, int]:
        return {price.currency: price.amount for price in variant.prices.all()}

    @extend_schema_field({"type": ["integer", "null"]})
    def get_available(self, variant: Variant) -> int | None:
        pieces: dict[Any, int] = self.context.get("pieces", {})
        return pieces.get(variant.item_id, 0) if variant.item_id else None


class ProductCardSerializer(serializers.Serializer[Any]):
    """A product in a list: read as plain values, in one query for all."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField()
    category = serializers.CharField(allow_null=True, help_text="Its name")
    languages = LanguagesField()
    lab = LabRefSerializer()
    from_price = MoneyField(allow_null=True, help_text="Of the cheapest variant, in the currency asked for")
    has_span = serializers.BooleanField(help_text="Other variants cost more")
    image_url = serializers.CharField(allow_null=True)
    rating = serializers.FloatField(allow_null=True)
    rating_count = serializers.IntegerField()
    can_buy = serializers.BooleanField()
    made_to_order = serializers.BooleanField()
    is_published = serializers.BooleanField()
    is_wished = serializers.BooleanField()


class ProductSerializer(serializers.ModelSerializer[Product]):
    """Everything about a product."""

    lab = LabRefSerializer(read_only=True)
    category = CategorySerializer(read_only=True, allow_null=True)
    own = OwnTextsSerializer(source="*", read_only=True, help_text="Its texts in its own language")
    translations = TranslationsSerializer(read_only=True)
    option_texts = OptionTextsSerializer(read_only=True)
    languages = serializers.SerializerMethodField(help_text="Of each text the language that it is in")
    variants = serializers.SerializerMethodField()
    images = PictureSerializer(many=True, read_only=True)
    rating = serializers.FloatField(read_only=True, allow_null=True)
    is_wished = serializers.SerializerMethodField()
    may_review = serializers.SerializerMethodField()
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Product
        fields = (
            "id", "slug", "name", "summary", "description", "languages", "language", "own", "translations", "option_texts", "lab", "category",
            "made_to_order", "lead_days", "tax_class", "is_published", "rating", "rating_count", "sold_count", "variants", "images", "is_wished",
            "may_review", "created_at", "updated_at", "version", "allowed_actions",
        )  # fmt: skip

    @extend_schema_field(VariantSerializer(many=True))
    def get_variants(self, product: Product) -> Any:
        """Those on sale; who sells the product also sees the others."""
        sees_all = "partial_update" in self.context.get("may", ())
        rows = [row for row in product.variants.all() if row.is_active or sees_all]
        return VariantSerializer(rows, many=True, context=self.context).data

    def to_representation(self, product: Product) -> dict[str, Any]:
        return {**super().to_representation(product), **product.texts_for(self.context.get("readers", ()))}

    @extend_schema_field(LanguagesField())
    def get_languages(self, product: Product) -> dict[str, str]:
        said = product.said_to(self.context.get("readers", ()))
        return {name: language for name, (_, language) in said.items()}

    def get_is_wished(self, product: Product) -> bool:
        return product.pk in self.context.get("wished", ())

    def get_may_review(self, product: Product) -> bool:
        return bool(self.context.get("may_review"))


class NewVariantSerializer(serializers.Serializer[Any]):
    """One variant of a new product."""

    sku = serializers.CharField(max_length=60)
    options = OptionsField(required=False)
    amount = serializers.IntegerField(min_value=0, max_value=MAX_AMOUNT, help_text="Minor units of the lab's currency")
    weight_mg = serializers.IntegerField(min_value=0, max_value=10**9, required=False)
    prices = PricesField(required=False)


class WriteProductSerializer(serializers.Serializer[Any]):
    """What a lab says about a product."""

    name = serializers.CharField(max_length=160)
    category = serializers.PrimaryKeyRelatedField(queryset=Category.objects.all(), allow_null=True, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False, help_text="Of its own texts")
    summary = serializers.CharField(max_length=300, required=False, allow_blank=True)
    description = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    translations = TranslationsSerializer(required=False)
    option_texts = OptionTextsSerializer(required=False)
    made_to_order = serializers.BooleanField(required=False)
    lead_days = serializers.IntegerField(min_value=0, max_value=365, required=False)
    tax_class = serializers.ChoiceField(choices=TaxClass.choices, required=False)


class NewProductSerializer(WriteProductSerializer):
    """A new product of one lab, with its first variants."""

    lab = VisibleField(queryset=Lab.objects.all())
    variants = NewVariantSerializer(many=True, required=False)


class ReviewSerializer(serializers.ModelSerializer[Review]):
    """What one verified buyer thinks."""

    author = PersonSerializer(read_only=True)
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Review
        fields = ("id", "author", "rating", "text", "answer", "created_at", "updated_at", "allowed_actions")
        read_only_fields = ("answer",)


class AnswerSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=4000, allow_blank=True)


class FacetSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    count = serializers.IntegerField()


class CategoryFacetSerializer(FacetSerializer):
    slug = serializers.CharField()
    language = serializers.ChoiceField(Language.choices, help_text="That the name is in")
    depth = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer[Any]):
    """What the shopper may narrow down by."""

    categories = CategoryFacetSerializer(many=True)
    labs = FacetSerializer(many=True)
    price_min = serializers.IntegerField(allow_null=True, help_text="Minor units of the currency asked for")
    price_max = serializers.IntegerField(allow_null=True)


def category_said(row: dict[str, Any], readers: Sequence[str]) -> dict[str, texts.Said]:
    if row["category__name"] is None:
        return {}
    own = {"category": row["category__name"]}
    translations = {
        language: {"category": said.get("name", "")} for language, said in row["category__translations"].items()
    }
    return texts.said(own, row["category__language"], translations, readers)


def card(row: dict[str, Any], price: Money | None, *, is_wished: bool, readers: Sequence[str]) -> dict[str, Any]:
    """One row of ``values()`` as a card."""
    count = row["rating_count"]
    own = {"name": row["name"], "summary": row["summary"]}
    return {
        **{name: row[name] for name in PLAIN},
        "category": None,
        **texts_shown(texts.said(own, row["language"], row["translations"], readers) | category_said(row, readers)),
        "lab": {
            "id": row["lab_id"], "name": row["lab__name"], "slug": row["lab__slug"], "currency": row["lab__currency"],
        },
        "from_price": None if price is None else {"amount": price.amount, "currency": price.currency},
        "has_span": row["from_amount"] != row["to_amount"],
        "rating": row["rating_sum"] / count if count else None,
        "is_wished": is_wished,
    }  # fmt: skip


PLAIN = ("id", "slug", "name", "summary", "rating_count", "can_buy", "made_to_order", "is_published")
CARD_VALUES = (
    *PLAIN, "language", "translations", "category__name", "category__language", "category__translations", "lab_id",
    "lab__name", "lab__slug", "lab__currency", "from_amount", "to_amount", "rating_sum", "cover", "cheapest",
)  # fmt: skip
