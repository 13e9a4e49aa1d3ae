"""Which languages a reader reads, and answers that depend on it."""

from typing import Any

from django.conf import settings
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

LANGUAGE = OpenApiParameter(
    "Accept-Language",
    str,
    OpenApiParameter.HEADER,
    description="Texts are in the first of these languages that has them; without it, in their own",
)


def languages_of(request: Request) -> list[str]:
    """Those of ``Accept-Language`` that the house speaks, the dearest first; none when it says nothing of use."""
    known = dict(settings.LANGUAGES)
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    tags = (tag.partition("-")[0] for tag, weight in asked if weight > 0)
    return list(dict.fromkeys(tag for tag in tags if tag in known))


class InReadersLanguage:
    """Mixin of a view: caches keep its answers apart by ``Accept-Language``."""

    @property
    def readers(self) -> list[str]:
        request: Any = self.request  # type: ignore[attr-defined]  # the view's
        return languages_of(request)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        patch_vary_headers(answer, ["Accept-Language"])
        return answer
