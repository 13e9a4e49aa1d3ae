"""kill -9 of each process once: it comes back by itself, and nothing that was acknowledged is lost."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from journeys.production.people import Person
from journeys.production.test_print_job import place_job, sphere
from journeys.production.topology import Topology, until
from strato.printing.tests.factories import CUBE


def test_beat_and_the_proxy_come_back(topology: Topology) -> None:
    for name in ("beat:beat", "proxy:proxy"):
        told(name, topology.kill(name))


@pytest.mark.parametrize("name", ["rest:rest", "postgres"], ids=["rest", "database"])
def test_no_acknowledged_write_is_lost(topology: Topology, alice: Person, name: str) -> None:
    """Four people upload while a server dies in their midst."""
    kept, refused = [], []
    is_over = False

    def go_on(_: int) -> None:
        while not is_over:
            try:
                kept.append(alice.upload("cube.stl", CUBE.read_bytes())["id"])
            except (AssertionError, requests.RequestException) as error:
                refused.append(str(error)[:200])
                time.sleep(0.2)

    with ThreadPoolExecutor(4) as pool:
        writers = pool.map(go_on, range(4))
        until(lambda: len(kept) >= 4)
        seconds = topology.kill(name)
        count = len(kept)
        until(lambda: len(kept) >= count + 4)
        is_over = True
        list(writers)
    told(name, seconds, f"{len(kept)} acknowledged, {len(refused)} refused")
    assert [model for model in kept if alice.get(f"/api/models/{model}/")["status"] != "ready"] == []


def test_a_dead_socket_process_costs_nobody_a_frame(topology: Topology, alice: Person, mona: Person) -> None:
    port = topology.port("sockets:sockets-0")
    model = alice.upload("cube.stl", CUBE.read_bytes())
    job = place_job(alice, model["id"])
    url = f"/api/print-jobs/{job['id']}/"
    with alice.socket(port) as line:
        mona.post(f"{url}ask/", text="Which side faces up?")
        line.until("notification.created")
        cursor, before = line.cursor, dict(line.durable)
        seconds = topology.kill(
            "sockets:sockets-0", meanwhile=lambda: mona.post(f"{url}reject/", reason="Out of this color.")
        )
    told("sockets:sockets-0", seconds)
    with alice.socket(topology.port("sockets:sockets-0"), resume=cursor) as line:
        while not any(frame["data"].get("to_status") == "rejected" for frame in line.durable.values()):
            line.hear()
        seqs = sorted({*before, *line.durable})
    assert seqs == list(range(seqs[0], seqs[-1] + 1))


def test_a_dead_broker_delays_frames_and_jobs_but_loses_none(topology: Topology, alice: Person, mona: Person) -> None:
    model = alice.upload("cube.stl", CUBE.read_bytes())
    job = place_job(alice, model["id"])
    with alice.socket() as line:
        url = f"/api/print-jobs/{job['id']}/reject/"
        told("redis", topology.kill("redis", meanwhile=lambda: mona.post(url, reason="Out of this color.")))
        line.until("status.changed", id=job["id"], to_status="rejected")


def test_a_worker_killed_in_mid_analysis_is_replaced_and_the_model_gets_ready(
    topology: Topology, alice: Person
) -> None:
    model = alice.upload_in_pieces("sphere.stl", sphere(700))
    worker = topology.process("worker:worker")
    until(lambda: any(child.cpu_percent(0.1) > 30 for child in worker.children()) or is_ready(alice, model["id"]))
    for child in worker.children():
        child.kill()
    told("worker:worker", topology.kill("worker:worker"))
    told("quick-worker:quick-worker", topology.kill("quick-worker:quick-worker"))
    until(lambda: is_ready(alice, model["id"]), patience=120)


def is_ready(person: Person, model: str) -> bool:
    return bool(person.get(f"/api/models/{model}/")["status"] == "ready")


def test_no_process_is_left_behind(topology: Topology) -> None:
    until(lambda: topology.orphans() == [])


def told(name: str, seconds: float, more: str = "") -> None:
    print(f"  kill -9 {name}: whole again after {seconds:.1f} s  {more}")
