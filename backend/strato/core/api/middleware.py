"""What wraps every answer of the house: its line in the log, its content security policy, what an API key has left."""

from collections.abc import Callable
from typing import Any

import structlog
from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_structlog.middlewares import RequestMiddleware
from rest_framework.throttling import BaseThrottle

from strato.core.api.throttles import Allowance

DEBUG_PAGES = (404, 500)


class LogMiddleware(RequestMiddleware):
    """Names the address that throttles count: what a proxy says about it is believed as far as STRATO_PROXY_COUNT goes."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        address: Any = BaseThrottle().get_ident(request)  # type: ignore[arg-type]  # it reads META alone
        structlog.contextvars.bind_contextvars(ip=address)


class PolicyHeaderMiddleware:
    """The policy of the settings, written once: no page of ours has its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not (settings.DEBUG and answer.status_code in DEBUG_PAGES):
            answer.headers.setdefault(HEADER, self.policy)
        return answer


class RateLimitMiddleware:
    """An answer to an API key says what its throttle counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        allowance: Allowance | None = getattr(request, "allowance", None)
        if allowance is not None:
            answer.headers["RateLimit-Limit"] = str(allowance.limit)
            answer.headers["RateLimit-Remaining"] = str(allowance.left)
            answer.headers["RateLimit-Reset"] = str(allowance.reset)
            answer.headers["RateLimit-Policy"] = f"{allowance.limit};w={allowance.seconds}"
        return answer
