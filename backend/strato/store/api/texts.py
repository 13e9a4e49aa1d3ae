"""Texts of goods in several languages, as they come and go."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.accounts.models import Language
from strato.core.api import serializers
from strato.store.models import Category, Product
from strato.store.texts import LANGUAGES, LONGEST, LONGEST_ALT, LONGEST_OF_CATEGORY, LONGEST_WORD, Said


class TextsSerializer(serializers.ClosedSerializer):
    """What is said of a product in one language."""

    name = serializers.CharField(max_length=LONGEST["name"], required=False, allow_blank=True)
    summary = serializers.CharField(max_length=LONGEST["summary"], required=False, allow_blank=True)
    description = serializers.CharField(max_length=LONGEST["description"], required=False, allow_blank=True)


class CategoryTextsSerializer(serializers.ClosedSerializer):
    """What is said of a category in one language."""

    name = serializers.CharField(max_length=LONGEST_OF_CATEGORY["name"], required=False, allow_blank=True)
    description = serializers.CharField(max_length=LONGEST_OF_CATEGORY["description"], required=False, allow_blank=True)


class TranslationsSerializer(serializers.ClosedSerializer):
    """The texts in other languages than the row's own, all of them: what is left out is gone."""

    of_one: type[serializers.ClosedSerializer] = TextsSerializer

    def get_fields(self) -> dict[str, Any]:
        return {language: self.of_one(required=False) for language in LANGUAGES}


class CategoryTranslationsSerializer(TranslationsSerializer):
    of_one = CategoryTextsSerializer


class OwnTextsSerializer(serializers.ModelSerializer[Product]):
    """The texts in the row's own language, whoever reads."""

    class Meta:
        model = Product
        fields = ("name", "summary", "description")


class CategoryOwnTextsSerializer(serializers.ModelSerializer[Category]):
    class Meta:
        model = Category
        fields = ("name", "description")


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST_WORD}})
class OptionWordsField(serializers.DictField):
    """{word: the same in this language}."""

    most = 200
    word = serializers.CharField(max_length=LONGEST_WORD)
    child = serializers.CharField(max_length=LONGEST_WORD, allow_blank=True)

    def to_internal_value(self, data: Any) -> Any:
        words = super().to_internal_value(data)
        if len(words) > self.most:
            raise serializers.ValidationError([f"At most {self.most} words."])
        return {self.word.run_validation(word): translated for word, translated in words.items()}


class OptionTextsSerializer(serializers.ClosedSerializer):
    """Words of the options of all variants, names and values alike, all of them: what is left out is gone."""

    def get_fields(self) -> dict[str, Any]:
        return {language: OptionWordsField(required=False) for language in LANGUAGES}


class AltTranslationsSerializer(serializers.ClosedSerializer):
    """The description in other languages than the product's own, all of them: what is left out is gone."""

    def get_fields(self) -> dict[str, Any]:
        return {
            language: serializers.CharField(max_length=LONGEST_ALT, required=False, allow_blank=True)
            for language in LANGUAGES
        }


class SaidSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    language = serializers.ChoiceField(Language.choices)


class OptionSerializer(serializers.Serializer[Any]):
    """One thing that tells a variant apart, for the reader."""

    name = SaidSerializer()
    value = SaidSerializer()


class LanguagesField(serializers.DictField):
    """Of each text the language that it is in: the reader's, or where that is missing, another."""

    child = serializers.ChoiceField(Language.choices)


def shown(said: Mapping[str, Said]) -> dict[str, Any]:
    """The texts, and beside them their languages."""
    return {
        **{name: words for name, (words, _) in said.items()},
        "languages": {name: language for name, (_, language) in said.items()},
    }
