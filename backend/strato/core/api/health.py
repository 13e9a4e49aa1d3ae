"""What a supervisor asks: is it alive, can it serve, how is it doing?"""

import hmac
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView
from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from strato.core.later import later
from strato.core.queue import reports

if TYPE_CHECKING:
    import redis
else:
    redis = later("redis")

log = structlog.get_logger(__name__)
STALE_SECONDS = 120
LOCAL = {"127.0.0.1", "::1"}


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """/healthz: this process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """/readyz: 503 while the database is away; "degraded" with 200 while something that people can do without is."""
    checks = {"database": outcome(ask_database)}
    if checks["database"] == "ok":
        checks["queue"] = outcome(ask_queue)
    if settings.REDIS_URL:
        checks["redis"] = outcome(ask_redis)
    is_ready = checks["database"] == "ok"
    status = "ok" if set(checks.values()) == {"ok"} else "degraded" if is_ready else "unavailable"
    return JsonResponse({"status": status, "checks": checks}, status=200 if is_ready else 503)


def outcome(check: Callable[[], str]) -> str:
    """What the check says, or "unavailable" when it cannot."""
    try:
        return check()
    except (DatabaseError, redis.RedisError, OSError) as error:
        log.warning("health_check_failed", check=check.__name__, error=str(error))
        return "unavailable"


def ask_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def ask_queue() -> str:
    """ "stale" when a job has been due for two minutes and nobody took it."""
    return "ok" if reports.oldest_wait_seconds() < STALE_SECONDS else "stale"


def ask_redis() -> str:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
        client.ping()
    return "ok"


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """/metrics for Prometheus: to this machine, or with the token; to anyone else there is nothing here."""
    if not may_read_metrics(request):
        return HttpResponseNotFound()
    answer: HttpResponse = ExportToDjangoView(request)
    return answer


def may_read_metrics(request: HttpRequest) -> bool:
    """A bearer of STRATO_METRICS_TOKEN, or a caller on this machine that no proxy speaks for."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        return True
    is_proxied = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"))
    return request.META.get("REMOTE_ADDR") in LOCAL and not is_proxied


class JobCollector(Collector):
    """The queue as gauges, counted when Prometheus asks."""

    def describe(self) -> Iterable[Any]:
        return []  # so that registering asks no database

    def collect(self) -> Iterable[Any]:
        jobs = GaugeMetricFamily("strato_jobs", "Background jobs by status", labels=["status"])
        for status, count in reports.counts().items():
            jobs.add_metric([status], count)
        yield jobs
        yield GaugeMetricFamily(
            "strato_jobs_oldest_wait_seconds",
            "How long the job that waits longest has been due",
            value=reports.oldest_wait_seconds(),
        )


def register_metrics() -> None:
    """Once per process."""
    if not any(isinstance(collector, JobCollector) for collector in REGISTRY._collector_to_names):
        REGISTRY.register(JobCollector())
