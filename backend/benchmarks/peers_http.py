"""What our lists are measured against inside Django: a raw view, and DRF as everyone writes it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

BYTES: dict[str, bytes] = {}
Shape = tuple[Any, Any, tuple[str, ...], tuple[str, ...]]  # model, serializer, what it joins, what it fetches beside


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
