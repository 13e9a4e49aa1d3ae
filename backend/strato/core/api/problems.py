"""Every error leaves as RFC 9457 problem+json: {type, title, status, code, detail, fields, facts}."""

from http import HTTPStatus
from typing import Any

import orjson
import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults
from rest_framework import exceptions
from rest_framework.response import Response

from strato.core.errors import DomainError

log = structlog.get_logger(__name__)
TYPE = "about:blank"


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler."""
    if isinstance(error, DomainError):
        body = problem(
            error.status, error.code, error.detail, title=error.title, fields=error.fields, facts=error.facts
        )
        wait = error.facts.get("retry_after_seconds")
        return answer(body, {"Retry-After": str(wait)} if wait else None)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.APIException):
        return from_drf(error)
    return None


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404: below /api/ a path that leads nowhere is a problem document too."""
    if not request.path.startswith("/api/"):
        return defaults.page_not_found(request, exception)
    return plain(problem(404, "not_found", "There is nothing at this path."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500; what happened is in the log, not in the answer."""
    if not request.path.startswith("/api/"):
        return defaults.server_error(request)
    return plain(problem(500, "server_error", "Something went wrong on our side. It has been noted."))


def plain(body: dict[str, Any]) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=body["status"], content_type="application/problem+json")


def from_drf(error: exceptions.APIException) -> Response:
    """A problem from one of DRF's own exceptions."""
    headers = {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if isinstance(error, exceptions.ValidationError):
        detail = "Some fields need another look."
        return answer(problem(400, "invalid", detail, fields=flatten(error.get_full_details())), headers)
    codes = error.get_codes()
    code = codes if isinstance(codes, str) else str(error.default_code)
    if isinstance(error.detail, dict):  # simplejwt packs {detail, code, messages}
        code, detail = str(error.detail.get("code", code)), str(error.detail.get("detail", error.default_detail))
    else:
        detail = str(error.detail)
    return answer(problem(error.status_code, code, detail), headers)


def flatten(details: Any, path: str = "") -> dict[str, list[dict[str, str]]]:
    """{"address.city": [{"code", "message"}]} from DRF's nested details."""
    if isinstance(details, dict) and {"message", "code"} <= details.keys() and isinstance(details["message"], str):
        return {path or "non_field_errors": [{"code": str(details["code"]), "message": str(details["message"])}]}
    pairs = details.items() if isinstance(details, dict) else enumerate(details)
    found: dict[str, list[dict[str, str]]] = {}
    for key, inner in pairs:
        deeper = isinstance(details, dict) or not isinstance(inner, dict) or "message" not in inner
        name = f"{path}.{key}" if path and deeper else str(key) if deeper else path
        for field, messages in flatten(inner, name).items():
            found.setdefault(field, []).extend(messages)
    return found


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    title: str = "",
    fields: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The body of a problem document."""
    body = {"type": TYPE, "title": title or HTTPStatus(status).phrase, "status": status, "code": code, "detail": detail}
    known = {
        name: [m if isinstance(m, dict) else {"code": code, "message": m} for m in messages]
        for name, messages in (fields or {}).items()
    }
    return {**body, "fields": known, "facts": facts or {}}


def answer(body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    return Response(body, status=body["status"], headers=headers, content_type="application/problem+json")
