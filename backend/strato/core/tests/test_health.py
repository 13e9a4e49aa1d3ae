"""What supervisors and Prometheus are told, and who else is told nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from rest_framework.test import APIClient

from strato.core.queue.models import Job

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so(client_of: Callable[..., APIClient]) -> None:
    assert client_of().get("/healthz").json() == {"status": "ok"}


def test_ready_names_each_check(client_of: Callable[..., APIClient], settings: Any) -> None:
    answer = client_of().get("/readyz")
    expected = {"database": "ok", "queue": "ok"} | ({"redis": "ok"} if settings.REDIS_URL else {})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "checks": expected})


def test_work_that_nobody_takes_is_stale(client_of: Callable[..., APIClient]) -> None:
    Job.objects.create(task="x", run_at=Now() - timedelta(minutes=3))
    answer = client_of().get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["checks"]["queue"]) == (200, "degraded", "stale")


def test_a_dead_redis_degrades_but_serves(client_of: Callable[..., APIClient], settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client_of().get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["redis"]) == (200, "unavailable")


def test_metrics_tell_this_machine_about_the_queue(client_of: Callable[..., APIClient]) -> None:
    Job.objects.create(task="x")
    text = client_of().get("/metrics").content.decode()
    assert 'strato_jobs{status="queued"} 1.0' in text
    assert "strato_jobs_oldest_wait_seconds" in text
    assert "django_http_requests_before_middlewares_total" in text


@pytest.mark.parametrize(
    "headers", [{"REMOTE_ADDR": "10.0.0.9"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.9"}, {"HTTP_FORWARDED": "for=10.0.0.9"}]
)
def test_metrics_tell_strangers_nothing(client_of: Callable[..., APIClient], headers: dict[str, Any]) -> None:
    assert client_of().get("/metrics", **headers).status_code == 404


def test_a_token_reads_metrics_from_afar(client_of: Callable[..., APIClient], settings: Any) -> None:
    settings.METRICS_TOKEN = "prometheus-token"
    far: dict[str, Any] = {"REMOTE_ADDR": "10.0.0.9"}
    assert client_of().get("/metrics", **far, HTTP_AUTHORIZATION="Bearer prometheus-token").status_code == 200
    assert client_of().get("/metrics", **far, HTTP_AUTHORIZATION="Bearer guess").status_code == 404
