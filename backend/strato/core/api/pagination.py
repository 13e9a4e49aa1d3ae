"""Two ways through a list: numbered pages with a capped count, and keyset cursors that cost the same at any depth."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.request import Request

COUNT_CAP = 10_000


class CappedPaginator(Paginator[Any]):
    """Counts at most COUNT_CAP + 1 rows: a million-row count costs what ten thousand cost."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return int(rows.order_by()[: COUNT_CAP + 1].count())
        return len(rows) if isinstance(rows, Sequence) else 0


class PagePagination(PageNumberPagination):
    """``?page=&page_size=`` with ``{count, next, previous, results}``; the count stops at 10,001."""

    page_size = 25
    max_page_size = 100
    page_size_query_param = "page_size"
    django_paginator_class = CappedPaginator


class KeysetPagination(CursorPagination):
    """``?cursor=&page_size=`` newest first; ids are time-ordered, so the id is the key."""

    page_size = 25
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering = "-id"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """A page; a cursor that was forged or cut is 404, whatever it says."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValidationError, ValueError, TypeError) as error:
            raise NotFound(self.invalid_cursor_message) from error
