"""What the serializers of all apps are made of: DRF's, with the strict fields of `strato.core.api.fields`, and our own.

Doors write `from strato.core.api import serializers` where others write `from rest_framework import serializers`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.serializers import (
    DictField,
    Field,
    FileField,
    JSONField,
    ListField,
    ReadOnlyField,
    Serializer,
    SerializerMethodField,
    ValidationError,
)

from strato.core.api.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    EmailField,
    FloatField,
    IntegerField,
    PrimaryKeyRelatedField,
    RegexField,
    SlugField,
    UUIDField,
)
from strato.core.money import MAX_TOTAL, Money

__all__ = [
    "AllowedActionsField",
    "BooleanField",
    "CharField",
    "ChoiceField",
    "ClosedSerializer",
    "DateField",
    "DateTimeField",
    "DictField",
    "EmailField",
    "Field",
    "FileField",
    "FloatField",
    "IntegerField",
    "JSONField",
    "ListField",
    "ModelSerializer",
    "MoneyField",
    "MoneySerializer",
    "PrimaryKeyRelatedField",
    "ReadOnlyField",
    "RegexField",
    "Serializer",
    "SerializerMethodField",
    "SlugField",
    "UUIDField",
    "ValidationError",
    "VisibleField",
]
M = TypeVar("M", bound=models.Model)


# No docstring: it would stand in the OpenAPI document as the description of every shape that has none.
class ModelSerializer(serializers.ModelSerializer[M]):
    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.BigIntegerField: IntegerField,
        models.BooleanField: BooleanField,
        models.CharField: CharField,
        models.DateField: DateField,
        models.DateTimeField: DateTimeField,
        models.EmailField: EmailField,
        models.FloatField: FloatField,
        models.IntegerField: IntegerField,
        models.PositiveIntegerField: IntegerField,
        models.PositiveSmallIntegerField: IntegerField,
        models.SlugField: SlugField,
        models.SmallIntegerField: IntegerField,
        models.TextField: CharField,
        models.UUIDField: UUIDField,
    }
    serializer_related_field = PrimaryKeyRelatedField
    serializer_choice_field = ChoiceField


# No docstring, for the same reason. It refuses names that it has no field for, and says so in the OpenAPI document.
class ClosedSerializer(Serializer[Any]):
    def to_internal_value(self, data: Any) -> Any:
        strange = sorted(data.keys() - self.fields.keys()) if isinstance(data, Mapping) else []
        if strange:
            raise ValidationError({name[:60]: ["There is no such field."] for name in strange[:20]})
        return super().to_internal_value(data)


class MoneySerializer(Serializer[Any]):
    """An amount in minor units and its ISO 4217 currency."""

    amount = IntegerField(min_value=-MAX_TOTAL, max_value=MAX_TOTAL, help_text="Minor units: 1250 is 12.50 EUR.")
    currency = CharField(max_length=3, min_length=3)


@extend_schema_field(MoneySerializer)
class MoneyField(Field[Money, dict[str, Any], dict[str, Any], Any]):
    """`Money` as ``{"amount": 1250, "currency": "EUR"}``; read-only unless said otherwise."""

    def to_representation(self, value: Money) -> dict[str, Any]:
        return {"amount": value.amount, "currency": value.currency}

    def to_internal_value(self, data: Any) -> Money:
        inner = MoneySerializer(data=data)
        inner.is_valid(raise_exception=True)
        return Money(**inner.validated_data)


class VisibleField(PrimaryKeyRelatedField):
    """Another row by its id; only rows that this person may see exist here."""

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.visible_to(self.context["request"].user)


class AllowedActionsField(Field[Any, Any, list[str], Any]):
    """The acts that this person may do to this row now: what the view's ``policy`` allows AND the row's status allows.

    The view names the target of each status act in ``act_targets`` ({"accept": "accepted"}); acts without a target
    (update, ask) depend on the policy alone and on ``act_conditions`` where the view has them.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, row: Any) -> list[str]:
        view, request = self.context.get("view"), self.context.get("request")
        if view is None or request is None:
            return []
        return allowed_actions(view, request.user, row)


def allowed_actions(view: Any, user: Any, row: Any) -> list[str]:
    """Names of the acts open to ``user`` on ``row``, in the order of the view's policy table."""
    targets: dict[str, str] = getattr(view, "act_targets", {})
    conditions: dict[str, Any] = getattr(view, "act_conditions", {})
    reading = {"list", "retrieve", "create"}
    return [
        act
        for act, may in view.policy.items()
        if act not in reading
        and (act not in targets or row.can_become(targets[act]))
        and (act not in conditions or conditions[act](row))
        and may(user, row)
    ]


ALLOWED_ACTIONS_SCHEMA = {"type": "array", "items": {"type": "string"}}
extend_schema_field(ALLOWED_ACTIONS_SCHEMA)(AllowedActionsField)
