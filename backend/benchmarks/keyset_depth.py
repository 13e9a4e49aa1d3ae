"""Does a page far down cost more than the first? `python -m benchmarks.keyset_depth`.

200,000 notifications of one person on a real PostgreSQL. Measured: the list endpoint's page 1 and the page behind row 190,000, by
cursor, as a browser would come to it. Peer in the same run: the same rows by OFFSET. Goal: the deep page costs at most 1.3x the
first one.
"""

from __future__ import annotations

import os
import statistics
import time
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any
from urllib.parse import quote

from benchmarks import world

ROWS, DEEP, ROUNDS, AT_ONCE = 200_000, 190_000, 40, 20_000
GOAL = 1.3


def milliseconds(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS + 3):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[3:])


def fill() -> tuple[Any, Any]:
    """A person who was told a great deal; gives them and the id at the depth."""
    notification = import_module("strato.notifications.models").Notification
    clock = import_module("django.utils.timezone")
    person = import_module("strato.accounts.tests.factories").UserFactory()
    now = clock.now()
    for start in range(0, ROWS, AT_ONCE):
        notification.objects.bulk_create(
            notification(
                recipient=person,
                kind="print_job.accepted",
                category="print_jobs",
                subject_type="print_job",
                subject_id=str(number),
                facts={"number": number},
                created_at=now + timedelta(seconds=number),
            )
            for number in range(start, start + AT_ONCE)
        )
    with import_module("django.db").connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return person, notification.objects.filter(recipient=person).order_by("-id")


def main() -> None:
    os.environ["STRATO_TEST_DB"] = "postgres"
    world.begin(database_url="")
    person, rows = fill()
    client = import_module("rest_framework.test").APIClient(HTTP_HOST="localhost")
    client.force_authenticate(person)
    cursor = b64encode(f"p={rows.values_list('pk', flat=True)[DEEP]}".encode()).decode()

    def page(query: str = "") -> Any:
        answer = client.get(f"/api/notifications/?page_size=25{query}")
        assert answer.status_code == 200, answer.content
        assert len(answer.json()["results"]) == 25
        return answer

    first, deep = milliseconds(page), milliseconds(lambda: page(f"&cursor={quote(cursor)}"))
    offset_first, offset_deep = (
        milliseconds(lambda: list(rows[:25])),
        milliseconds(lambda: list(rows[DEEP : DEEP + 25])),
    )
    print(f"{ROWS:,} notifications on PostgreSQL, pages of 25, {ROUNDS} rounds, median")
    print(
        f"peer: rows by OFFSET      page 1 {offset_first:7.2f} ms   behind {DEEP:,} {offset_deep:7.2f} ms = {offset_deep / offset_first:.1f}x"
    )
    print(f"endpoint by cursor        page 1 {first:7.2f} ms   behind {DEEP:,} {deep:7.2f} ms = {deep / first:.2f}x")
    verdict = "PASS" if deep <= GOAL * first else f"{deep / first - GOAL:.2f}x over"
    print(f"goal <= {GOAL}x             {verdict}")


if __name__ == "__main__":
    main()
