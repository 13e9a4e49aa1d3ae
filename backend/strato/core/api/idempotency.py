"""``@idempotent``: an act that a nervous finger or a cut line may repeat, and that still happens once."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core import answers
from strato.core.answers import Said
from strato.core.api.renderers import OrjsonRenderer

HEADER = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="A fresh UUID for each new act; repeat it when you repeat the request",
)
REPEATED = ("Location", "ETag")
Act = Callable[..., Response]


def idempotent(act: Act) -> Act:
    """Wrap an act of a view set: stands below ``@action`` and ``@extend_schema``, runs in one transaction."""

    @wraps(act)
    def wrapper(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        made: list[Response] = []

        def carry_out() -> Said:
            response = act(view, request, *args, **kwargs)
            made.append(response)
            body = OrjsonRenderer().render(response.data).decode()
            headers = {name: response[name] for name in REPEATED if response.has_header(name)}
            return Said(response.status_code, body, headers)

        key = request.headers.get("Idempotency-Key", "").strip()
        said = answers.once(who_asks(request), key, fingerprint(request), carry_out)
        return made[0] if made else repeat(said)

    wrapper.is_idempotent = True  # type: ignore[attr-defined]  # read by StratoSchema
    described: Act = extend_schema(parameters=[HEADER])(wrapper)
    return described


def repeat(said: Said) -> Response:
    """The kept answer, marked as one."""
    data = orjson.loads(said.body) if said.body else None
    return Response(data, status=said.status, headers={**said.headers, "Idempotent-Replayed": "true"})


def who_asks(request: Request) -> str:
    """Keys of one person never meet those of another."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return f"guest:{getattr(request.user, 'guest_key', '') or request.META.get('REMOTE_ADDR', '')}"[:100]


def fingerprint(request: Request) -> str:
    """SHA-256 of method, path and body; of a file its name and size."""
    data = request.data
    plain = {name: data.getlist(name) for name in data} if hasattr(data, "getlist") else data
    body = json.dumps(plain, default=plain_file, sort_keys=True).encode()  # takes any number and any text
    return hashlib.sha256(b"\n".join([str(request.method).encode(), request.path.encode(), body])).hexdigest()


def plain_file(value: Any) -> Any:
    return [value.name, value.size] if isinstance(value, UploadedFile) else str(value)
