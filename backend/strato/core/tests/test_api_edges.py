"""The edges of the API: problems, throttles, caches that are away, lists at depth, settings that must not face a network."""

import base64
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.config import safety
from strato.core.api import health, pagination
from strato.core.api.throttles import AtomicThrottle, parse_rate
from strato.core.queue.models import Job
from strato.core.tests.threads import at_once

REDIS_CACHE = {
    "BACKEND": "strato.core.cache.FailOpenRedisCache",
    "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 1},
}
NOBODY_HOME = "redis://127.0.0.1:1/0"


# --- problems ---
@pytest.mark.django_db
def test_a_path_that_leads_nowhere_is_a_problem(client_of: Callable[..., APIClient]) -> None:
    answer = client_of().get("/api/nowhere/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/jobs/", 401, "not_authenticated"),
        ("put", "/api/jobs/", 405, "method_not_allowed"),
        ("get", "/api/jobs/not-an-id/", 401, "not_authenticated"),
    ],
)
def test_every_refusal_has_one_shape(
    client_of: Callable[..., APIClient], method: str, path: str, status: int, code: str
) -> None:
    answer = getattr(client_of(), method)(path)
    body = answer.json()
    assert (answer.status_code, body["code"], body["status"]) == (status, code, status)
    assert body.keys() == {"type", "title", "status", "code", "detail", "fields", "facts"}
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_an_id_that_is_none_is_not_found(client_of: Callable[..., APIClient], alice: User) -> None:
    assert client_of(alice).get("/api/jobs/not-an-id/").status_code == 404


@pytest.mark.django_db
def test_our_own_mistakes_tell_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("strato.core.api.files.FileView.get", stumble)
    answer = Client(raise_request_exception=False).get("/api/files/x/")
    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
    assert b"secret" not in answer.content


# --- throttles ---
class Twenty(AtomicThrottle):
    scope = "twenty"


def knock() -> bool:
    return Twenty().allow_request(Request(RequestFactory().get("/")), None)


@pytest.fixture
def _twenty_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "twenty", "20/day")
    cache.clear()


@pytest.mark.usefixtures("_twenty_a_day")
def test_of_32_at_once_exactly_20_pass() -> None:
    assert sum(at_once(knock, hands=32)) == 20


@pytest.mark.redis
def test_of_32_at_once_exactly_20_pass_on_a_shared_cache(
    settings: Any, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CACHES = {"default": {**REDIS_CACHE, "LOCATION": redis_url}}
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "twenty", "20/day")
    cache.clear()
    assert sum(at_once(knock, hands=32)) == 20


@pytest.mark.django_db
def test_who_knocks_too_often_is_told_when_to_come_back(
    client_of: Callable[..., APIClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "anonymous", "2/hour")
    cache.clear()
    answers = [client_of().get("/api/files/x/") for _ in range(3)]
    cache.clear()
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert answers[2].json()["code"] == "throttled"
    assert 0 < int(answers[2]["Retry-After"]) <= 3601


@pytest.mark.parametrize(
    ("rate", "means"),
    [("5/s", (5, 1)), ("5/min", (5, 60)), ("240/hour", (240, 3600)), ("1/day", (1, 86_400))],
)
def test_rates_read_as_people_write_them(rate: str, means: tuple[int, int]) -> None:
    assert parse_rate(rate) == means


# --- a cache that is away ---
@pytest.mark.usefixtures("_twenty_a_day")
def test_a_dead_cache_is_a_miss_and_lets_people_in(settings: Any) -> None:
    settings.CACHES = {"default": {**REDIS_CACHE, "LOCATION": NOBODY_HOME}}
    began = time.monotonic()
    cache.set("a", 1)
    cache.set_many({"a": 1})
    cache.delete("a")
    cache.delete_many(["a"])
    cache.clear()
    assert (cache.get("a"), cache.get("a", "default"), cache.get_many(["a"]), "a" in cache) == (
        None,
        "default",
        {},
        False,
    )
    assert cache.get_or_set("a", lambda: "made") == "made"
    assert all(knock() for _ in range(25))
    assert time.monotonic() - began < 5


# --- lists at depth ---
@pytest.fixture
def many(alice: User) -> list[Job]:
    return Job.objects.bulk_create(Job(task=f"t{n}", requested_by=alice, key=str(n)) for n in range(130))


@pytest.mark.django_db
def test_a_cursor_passes_every_row_once_while_rows_arrive(
    client_of: Callable[..., APIClient], alice: User, many: list[Job]
) -> None:
    client, seen, url = client_of(alice), [], "/api/jobs/?page_size=20"
    while url:
        page = client.get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"]
        Job.objects.create(task="late", requested_by=alice)
    assert seen == [str(job.pk) for job in reversed(many)]


@pytest.mark.django_db
def test_the_last_page_costs_what_the_first_costs(
    client_of: Callable[..., APIClient],
    alice: User,
    many: list[Job],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client, url = client_of(alice), "/api/jobs/?page_size=20"
    while url:
        with django_assert_num_queries(1) as queries:
            url = client.get(url).json()["next"]
        assert "OFFSET" not in queries.captured_queries[0]["sql"]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["p=nope", "o=-5", "o=x&p=1", "p=\x00"])
def test_a_broken_cursor_is_a_problem_not_an_error(
    client_of: Callable[..., APIClient], alice: User, many: list[Job], words: str
) -> None:
    cursor = base64.b64encode(words.encode()).decode()
    answer = client_of(alice).get(f"/api/jobs/?cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.django_db
def test_the_count_stops_at_its_cap(many: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "COUNT_CAP", 50)
    rows = Job.objects.order_by("id")
    paginator = pagination.CappedPaginator(rows, 20)
    assert (paginator.count, paginator.num_pages) == (51, 3)
    assert pagination.CappedPaginator(list(rows[:7]), 20).count == 7


# --- settings ---
SAFE: dict[str, Any] = {
    "secret": "x" * 40,
    "debug": False,
    "hosts": ["strato.example.org"],
    "public_url": "https://strato.example.org",
}


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"secret": safety.EMBEDDED_SECRET}, "STRATO_SECRET_KEY"),
        ({"secret": "short"}, "STRATO_SECRET_KEY"),
        ({"old_secrets": ["y" * 40, safety.EMBEDDED_SECRET]}, "STRATO_OLD_SECRET_KEYS"),
        ({"old_secrets": ["short"]}, "STRATO_OLD_SECRET_KEYS"),
        ({"debug": True}, "STRATO_DEBUG"),
        ({"hosts": ["*"]}, "'*'"),
        ({"public_url": "http://strato.example.org"}, "https://"),
    ],
)
def test_unsafe_settings_are_refused_by_name(change: dict[str, Any], names: str) -> None:
    found = safety.problems(**{**SAFE, **change})
    assert len(found) == 1
    assert names in found[0]


def test_safe_settings_and_local_ones_are_accepted() -> None:
    assert safety.problems(**SAFE) == []
    local: dict[str, Any] = {
        "secret": safety.EMBEDDED_SECRET,
        "debug": True,
        "hosts": ["localhost"],
        "public_url": "http://localhost",
    }
    assert safety.problems(**local) == []


def test_a_wait_is_counted_by_the_database(db: None) -> None:
    assert health.ask_queue() == "ok"
    Job.objects.create(task="x", run_at=timezone.now() - timedelta(hours=1))
    assert health.ask_queue() == "stale"
