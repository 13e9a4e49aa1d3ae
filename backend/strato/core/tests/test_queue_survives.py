"""kill -9 in the middle of a job loses nothing and repeats nothing: real processes, real databases.

On SQLite, and on PostgreSQL when the suite runs there.
"""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from strato.core.tests import services
from strato.core.tests.rig.bench import Bench, bench, kill, kill_group, until

LEASE_SECONDS = 2.0


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Bench]:
    """A bench on the kind of database that the suite runs on."""
    postgres = services.postgres_url() if connection.vendor == "postgresql" else ""
    with bench(tmp_path, postgres=postgres) as made:
        yield made


@pytest.fixture
def distributed(tmp_path: Path) -> Iterator[Bench]:
    """The same with a broker."""
    postgres = services.postgres_url() if connection.vendor == "postgresql" else ""
    with bench(tmp_path, postgres=postgres, redis=services.redis_url()) as made:
        yield made


def is_begun(table: Bench, name: str, times: int = 1) -> bool:
    return len(table.starts(name)) >= times


def is_all_done(table: Bench, count: int) -> bool:
    return table.statuses() == {"done": count}


def test_a_killed_worker_is_replaced_and_its_job_begins_again(
    table: Bench, record_property: pytest.FixtureRequest
) -> None:
    table.offer("plod", {"name": "a", "seconds": 2})
    table.pump()
    until(lambda: is_begun(table, "a"))
    kill(table.starts("a")[0][1])
    seconds = until(lambda: is_begun(table, "a", 2))
    record_property("seconds", seconds)  # type: ignore[operator]
    until(lambda: is_all_done(table, 1))
    assert (table.effects(), [attempt for attempt, _ in table.starts("a")]) == (["a"], [1, 2])


def test_when_all_is_killed_the_next_start_takes_over_after_the_lease(
    table: Bench, record_property: pytest.FixtureRequest
) -> None:
    table.offer("plod", {"name": "a", "seconds": 2})
    first = table.pump()
    until(lambda: is_begun(table, "a"))
    kill_group(first)
    table.pump()
    seconds = until(lambda: is_begun(table, "a", 2))
    record_property("seconds", seconds)  # type: ignore[operator]
    until(lambda: is_all_done(table, 1))
    assert table.effects() == ["a"]


def test_a_stopped_zombie_wakes_up_and_counts_for_nothing(table: Bench) -> None:
    table.offer("plod", {"name": "a", "seconds": 1.5})
    table.pump()
    until(lambda: is_begun(table, "a"))
    zombie = table.starts("a")[0][1]
    os.kill(zombie, signal.SIGSTOP)  # as a machine that hangs: it neither beats nor dies
    until(lambda: is_begun(table, "a", 2))
    os.kill(zombie, signal.SIGCONT)
    until(lambda: is_all_done(table, 1))
    time.sleep(2)  # time for the zombie to do harm
    assert (table.effects(), table.statuses()) == (["a"], {"done": 1})


def test_twenty_jobs_and_many_kills_each_ends_once(table: Bench) -> None:
    names = [f"job{n:02}" for n in range(20)]
    table.offer("plod", *({"name": name, "seconds": 0.4} for name in names))
    pump, chance = table.pump(), random.Random(7)
    for round_number in range(5):
        until(lambda: table.statuses().get("running", 0) > 0)
        time.sleep(chance.uniform(0.1, 0.4))
        if round_number % 2:
            kill_group(pump)
            pump = table.pump()
        else:
            running = table.ask("SELECT owner FROM core_job WHERE status = 'running' AND key IS NULL")
            for (owner,) in running[:1]:
                kill(int(owner.rpartition(":")[2]))
    until(lambda: is_all_done(table, 20), patience=120)
    assert table.effects() == names
    assert len(table.ask("SELECT 1 FROM rig_start")) > 20  # kills landed in mid-job


def test_a_worker_that_is_asked_to_stop_gives_its_job_back(table: Bench) -> None:
    table.offer("plod", {"name": "a", "seconds": 30})
    pump = table.pump()
    until(lambda: is_begun(table, "a"))
    pump.terminate()
    pump.wait(timeout=12)
    assert table.ask("SELECT status, attempts, owner FROM core_job WHERE key IS NULL") == [("queued", 0, "")]


def test_a_handler_past_its_time_is_stopped(table: Bench) -> None:
    table.offer("dawdle", {})
    table.pump()
    until(lambda: table.statuses() == {"failed": 1})
    assert table.ask("SELECT error_code, attempts FROM core_job WHERE key IS NULL") == [("timed_out", 1)]


def test_a_handler_past_its_memory_is_stopped_and_the_worker_replaced(table: Bench) -> None:
    table.offer("gorge", {})
    table.offer("plod", {"name": "after", "seconds": 0.1})
    table.pump()
    until(lambda: table.effects() == ["after"])
    until(lambda: table.statuses() == {"failed": 1, "done": 1})
    assert ("out_of_memory",) in table.ask("SELECT error_code FROM core_job WHERE key IS NULL")


def test_a_running_job_is_cancelled_from_another_process(table: Bench) -> None:
    table.offer("plod", {"name": "a", "seconds": 30})
    table.pump()
    until(lambda: is_begun(table, "a"))
    table.call("-m", "strato.core.tests.rig.cancel")
    until(lambda: table.statuses() == {"cancelled": 1}, patience=5)
    assert table.effects() == []


@pytest.mark.redis
def test_over_a_broker_a_killed_worker_loses_nothing(
    distributed: Bench, record_property: pytest.FixtureRequest
) -> None:
    distributed.celery("beat", "--schedule", str(distributed.folder / "beat"))
    distributed.celery("worker", "--concurrency", "2")
    distributed.offer("plod", {"name": "a", "seconds": 2})
    until(lambda: is_begun(distributed, "a"))
    kill(distributed.starts("a")[0][1])
    seconds = until(lambda: is_begun(distributed, "a", 2))
    record_property("seconds", seconds)  # type: ignore[operator]
    until(lambda: is_all_done(distributed, 1))
    assert distributed.effects() == ["a"]
