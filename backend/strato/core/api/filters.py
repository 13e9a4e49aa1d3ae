"""How lists are narrowed: a parameter of the wrong type is refused, not taken for one that is not there."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.filterset import filterset_factory
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from django_filters.utils import translate_validation
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from strato.core.api.fields import WORDS, BooleanField, CharField

NOT_FILTERS = {"page", "page_size", "cursor", "search", "ordering"}


class WholeNumberFilter(django_filters.NumberFilter):  # type: ignore[misc]  # django_filters is untyped
    """A count, or money in minor units: ``0.5`` is refused."""

    field_class = forms.IntegerField


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]  # django_filters is untyped
    """django-filter reads ``?lab=`` as no filter and ``?low=perhaps`` as "either"; here both are 400.

    No form is built for a request that asks for no filter. A filter set that narrows even then (and so overrides
    ``filter_queryset``) may say how in ``unasked(rows)``; one that does not is always asked. The form of any other
    request has the fields that it asks for, and no more.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filters = self.get_filterset_class(view, queryset)
        if filters is None:
            return queryset
        if request.query_params.keys() <= NOT_FILTERS - filters.base_filters.keys():
            if unasked := getattr(filters, "unasked", None):
                return cast("QuerySet[Any]", unasked(queryset))
            if filters.filter_queryset is django_filters.FilterSet.filter_queryset:
                return queryset
        refuse_wrong_words(request, filters.base_filters)
        asked = narrowed(filters, frozenset(request.query_params.keys() & filters.base_filters.keys()))
        chosen = asked(**self.get_filterset_kwargs(request, queryset, view))
        if not chosen.is_valid():
            raise translate_validation(chosen.errors)
        rows: QuerySet[Any] = chosen.qs
        return rows

    def get_filterset_class(self, view: Any, queryset: QuerySet[Any] | None = None) -> Any:
        if getattr(view, "filterset_class", None) or not getattr(view, "filterset_fields", None) or queryset is None:
            return super().get_filterset_class(view, queryset)
        return plain(cast(Hashable, queryset.model), tuple(view.filterset_fields))


@lru_cache
def plain(model: Any, names: tuple[str, ...]) -> Any:
    """The filter set of a view that only names fields."""
    return filterset_factory(model, filterset=FilterSet, fields=names)


@lru_cache(maxsize=1024)
def narrowed(filters: Any, names: frozenset[str]) -> Any:
    """The filter set with these filters alone."""
    few: Any = type(filters.__name__, (filters,), {})
    few.base_filters = {name: each for name, each in filters.base_filters.items() if name in names}
    return few


def refuse_wrong_words(request: Request, filters: dict[str, Any]) -> None:
    """400 naming each parameter that is blank where no text is meant, or neither true nor false where one is."""
    wrong = {}
    for name in request.query_params.keys() & filters.keys():
        values = request.query_params.getlist(name)
        if isinstance(filters[name], django_filters.BooleanFilter):
            if not all(value in WORDS for value in values):
                wrong[name] = BooleanField.default_error_messages["invalid"]
        elif type(filters[name]) is not django_filters.CharFilter and not all(value.strip() for value in values):
            wrong[name] = CharField.default_error_messages["blank"]
    if wrong:
        raise ValidationError(wrong, code="invalid")
