"""Fields that take what the OpenAPI document says and nothing that merely looks like it.

DRF's own read "12" or 12.0001e0 as an integer, 0 as false, 5 as "5", and a blank part of a form as a part that is not
there. Here JSON must have the documented type; a form or a query, which has only text, must have text of that type.
"""

import math
import re
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.relations import MANY_RELATION_KWARGS
from rest_framework.utils import html

WHOLE = re.compile(r"-?[0-9]{1,19}", re.ASCII)
WORDS = {"true": True, "false": False}


class Strict:
    """Mixin of a DRF field: ``json_types`` are the Python types that its JSON may have."""

    json_types: ClassVar[tuple[type, ...]] = (str,)
    default_empty_html: ClassVar[Any] = empty  # a box that a form leaves out is not an unticked one

    def get_value(self, dictionary: Any) -> Any:
        """A blank part of a form is there, and blank."""
        if html.is_html_input(dictionary) and self.field_name in dictionary:  # type: ignore[attr-defined]
            return dictionary[self.field_name]  # type: ignore[attr-defined]
        return super().get_value(dictionary)  # type: ignore[misc]

    def to_internal_value(self, data: Any) -> Any:
        if not (self.is_text_of_type(data) if self.is_in_form() else self.is_json_of_type(data)):
            self.refuse(data)
        longest = getattr(self, "max_length", None)
        if longest is not None and len(data) > longest:  # with the white space around it, which is cut off later
            self.fail("max_length", max_length=longest)  # type: ignore[attr-defined]
        return super().to_internal_value(data)  # type: ignore[misc]

    def is_in_form(self) -> bool:
        """Did this come in a form or a query, where everything is text?"""
        return html.is_html_input(getattr(self.root, "initial_data", None))  # type: ignore[attr-defined]

    def is_json_of_type(self, data: Any) -> bool:
        return type(data) in self.json_types  # bool is no int here

    def is_text_of_type(self, data: Any) -> bool:
        return isinstance(data, str)

    def refuse(self, data: Any) -> None:
        self.fail("invalid", value=data, format="", input=data)  # type: ignore[attr-defined]


class CharField(Strict, serializers.CharField):
    pass


class EmailField(Strict, serializers.EmailField):
    pass


class RegexField(Strict, serializers.RegexField):
    pass


class SlugField(Strict, serializers.SlugField):
    pass


class UUIDField(Strict, serializers.UUIDField):
    pass


class DateField(Strict, serializers.DateField):
    pass


class DateTimeField(Strict, serializers.DateTimeField):
    pass


class IntegerField(Strict, serializers.IntegerField):
    json_types = (int, float)

    def is_json_of_type(self, data: Any) -> bool:
        return super().is_json_of_type(data) and (isinstance(data, int) or data.is_integer())

    def is_text_of_type(self, data: Any) -> bool:
        return isinstance(data, str) and bool(WHOLE.fullmatch(data))


class FloatField(Strict, serializers.FloatField):
    """Finite: JSON's 1e999 and a form's "nan" are no numbers."""

    json_types = (int, float)

    def to_internal_value(self, data: Any) -> float:
        number: float = super().to_internal_value(data)
        if not math.isfinite(number):
            self.refuse(data)
        return number


class BooleanField(Strict, serializers.BooleanField):
    json_types = (bool,)

    def is_text_of_type(self, data: Any) -> bool:
        return data in WORDS


class ChoiceField(Strict, serializers.ChoiceField):
    def refuse(self, data: Any) -> None:
        self.fail("invalid_choice", input=data)


class ManyRelatedField(serializers.ManyRelatedField):
    """A list of keys: DRF's own takes the keys of an object too."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, list):
            self.fail("not_a_list", input_type=type(data).__name__)
        return super().to_internal_value(data)


class PrimaryKeyRelatedField(Strict, serializers.PrimaryKeyRelatedField[Any]):
    @classmethod
    def many_init(cls, *args: Any, **kwargs: Any) -> ManyRelatedField:
        own = {name: value for name, value in kwargs.items() if name in MANY_RELATION_KWARGS}
        return ManyRelatedField(child_relation=cls(*args, **kwargs), **own)

    def run_validation(self, data: Any = empty) -> Any:
        if data == "":  # DRF takes it for null
            self.refuse(data)
        return super().run_validation(data)

    def refuse(self, data: Any) -> None:
        self.fail("incorrect_type", data_type=type(data).__name__)
