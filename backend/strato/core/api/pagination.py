"""Two ways through a list: numbered pages with a capped count, and keyset cursors that cost the same at any depth."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet, ValidationError
from django.core.paginator import Page, Paginator
from django.db import connections
from django.db.models import QuerySet
from django.utils.functional import cached_property
from rest_framework.exceptions import NotFound
from rest_framework.exceptions import ValidationError as Refused
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.request import Request

from strato.core.api.fields import WHOLE, IntegerField

COUNT_CAP = 10_000


class CappedPaginator(Paginator[Any]):
    """Counts at most COUNT_CAP + 1 rows: a million-row count costs what ten thousand cost."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet):
            if rows.query.group_by is None and not rows.query.combinator:
                rows = rows.values("pk")  # what is only shown is not computed for ten thousand rows
            return counted(rows.order_by()[: COUNT_CAP + 1])
        return len(rows) if isinstance(rows, Sequence) else 0


def counted(rows: QuerySet[Any]) -> int:
    """How many these are; ``rows.count()`` would build its question anew before it asks."""
    try:
        sql, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connections[rows.db].cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({sql}) found", given)  # noqa: S608  # its values are apart
        return int(cursor.fetchone()[0])


class Sized:
    """Mixin: ``?page_size=`` from 1 to 100, and 400 for anything else."""

    page_size: Any = 25
    max_page_size: Any = 100
    page_size_query_param: Any = "page_size"

    def get_page_size(self, request: Request) -> int:
        return natural(request, self.page_size_query_param, default=self.page_size, highest=self.max_page_size)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = super().get_schema_operation_parameters(view)  # type: ignore[misc]
        for parameter in parameters:
            if parameter["schema"]["type"] == "integer":
                parameter["schema"]["minimum"] = 1
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {"maximum": self.max_page_size, "default": self.page_size}
        return parameters


def natural(request: Request, name: str, *, default: int, highest: int | None = None) -> int:
    """A whole number from 1 to ``highest`` in the query, ``default`` when it is not there."""
    text = request.query_params.get(name)
    if text is None:
        return default
    words = IntegerField.default_error_messages
    if not WHOLE.fullmatch(text):
        raise Refused({name: words["invalid"]}, code="invalid")
    if int(text) < 1:
        raise Refused({name: words["min_value"].format(min_value=1)}, code="min_value")
    if highest and int(text) > highest:
        raise Refused({name: words["max_value"].format(max_value=highest)}, code="max_value")
    return int(text)


class PagePagination(Sized, PageNumberPagination):
    """``?page=&page_size=`` with ``{count, next, previous, results}``; the count stops at 10,001."""

    django_paginator_class = CappedPaginator

    def get_page_number(self, request: Request, paginator: Any) -> int:
        return natural(request, self.page_query_param, default=1)

    def first_page(
        self, read: Callable[[int], list[dict[str, Any]]], count: Callable[[], int], request: Request
    ) -> list[dict[str, Any]]:
        """The first page, of the rows that ``read(how_many)`` gives in order; counted only when it is full."""
        self.request = request
        size = self.get_page_size(request)
        rows = read(size)
        paginator = CappedPaginator([], size)
        paginator.count = min(count(), COUNT_CAP + 1) if len(rows) == size else len(rows)
        self.page = Page(rows, 1, paginator)
        return rows


class KeysetPagination(Sized, CursorPagination):
    """``?cursor=&page_size=`` newest first; ids are time-ordered, so the id is the key."""

    ordering: Any = "-id"

    def first_page(self, read: Callable[[int], list[dict[str, Any]]], request: Request) -> list[dict[str, Any]]:
        """The page before any cursor, of the rows that ``read(how_many)`` gives newest first."""
        self.request, self.base_url, self.cursor = request, request.build_absolute_uri(), None
        self.page_size = self.get_page_size(request)
        found = read(self.page_size + 1)
        self.page, self.ordering = found[: self.page_size], (self.ordering,)
        self.has_previous, self.has_next = False, len(found) > self.page_size
        self.next_position = str(found[-1]["id"]) if self.has_next else None
        return self.page

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """A page; a cursor that was forged or cut is 404, whatever it says."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValidationError, ValueError, TypeError) as error:
            raise NotFound(self.invalid_cursor_message) from error
