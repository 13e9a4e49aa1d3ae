"""The Django admin is signed in to by a cookie, which is worth as much as its row in the list of devices."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from strato.accounts import services
from strato.accounts.devices import DESK


class DeskMiddleware:
    """Signs a cookie session out whose device was signed out elsewhere, or that never had one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_by_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session
        if is_by_cookie and not services.is_desk_open(request.session.get(DESK, "")):
            logout(request)
        return self.get_response(request)
