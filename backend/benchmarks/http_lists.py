"""What does a page of a list cost? `python -m benchmarks.http_lists`.

CPU of the process that answers, per request, all in one run on one PostgreSQL, each through its whole application (middleware,
JWT, filters, paging, JSON) without the server in front, which costs all of them the same; contenders take turns, and the best of
their rounds counts. Peers: a raw Django view that sends the same bytes (through our middleware, asking nothing); FastAPI with
asyncpg and hand-built rows (notifications): it checks the same token, reads the same person, takes the same filters and must give
the same page, but it has no middleware, no throttle and no log; DRF as everyone writes it: a JWT that reads its user, the same
filters, ModelSerializer, numbered pages, Django's JSON, behind our middleware, no throttle. Goals: the hot list (notifications)
>= 0.6x of FastAPI's speed, every list >= 2.5x cheaper than DRF as everyone writes it.
"""

from __future__ import annotations

import asyncio
import io
import os
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

from benchmarks import peers_fastapi, world
from benchmarks.peers_http import BYTES, drf_view, raw_view

ROWS, PAGE, ROUNDS, REPEATS = 60, 25, 15, 20
LISTS = ("notifications", "print-jobs", "labs")
HOT, HOT_GOAL, GOAL = "notifications", 0.6, 2.5
SHOP = "/api/products/?page_size=20&price_min=500&available=true"


def fill() -> Any:
    """A maker with sixty notifications and jobs, among sixty labs."""
    printing = import_module("strato.printing.tests.factories")
    labs = import_module("strato.labs.tests.factories")
    notification = import_module("strato.notifications.models").Notification
    customer = import_module("strato.accounts.tests.factories").UserFactory()
    for lab in labs.LabFactory.create_batch(ROWS):
        job = printing.PrintJobFactory(lab=lab, customer=customer)
        notification.objects.create(
            recipient=customer,
            kind="print_job.accepted",
            category="print_jobs",
            subject_type="print_job",
            subject_id=str(job.pk),
            subject_label=job.number,
            facts={"number": job.number, "lab": lab.name, "quantity": 1},
        )
    product = import_module("strato.store.tests.factories").product
    for number in range(ROWS):
        product(name=f"Layer mug {number}", amounts=(1850, 2100), made_to_order=True)
    return customer


def where() -> dict[str, Any]:
    """Django's database, as asyncpg names it."""
    own = import_module("django.db").connection.get_connection_params()
    names = {"dbname": "database", "user": "user", "password": "password", "host": "host", "port": "port"}
    return {theirs: own[mine] for mine, theirs in names.items() if own.get(mine)}


def cpu_ms(acts: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The best mean CPU of one call of each; they take turns, so that a busy machine is busy for all of them."""
    best = dict.fromkeys(acts, float("inf"))
    for _ in range(ROUNDS):
        for name, act in acts.items():
            act()
            start = time.process_time()
            for _ in range(REPEATS):
                act()
            best[name] = min(best[name], (time.process_time() - start) * 1000 / REPEATS)
    return best


def caller(path: str, token: str) -> Callable[[], bytes]:
    """One GET through Django's whole WSGI application."""
    application = import_module("django.core.handlers.wsgi").WSGIHandler()
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "wsgi.url_scheme": "http",
    }

    def ask() -> bytes:
        statuses: list[str] = []
        answer = application({**environ, "wsgi.input": io.BytesIO()}, lambda status, headers: statuses.append(status))
        body = b"".join(answer)
        answer.close()
        assert statuses == ["200 OK"], (path, statuses, body[:300])
        return body

    return ask


def same_page(ours: bytes, theirs: bytes) -> bool:
    """The same rows, and a next page that begins at the same place."""
    pages = [orjson.loads(each) for each in (ours, theirs)]
    cursors = [parse_qs(urlsplit(page["next"]).query)["cursor"] for page in pages]
    return bool(pages[0]["results"] == pages[1]["results"] and cursors[0] == cursors[1])


def verdict(ratio: float, goal: float) -> str:
    return "PASS" if ratio >= goal else f"{goal - ratio:.2f}x short of {goal}x"


def main() -> None:
    os.environ["STRATO_TEST_DB"] = "postgres"
    world.begin(database_url="")
    customer = fill()
    urls = import_module("strato.config.urls")
    path = import_module("django.urls").path
    peers = [path(f"bench/drf/{name}/", drf_view(name)) for name in LISTS]
    peers += [path(f"bench/raw/{name}/", raw_view(name)) for name in (*LISTS, "products")]
    urls.urlpatterns[:0] = peers  # before the SPA, which answers everything else
    import_module("django.urls").clear_url_caches()
    token = import_module("strato.accounts.tokens").issue(customer).access
    print(f"CPU ms per request, pages of {PAGE}, the best of {ROUNDS} x {REPEATS} requests")
    with asyncio.Runner() as runner:
        for name in LISTS:
            acts = {kind: caller(f"/bench/{kind}/{name}/", token) for kind in ("raw", "drf")}
            acts["ours"] = caller(f"/api/{name}/?page_size={PAGE}", token)
            BYTES[name] = acts["ours"]()
            assert acts["drf"]().count(b'"id":') >= PAGE
            if name == HOT:
                acts["fast"] = peers_fastapi.caller(runner, where(), token, f"/api/{name}/?page_size={PAGE}")
                assert same_page(BYTES[name], acts["fast"]())
            taken = cpu_ms(acts)
            cheaper = taken["drf"] / taken["ours"]
            print(
                f"{name:14} ours {taken['ours']:6.2f}   raw bytes {taken['raw']:5.2f} ({taken['ours'] / taken['raw']:4.1f}x)   "
                f"DRF as everyone {taken['drf']:6.2f} = {cheaper:.2f}x cheaper   {verdict(cheaper, GOAL)}"
            )
            if name == HOT:
                speed = taken["fast"] / taken["ours"]
                print(
                    f"{'':14} FastAPI with hand-built rows {taken['fast']:5.2f} = {speed:.2f}x of its speed   "
                    f"{verdict(speed, HOT_GOAL)}; its middleware apart {taken['fast'] / (taken['ours'] - taken['raw']):.2f}x"
                )
        shop(runner, token)


def shop(runner: asyncio.Runner, token: str) -> None:
    """The catalog as a shopper narrows it down: nested rows, counted, in several queries on both sides."""
    ours, fast = caller(SHOP, token), peers_fastapi.caller(runner, where(), token, SHOP)
    BYTES["products"] = ours()
    pages = [orjson.loads(each) for each in (ours(), fast())]
    assert pages[0]["results"] == pages[1]["results"]
    assert pages[0]["count"] == pages[1]["count"] == ROWS
    taken = cpu_ms({"ours": ours, "raw": caller("/bench/raw/products/", token), "fast": fast})
    print(
        f"{'products':14} ours {taken['ours']:6.2f}   raw bytes {taken['raw']:5.2f} ({taken['ours'] / taken['raw']:4.1f}x)   "
        f"FastAPI with hand-built rows {taken['fast']:5.2f} = {taken['fast'] / taken['ours']:.2f}x of its speed"
    )


if __name__ == "__main__":
    main()
