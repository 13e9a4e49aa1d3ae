"""The doors of the house: each app brings its own routes."""

from django.contrib import admin
from django.urls import include, path, re_path

from strato.config.spa import index
from strato.core.api import health

handler404 = "strato.core.api.problems.page_not_found"
handler500 = "strato.core.api.problems.server_error"

urlpatterns = [
    path("api/", include("strato.core.api.urls")),
    path("api/", include("strato.accounts.api.urls")),
    path("api/", include("strato.labs.api.urls")),
    path("api/", include("strato.notifications.api.urls")),
    path("api/", include("strato.moderation.api.urls")),
    path("api/", include("strato.inventory.api.urls")),
    path("api/", include("strato.orders.api.urls")),
    path("api/", include("strato.payments.api.urls")),
    path("api/", include("strato.shopfloor.api.urls")),
    path("api/", include("strato.messaging.api.urls")),
    path("api/", include("strato.printing.api.urls")),
    path("api/", include("strato.store.api.urls")),
    path("api/", include("strato.community.api.urls")),
    path("api/", include("strato.flows.api.urls")),
    path("api/", include("strato.dashboards.api.urls")),
    path("api/", include("strato.webhooks.api.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("metrics", health.metrics),
    re_path(r"^(?!api/|admin/|ws/|static/|assets/|sandbox/|metrics|healthz|readyz).*$", index, name="spa"),
]
