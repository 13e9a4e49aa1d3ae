"""How lists are narrowed: a parameter of the wrong type is refused, not taken for one that is not there."""

from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
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
    ``filter_queryset``) may say how in ``unasked(rows)``; one that does not is always asked.
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
        rows: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return rows


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
