"""kill -9 in the middle of a job loses nothing and repeats nothing: real processes, real databases.

On SQLite, and on PostgreSQL when the suite runs there. ``record_property`` keeps the measured seconds (--junitxml).
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.db import connection

from strato.core.tests import services
from strato.core.tests.rig.bench import Bench, bench, kill, kill_group, until

LONG = 600.0  # an attempt that is meant to be killed never ends before, however slow the machine
Record = Callable[[str, float], None]


def postgres() -> str:
    """The server of a suite that runs on PostgreSQL."""
    return services.postgres_url() if connection.vendor == "postgresql" else ""


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A bench whose pump runs through several tests, as it does in life."""
    with bench(tmp_path_factory.mktemp("living"), postgres=postgres()) as made:
        made.pump()
        yield made


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Bench]:
    """A bench of one test, nothing running."""
    with bench(tmp_path, postgres=postgres()) as made:
        yield made


@pytest.fixture
def distributed(tmp_path: Path) -> Iterator[Bench]:
    """A bench with a broker, its beat running."""
    with bench(tmp_path, postgres=postgres(), redis=services.redis_url()) as made:
        made.celery("beat", "--schedule", str(tmp_path / "beat"))
        yield made


def is_all_done(table: Bench, count: int) -> bool:
    return table.statuses() == {"done": count}


# --- one pump through several mishaps ---
def test_a_killed_worker_is_replaced_and_its_job_begins_again(living: Bench, record_property: Record) -> None:
    living.offer("plod", {"name": "a", "seconds": 0.5, "first": LONG})
    until(lambda: living.starts("a"))
    kill(living.starts("a")[0][1])
    record_property("seconds", until(lambda: len(living.starts("a")) == 2))
    until(lambda: living.outcome("a") == "done")
    assert [attempt for attempt, _ in living.starts("a")] == [1, 2]
    assert living.effects().count("a") == 1


def test_a_running_job_is_cancelled_from_another_process(living: Bench, record_property: Record) -> None:
    living.offer("plod", {"name": "long", "seconds": 60})
    until(lambda: living.starts("long"))
    living.call("-m", "strato.core.tests.rig.cancel")
    record_property("seconds", until(lambda: living.outcome("long") == "cancelled"))
    assert "long" not in living.effects()


def test_a_handler_past_its_time_is_stopped(living: Bench) -> None:
    living.offer("dawdle", {"name": "slow"})
    until(lambda: living.outcome("slow") == "failed")
    assert living.ask_job("slow", "error_code, attempts") == ("timed_out", 1)


def test_a_handler_past_its_memory_is_stopped_and_the_worker_replaced(living: Bench) -> None:
    living.offer("gorge", {"name": "greedy"})
    until(lambda: living.outcome("greedy") == "failed")
    assert living.ask_job("greedy", "error_code") == ("out_of_memory",)
    living.offer("plod", {"name": "after", "seconds": 0.1})
    until(lambda: living.outcome("after") == "done")


def test_a_zombie_that_wakes_up_counts_for_nothing(living: Bench) -> None:
    living.offer("plod", {"name": "z", "seconds": 0.5, "first": LONG})
    until(lambda: living.starts("z"))
    zombie = living.starts("z")[0][1]
    os.kill(zombie, signal.SIGSTOP)  # as a machine that hangs: it neither beats nor dies
    until(lambda: len(living.starts("z")) == 2)
    os.kill(zombie, signal.SIGCONT)
    until(lambda: living.outcome("z") == "done")
    time.sleep(2)  # time for the zombie to do harm
    assert (living.outcome("z"), living.effects().count("z")) == ("done", 1)


# --- the end of everything ---
def test_when_all_is_killed_the_next_start_takes_over_after_the_lease(table: Bench, record_property: Record) -> None:
    table.offer("plod", {"name": "a", "seconds": 0.5, "first": LONG})
    first = table.pump()
    until(lambda: table.starts("a"))
    kill_group(first)
    table.pump()
    record_property("seconds", until(lambda: len(table.starts("a")) == 2))
    until(lambda: is_all_done(table, 1))
    assert table.effects() == ["a"]


def test_twenty_jobs_and_many_kills_each_ends_once(table: Bench) -> None:
    names = [f"job{n:02}" for n in range(20)]
    table.offer("plod", *({"name": name, "seconds": 0.8} for name in names))
    pump, chance = table.pump(), random.Random(7)
    for round_number in range(4):
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


def test_a_pump_that_is_asked_to_stop_gives_its_job_back(table: Bench) -> None:
    table.offer("plod", {"name": "a", "seconds": 60})
    pump = table.pump()
    until(lambda: table.starts("a"))
    pump.terminate()
    pump.wait(timeout=30)
    assert table.ask_job("a", "status, attempts, owner") == ("queued", 0, "")


# --- over a broker ---
@pytest.mark.postgres
@pytest.mark.redis
def test_over_a_broker_a_killed_worker_loses_nothing(distributed: Bench, record_property: Record) -> None:
    distributed.celery("worker", "--concurrency", "2")
    distributed.offer("plod", {"name": "a", "seconds": 0.5, "first": LONG})
    until(lambda: distributed.starts("a"))
    kill(distributed.starts("a")[0][1])
    record_property("seconds", until(lambda: len(distributed.starts("a")) == 2))
    until(lambda: is_all_done(distributed, 1))
    assert distributed.effects() == ["a"]


@pytest.mark.postgres
@pytest.mark.redis
def test_over_a_broker_that_forgets_twenty_jobs_each_end_once(distributed: Bench) -> None:
    names = [f"job{n:02}" for n in range(20)]
    workers = distributed.celery("worker", "--concurrency", "2")
    distributed.offer("plod", *({"name": name, "seconds": 0.8} for name in names))
    until(lambda: distributed.ask("SELECT 1 FROM rig_start"))
    for round_number in range(4):
        until(lambda: distributed.statuses().get("running", 0) > 0)
        with redis.Redis.from_url(services.redis_url()) as broker:
            broker.flushdb()  # every hint is lost
        if round_number % 2:
            kill_group(workers)
            workers = distributed.celery("worker", "--concurrency", "2")
        else:
            kill(distributed.ask("SELECT pid FROM rig_start ORDER BY id DESC LIMIT 1")[0][0])
    until(lambda: is_all_done(distributed, 20), patience=120)
    assert distributed.effects() == names


@pytest.mark.redis
def test_a_dead_broker_delays_nobody_who_offers_work(table: Bench) -> None:
    table.environment["REDIS_URL"] = "redis://127.0.0.1:1/0"
    table.environment["STRATO_QUEUE"] = "celery"
    began = time.monotonic()
    table.offer("plod", *({"name": f"job{n}", "seconds": 0} for n in range(5)))
    assert time.monotonic() - began < 45  # it starts a process; a publisher that waits needs minutes
    assert table.statuses() == {"queued": 5}
