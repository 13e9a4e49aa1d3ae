"""What does a page of a list cost? `python -m benchmarks.http_lists`.

CPU of the process that answers, per request, all in one run on one PostgreSQL, each through its whole application (middleware,
JWT, filters, paging, JSON) without the server in front, which costs all of them the same. Peers: a raw Django view that sends the
same bytes; FastAPI with asyncpg and hand-built rows of the same query (notifications); DRF as everyone writes it: a JWT that reads
its user, the same filters, ModelSerializer, numbered pages, Django's JSON (and, unlike ours, no throttle). Goals: the hot list (notifications) >= 0.6x of FastAPI's speed, every
list >= 2.5x cheaper than DRF as everyone writes it.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from benchmarks import world
from benchmarks.peers_http import drf_view, fastapi_caller, raw_view

ROWS, PAGE, ROUNDS, REPEATS = 60, 25, 5, 40
LISTS = ("notifications", "print-jobs", "labs")
HOT, HOT_GOAL, GOAL = "notifications", 0.6, 2.5


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
    return customer


def where() -> dict[str, Any]:
    """Django's database, as asyncpg names it."""
    own = import_module("django.db").connection.get_connection_params()
    names = {"dbname": "database", "user": "user", "password": "password", "host": "host", "port": "port"}
    return {theirs: own[mine] for mine, theirs in names.items() if own.get(mine)}


def cpu_ms(act: Callable[[], object]) -> float:
    """The median over the rounds of the mean CPU of one call."""
    for _ in range(5):
        act()
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(REPEATS):
            act()
        taken.append((time.process_time() - start) * 1000 / REPEATS)
    return statistics.median(taken)


def caller(path: str, token: str) -> Callable[[], bytes]:
    """One GET through Django's whole WSGI application."""
    client = import_module("django.test").Client(
        HTTP_HOST="localhost", HTTP_AUTHORIZATION=f"Bearer {token}", raise_request_exception=False
    )

    def ask() -> bytes:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.content[:300])
        return bytes(answer.content)

    return ask


def main() -> None:
    os.environ["STRATO_TEST_DB"] = "postgres"
    world.begin(database_url="")
    customer = fill()
    urls = import_module("strato.config.urls")
    path = import_module("django.urls").path
    peers = [path(f"bench/drf/{name}/", drf_view(name)) for name in LISTS]
    peers += [path(f"bench/raw/{name}/", raw_view(name)) for name in LISTS]
    urls.urlpatterns[:0] = peers  # before the SPA, which answers everything else
    import_module("django.urls").clear_url_caches()
    token = str(import_module("rest_framework_simplejwt.tokens").AccessToken.for_user(customer))
    print(f"CPU ms per request, pages of {PAGE}, {ROUNDS} x {REPEATS} requests, median")
    for name in LISTS:
        ours = caller(f"/api/{name}/?page_size={PAGE}", token)
        import_module("benchmarks.peers_http").BYTES[name] = ours()
        mine = cpu_ms(ours)
        ask_raw, ask_naive = (caller(f"/bench/{kind}/{name}/", token) for kind in ("raw", "drf"))
        assert ask_raw() == ours()
        assert ask_naive().count(b'"id":') >= PAGE
        raw, naive = cpu_ms(ask_raw), cpu_ms(ask_naive)
        verdict = "PASS" if naive >= GOAL * mine else f"{GOAL - naive / mine:.2f}x short of {GOAL}x"
        print(
            f"{name:14} ours {mine:6.2f}   raw bytes {raw:6.2f} ({mine / raw:4.1f}x)   DRF as everyone {naive:6.2f} = {naive / mine:.2f}x cheaper   {verdict}"
        )
        if name == HOT:
            with asyncio.Runner() as runner:
                fast = cpu_ms(fastapi_caller(runner, where(), token, PAGE))
            verdict = "PASS" if fast / mine >= HOT_GOAL else f"{HOT_GOAL - fast / mine:.2f}x short of {HOT_GOAL}x"
            print(f"{'':14} FastAPI with hand-built rows {fast:6.2f} = {fast / mine:.2f}x of its speed   {verdict}")


if __name__ == "__main__":
    main()
