"""Versions of resources: a browser that has the newest gets 304, an editor who has not gets 412."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.errors import Stale

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag you loaded: 412 when somebody changed it since"
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag you have: 304 when it is still right"
)
Act = Callable[..., Response]


def etag_of(row: Any) -> str:
    """A weak tag: it names the row's version."""
    return f'W/"{int(row.updated_at.timestamp() * 1_000_000):x}"'


class VersionField(serializers.ReadOnlyField):
    """The ETag of a row inside a list, so that who edits it from there can send ``If-Match`` as well."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", help_text="Send it as If-Match when you edit this", **kwargs)

    def to_representation(self, value: Any) -> str:
        return etag_of(value)


extend_schema_field(str)(VersionField)


class Versioned:
    """Mixin of a ``ScopedViewSet`` whose answer depends on the row alone: ETag out, conditions in.

    ``@if_none_match`` on ``retrieve``, ``@if_match`` on what changes the row.
    """

    _row: Any = None
    _is_locking = False

    def etag_of(self, row: Any) -> str:
        return etag_of(row)

    def get_queryset(self) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        return rows.select_for_update(of=("self",)) if self._is_locking else rows

    def get_object(self) -> Any:
        self._row = super().get_object()  # type: ignore[misc]
        return self._row

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        if self._row is not None and self._row.pk and response.status_code in (200, 304):
            if request.method not in ("GET", "HEAD"):
                self._row.refresh_from_db(fields=["updated_at"])
            response["ETag"] = self.etag_of(self._row)
            response["Cache-Control"] = "private, no-cache"
        return super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]


def if_match(act: Act) -> Act:
    """The act happens only to the version that the caller loaded (when they say which); the row is locked meanwhile."""

    @wraps(act)
    def wrapper(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        with transaction.atomic():
            view._is_locking = True
            if wanted := parse_etags(request.headers.get("If-Match", "")):
                row = view.get_object()
                if "*" not in wanted and view.etag_of(row) not in wanted:
                    raise Stale(current=view.etag_of(row))
            return act(view, request, *args, **kwargs)

    wrapper.is_conditional = True  # type: ignore[attr-defined]  # read by StratoSchema
    described: Act = extend_schema(parameters=[IF_MATCH])(wrapper)
    return described


def if_none_match(act: Act) -> Act:
    """304 without a body when the caller has this version."""

    @wraps(act)
    def wrapper(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        had = parse_etags(request.headers.get("If-None-Match", ""))
        if had and view.etag_of(view.get_object()) in had:
            return Response(status=304)
        return act(view, request, *args, **kwargs)

    wrapper.is_cacheable = True  # type: ignore[attr-defined]  # read by StratoSchema
    described: Act = extend_schema(parameters=[IF_NONE_MATCH])(wrapper)
    return described
