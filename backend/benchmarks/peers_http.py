"""What our lists are measured against: a raw view, FastAPI with hand-built rows, and DRF as everyone writes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib import import_module
from typing import Any

import asyncpg
import orjson
from fastapi import FastAPI, Request, Response

BYTES: dict[str, bytes] = {}
Shape = tuple[Any, Any, tuple[str, ...], tuple[str, ...]]  # model, serializer, what it joins, what it fetches beside
ROWS_OF_ONE = """
    SELECT id, kind, category, subject_type, subject_id, subject_label, facts::text, repeats, created_at, seen_at, read_at
    FROM notifications_notification WHERE recipient_id = $1 AND in_app ORDER BY id DESC LIMIT $2
"""


def raw_view(name: str) -> Any:
    """A Django view that sends what the list sends, without asking anything."""
    response = import_module("django.http").HttpResponse

    def view(request: Any) -> Any:
        return response(BYTES[name], content_type="application/json")

    return view


def drf_view(name: str) -> Any:
    """The list as the first tutorial would have it, with the same fields and the same filters."""
    generics = import_module("rest_framework.generics")
    renderer = import_module("rest_framework.renderers").JSONRenderer
    pages = import_module("rest_framework.pagination").PageNumberPagination
    jwt = import_module("rest_framework_simplejwt.authentication").JWTAuthentication
    signed_in = import_module("rest_framework.permissions").IsAuthenticated
    filtering = import_module("rest_framework.filters")
    narrowing = import_module("django_filters.rest_framework").DjangoFilterBackend
    row_class, serializer, joins, lists = SHAPES[name]()
    asked = FILTERS[name]

    class Pages(pages):  # type: ignore[misc, valid-type]
        page_size = 25

    class View(generics.ListAPIView):  # type: ignore[misc, name-defined]
        authentication_classes = (jwt,)
        permission_classes = (signed_in,)
        renderer_classes = (renderer,)
        pagination_class = Pages
        filter_backends = (narrowing, filtering.SearchFilter, filtering.OrderingFilter)
        filterset_class = getattr(import_module(asked[0]), asked[1])
        throttle_classes = ()
        serializer_class = serializer

        def get_queryset(self) -> Any:
            return (
                row_class.objects.visible_to(self.request.user)
                .select_related(*joins)
                .prefetch_related(*lists)
                .order_by("-id")
            )

    return View.as_view()


def shape(model: Any, names: Any, /, **nested: Any) -> Any:
    """A ModelSerializer of these fields."""
    base = import_module("rest_framework.serializers").ModelSerializer
    meta = type("Meta", (), {"model": model, "fields": tuple(names)})
    return type(f"{model.__name__}Peer", (base,), {"Meta": meta, **nested})


def computed(**methods: Callable[[Any, Any], Any]) -> dict[str, Any]:
    """Fields that a serializer computes by methods of its own."""
    field = import_module("rest_framework.serializers").SerializerMethodField
    return {name: field() for name in methods} | {f"get_{name}": method for name, method in methods.items()}


def notifications() -> Shape:
    model = import_module("strato.notifications.models").Notification
    link_of = import_module("strato.notifications.kinds").link_of
    own = computed(
        subject=lambda self, row: {"type": row.subject_type, "id": row.subject_id, "label": row.subject_label},
        link=lambda self, row: link_of(row.kind, row.subject_id),
    )
    names = "id kind category subject link facts repeats created_at seen_at read_at"
    return model, shape(model, names.split(), **own), (), ()


def labs() -> Shape:
    model = import_module("strato.labs.models").Lab
    hours = import_module("strato.labs.hours").OpeningHours
    roles_of = import_module("strato.labs.policies").roles_of
    now = import_module("django.utils.timezone").now
    url = import_module("strato.core.files").download_url
    own = computed(
        is_open=lambda self, lab: hours.from_json(lab.opening_hours, lab.timezone).is_open_at(now()),
        my_role=lambda self, lab: roles_of(self.context["request"].user).get(lab.pk),
        cover_url=lambda self, lab: url(lab.cover, inline=True),
    )
    names = (
        "id name slug description status city country lat lng currency payment_policy auto_accept is_open my_role "
        "cover_url created_at"
    )
    return model, shape(model, names.split(), **own), (), ()


def live(self: Any, job: Any) -> dict[str, Any] | None:
    run = job.current_run
    return run and {"status": run.status, "progress_percent": run.progress_percent, "started_at": run.started_at}


def print_jobs() -> Shape:
    model = import_module("strato.printing.models").PrintJob
    related = {field.name: field.related_model for field in model._meta.fields if field.related_model}
    nested = {
        "model": shape(related["model"], ("id", "name", "thumbnail", "size_mm"))(),
        "material": shape(related["material"], ("id", "code", "name", "technology"))(),
        "customer": shape(related["customer"], ("id", "name", "username"))(),
        "lab": shape(
            related["lab"], ("id", "name", "slug", "city", "country", "lat", "lng", "payment_policy", "auto_accept")
        )(),
        "printer": shape(related["printer"], ("id", "name", "model", "technology", "status"))(),
        **computed(live=live, allowed_actions=lambda self, job: ["cancel"] if job.status == "pending" else []),
    }
    names = (
        "id number status status_changed_at created_at model material color_hex quantity finish customer lab printer "
        "amount currency grams_mg seconds needed_by ready_at completed_at live has_open_question allowed_actions"
    )
    joins = ("model", "material", "customer", "lab", "printer")
    return model, shape(model, names.split(), **nested), joins, ("attempts__run", "notes")


FILTERS = {
    "notifications": ("strato.notifications.api.views", "NotificationFilter"),
    "labs": ("strato.labs.api.filters", "LabFilter"),
    "print-jobs": ("strato.printing.api.filters", "PrintJobFilter"),
}
SHAPES: dict[str, Callable[[], Shape]] = {"notifications": notifications, "labs": labs, "print-jobs": print_jobs}


def fastapi_caller(runner: asyncio.Runner, dsn: dict[str, Any], token: str, page: int) -> Callable[[], bytes]:
    """One GET through a FastAPI application that checks the same token and builds the same JSON by hand."""
    backend = import_module("rest_framework_simplejwt.state").token_backend
    app = FastAPI()
    pool = runner.run(make_pool(dsn))

    @app.get("/notifications/")
    async def listed(request: Request) -> Response:
        claims = backend.decode(request.headers["authorization"].removeprefix("Bearer "))
        async with pool.acquire() as connection:
            rows = await connection.fetch(ROWS_OF_ONE, import_module("uuid").UUID(claims["user_id"]), page + 1)
        results = [
            {
                "id": str(row["id"]),
                "kind": row["kind"],
                "category": row["category"],
                "subject": {"type": row["subject_type"], "id": row["subject_id"], "label": row["subject_label"]},
                "link": f"/jobs/{row['subject_id']}",
                "facts": orjson.Fragment(row["facts"]),
                "repeats": row["repeats"],
                "created_at": row["created_at"],
                "seen_at": row["seen_at"],
                "read_at": row["read_at"],
            }
            for row in rows[:page]
        ]
        return Response(
            orjson.dumps({"next": None, "previous": None, "results": results}), media_type="application/json"
        )

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/notifications/",
        "raw_path": b"/notifications/",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"authorization", f"Bearer {token}".encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def ask() -> bytes:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await app({**scope}, receive, send)
        assert sent[0]["status"] == 200
        return bytes(sent[1]["body"])

    assert len(orjson.loads(runner.run(ask()))["results"]) == page
    return lambda: runner.run(ask())


async def make_pool(dsn: dict[str, Any]) -> Any:
    return await asyncpg.create_pool(**dsn, min_size=1, max_size=4)
