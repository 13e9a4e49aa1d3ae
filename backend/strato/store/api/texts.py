"""Texts of goods in several languages, as they come and go."""

from typing import Any

from strato.core.api import serializers
from strato.store.models import Category, Product
from strato.store.texts import LANGUAGES, LONGEST, LONGEST_OF_CATEGORY


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
