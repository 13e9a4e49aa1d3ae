"""How long is a look for a word among 100,000 products? `python -m benchmarks.search_products [postgres|sqlite]`.

The first page of the best matches, as `?search=` asks for it, with the index of the database (tsvector under GIN, FTS5) and
without (the same words looked for row by row), in one run on the same rows. Goal: at least 50 times faster on PostgreSQL. Both find the
same products. Beside it: what the list and its facets take through the whole application.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from benchmarks import shelves, world

ENGINES = ("postgres", "sqlite")
PAGE, ROUNDS, GOAL = 20, 7, 50
DOORS = (
    "/api/products/?page_size=20",
    "/api/products/?page_size=20&ordering=from_amount",
    "/api/products/?page_size=20&available=true&price_min=500&price_max=4000&rating_min=3",
    "/api/products/?page_size=20&category=shelf-07",
    "/api/products/?page_size=20&search={word}",
    "/api/products/facets/",
    "/api/products/facets/?search={word}",
)


def wall_ms(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken)


def measure(engine: str) -> None:
    os.environ["STRATO_TEST_DB"] = "postgres" if engine == "postgres" else ""
    world.begin(database_url="" if engine == "postgres" else None)
    start = time.perf_counter()
    words, shopper = shelves.fill()
    print(f"{engine}: {shelves.PRODUCTS:,} products in {time.perf_counter() - start:.0f} s", flush=True)
    reports, product = import_module("strato.store.reports"), import_module("strato.store.models").Product
    words_of = import_module("strato.store.words").words_of
    asked = {
        "rare": words[3000],
        "two words": f"{words[40]} {words[900]}",
        "unfinished": words[2000][:-1],
        "common": words[0],
    }
    ratios = []
    for kind, text in asked.items():
        rows = product.objects.visible_to(shopper).filter(is_published=True)

        def found(text: str = text, rows: Any = rows) -> list[Any]:
            return list(reports.matching(rows, text).values_list("pk", flat=True)[:PAGE])

        def scanned(text: str = text, rows: Any = rows) -> list[Any]:
            return list(reports.scanned(rows, words_of(text)).values_list("pk", flat=True)[:PAGE])

        hits = reports.matching(rows, text).order_by().count()
        assert hits == reports.scanned(rows, words_of(text)).order_by().count()
        fast, slow = wall_ms(found), wall_ms(scanned, 3)
        if kind != "common":
            ratios.append(slow / fast)
        print(f"  {kind:12} {hits:6,} hits   index {fast:8.1f} ms   scan {slow:8.1f} ms = {slow / fast:5.0f}x")
    middle = statistics.median(ratios)
    judged = "PASS" if middle >= GOAL else f"{GOAL - middle:.0f}x short of {GOAL}x"
    print(f"  median of the selective ones {middle:.0f}x   {judged}")
    doors(shopper, words[3000])


def doors(shopper: Any, word: str) -> None:
    connection = import_module("django.db").connection
    capture = import_module("django.test.utils").CaptureQueriesContext
    client = import_module("rest_framework.test").APIClient(headers={"host": "localhost"})
    client.force_authenticate(shopper)
    for door in (each.format(word=word) for each in DOORS):
        with capture(connection) as queries:
            assert client.get(door).status_code == 200
            asked = list(queries)
        print(f"  {door:86} {wall_ms(lambda: client.get(door), 3):8.0f} ms   {len(asked)} queries")  # noqa: B023
        if "-v" in sys.argv:
            for query in sorted(asked, key=lambda one: -float(one["time"]))[:3]:
                print("     ", query["time"], query["sql"][:1500])


if __name__ == "__main__":
    chosen = [engine for engine in ENGINES if engine in sys.argv] or list(ENGINES)
    if len(chosen) == 1:
        measure(chosen[0])
    else:
        for engine in chosen:  # a process each: Django speaks to one database
            subprocess.run([sys.executable, "-m", "benchmarks.search_products", engine], check=True)
