"""The SPA's one page, for every path that is the browser router's."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

NOT_BUILT = "<!doctype html><title>Strato</title><p>The SPA is not built yet: run <code>make run</code>, or <code>make dev</code> and open port 5173.</p>"


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """index.html of the built SPA; the browser's router finds the page."""
    page = settings.SPA_DIR / "index.html"
    return HttpResponse(page.read_bytes() if page.is_file() else NOT_BUILT)
