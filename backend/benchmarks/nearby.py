"""What goes on around here, among a million events? `python -m benchmarks.nearby`.

Peer: an unindexed haversine scan in the database's own words, for the same events, on PostgreSQL and on SQLite, in the same run.
Four fifths of the events crowd around twenty cities, a fifth of them have a private place, which stands in the middle of its grid
cell. Both ways must name the same events; what is told of a private place must be the distance of its cell. Goals: at least twenty
times faster than the scan, the whole door in at most ten queries.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import Any
from uuid import UUID

from benchmarks import world
from strato.core.tests import services

EVENTS, CITIES, ROUNDS, SEED = 1_000_000, 20, 100, 20_260_504
GOALS, MOST_QUERIES = {10.0: 20, 50.0: 20}, 10
NOW = datetime.now(tz=UTC)
COLUMNS = (
    "id", "created_at", "updated_at", "status_changed_at", "title", "description", "cover", "status", "visibility", "starts_at",
    "ends_at", "timezone", "area", "place", "lat", "lng", "is_place_private", "map_lat", "map_lng", "seats_taken", "most_guests",
    "last_ticket", "organizer_id",
)  # fmt: skip
KM = """2 * 6371.0088 * asin(min_of(1.0, sqrt(
    power(sin(radians(map_lat - {lat}) / 2), 2)
    + cos(radians({lat})) * cos(radians(map_lat)) * power(sin(radians(map_lng - {lng}) / 2), 2))))"""
SCAN = """
SELECT id FROM (SELECT id, {km} AS km FROM community_event WHERE status = 'published' AND visibility = 'public' AND ends_at > {now}) found
WHERE km <= {radius} ORDER BY km, id LIMIT 200
"""


def cities() -> list[tuple[float, float]]:
    chance = random.Random(SEED)
    return [(chance.uniform(36, 60), chance.uniform(-10, 30)) for _ in range(CITIES)]


def points() -> Iterator[tuple[float, float, bool]]:
    """Where a million events are, and whether the place is private."""
    chance, centers = random.Random(SEED), cities()
    for n in range(EVENTS):
        lat, lng = chance.uniform(-60, 70), chance.uniform(-180, 180)
        if n % 5:
            center = centers[n // 5 % CITIES]
            lat, lng = chance.gauss(center[0], 0.25), chance.gauss(center[1], 0.4)
        yield lat, lng, n % 7 < 2


def rows(organizer: Any, as_id: Callable[[UUID], Any]) -> Iterator[tuple[Any, ...]]:
    snapped = import_module("strato.community.grid").snapped
    start, end, now = "2990-01-01 18:00:00+00:00", "2990-01-01 20:00:00+00:00", str(NOW)
    for n, (lat, lng, is_private) in enumerate(points(), 1):
        shown = snapped(lat, lng) if is_private else (lat, lng)
        yield (
            as_id(UUID(int=n)), now, now, now, f"Event {n}", "", "", "published", "public", start, end, "UTC", "", "",
            lat, lng, is_private, *shown, 0, 0, 0, as_id(organizer),
        )  # fmt: skip


def fill(organizer: Any) -> None:
    """The events, by the quickest way into each database."""
    connection = import_module("django.db").connection
    names = ", ".join(COLUMNS)
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.connection.cursor() as cursor:
            with cursor.copy(f"COPY community_event ({names}) FROM STDIN") as copy:
                for row in rows(organizer, str):
                    copy.write_row(row)
            cursor.execute("VACUUM ANALYZE community_event")
        return
    marks = ", ".join("?" * len(COLUMNS))
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as own, own:
        own.executemany(f"INSERT INTO community_event ({names}) VALUES ({marks})", rows(organizer, lambda pk: pk.hex))
        own.execute("ANALYZE")


def scan(lat: float, lng: float, radius: float) -> list[UUID]:
    """Every event, one by one; on SQLite past Django, which has slower functions of its own."""
    connection = import_module("django.db").connection
    asked = {"lat": lat, "lng": lng, "radius": radius, "now": str(NOW)}
    if connection.vendor == "postgresql":
        names = {name: f"%({name})s::float8" for name in ("lat", "lng", "radius")} | {"now": "%(now)s::timestamptz"}
        with connection.cursor() as cursor:
            cursor.execute(SCAN.format(km=KM.format(**names).replace("min_of", "least"), **names), asked)
            return [pk for (pk,) in cursor.fetchall()]
    names = {name: f":{name}" for name in asked}
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as own:
        found = own.execute(SCAN.format(km=KM.format(**names).replace("min_of", "min"), **names), asked)
        return [UUID(pk) for (pk,) in found]


def milliseconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The best of the rounds, after one that warms up: what else the machine does is not counted."""
    act()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken)


def judge(vendor: str, person: Any) -> None:
    gatherings = import_module("strato.community.gatherings")
    places, grid = import_module("strato.labs.places"), import_module("strato.community.grid")
    client = import_module("rest_framework.test").APIClient(SERVER_NAME="localhost")
    client.force_authenticate(person)
    lat, lng = cities()[0]
    for radius, goal in GOALS.items():

        def ours(radius: float = radius) -> list[UUID]:
            rows = gatherings.events_for(person).order_by()
            return [pk for _, pk in gatherings.nearest_of(rows, lat, lng, radius)]

        assert ours() == scan(lat, lng, radius), "the index finds other events than the scan"
        near = gatherings.events_near(gatherings.events_for(person), lat=lat, lng=lng, radius_km=radius)
        for one in near:
            cell = grid.snapped(one.event.lat, one.event.lng) if one.event.is_place_private else None
            shown = cell or (one.event.lat, one.event.lng)
            assert abs(one.distance_km - places.distance_km(lat, lng, *shown)) < 1e-6, "more is told than the cell"
        fast, slow = milliseconds(ours), milliseconds(partial(scan, lat, lng, radius), 3)
        asked = {"lat": lat, "lng": lng, "radius_km": radius}
        capture = import_module("django.test.utils").CaptureQueriesContext(import_module("django.db").connection)
        with capture as queries:
            assert len(client.get("/api/events/nearby/", asked).json()) == len(near)
        count = len(queries)
        door = milliseconds(partial(client.get, "/api/events/nearby/", asked), 5)
        verdict = "PASS" if slow >= goal * fast and count <= MOST_QUERIES else f"goal {goal}x, {MOST_QUERIES}"
        print(
            f"  {vendor:10} {radius:3.0f} km {len(near):4} events {fast:8.2f} ms   scan {slow:8.1f} ms = {slow / fast:6.0f}x"
            f"   whole door {door:6.1f} ms, {count} queries   {verdict}",
            flush=True,
        )


def main() -> None:
    """One database in each process: Django is set up once."""
    if len(sys.argv) == 1:
        print(f"{EVENTS:,} events, {CITIES} cities; the nearest 200 that a signed-in person sees", flush=True)
        for vendor in ("sqlite", "postgresql"):
            subprocess.run([sys.executable, "-m", "benchmarks.nearby", vendor], check=True, env={**os.environ})
        return
    world.begin(database_url=services.postgres_url() if sys.argv[1] == "postgresql" else None)
    factory = import_module("strato.accounts.tests.factories").UserFactory
    organizer, person = factory(), factory()
    import_module("strato.community.tests.factories").friends(organizer, person)
    fill(organizer.pk)
    judge(sys.argv[1], person)


if __name__ == "__main__":
    main()
