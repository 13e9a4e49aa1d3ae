"""The door at the foot of our mails: opened by people (a page with one button) and by mail programs (RFC 8058)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request

from strato.accounts.models import User
from strato.core.api.files import AnyAccept
from strato.core.api.views import PolicyView
from strato.core.policies import anyone
from strato.notifications import services
from strato.notifications.unsubscribing import EVERYTHING, read_token
from strato.notifications.words import UNSUBSCRIBE, UNSUBSCRIBE_ALL

TAG = ["Notifications"]
PAGE = {(200, "text/html"): OpenApiResponse(OpenApiTypes.STR, description="A small page in the person's language")}


class UnsubscribeView(PolicyView):
    """Opening the page changes nothing: programs that fetch links in mails must not unsubscribe anybody."""

    policy = {"get": anyone, "post": anyone}
    authentication_classes = ()
    content_negotiation_class = AnyAccept
    parser_classes = (FormParser, MultiPartParser, JSONParser)
    problem_statuses = {"*": {400}}

    @extend_schema(summary="The page with the button", tags=TAG, responses=PAGE)
    def get(self, request: Request, token: str) -> HttpResponse:
        person_id, kind = read_token(token)
        person = User.objects.filter(pk=person_id).first()
        return page(request, person, kind, is_done=False)

    @extend_schema(summary="No more mails of this kind", tags=TAG, request=None, responses=PAGE)
    def post(self, request: Request, token: str) -> HttpResponse:
        """One click, without signing in; twice is fine."""
        return page(request, services.unsubscribe(token), read_token(token)[1], is_done=True)


def page(request: Request, person: User | None, kind: str, *, is_done: bool) -> HttpResponse:
    language = person.language if person else "en"
    words: dict[str, Any] = (UNSUBSCRIBE_ALL if kind == EVERYTHING else UNSUBSCRIBE)[language]
    return render(
        request._request, "notifications/unsubscribe.html", {"words": words, "language": language, "is_done": is_done}
    )
