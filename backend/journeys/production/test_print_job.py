"""A print job over the production topology: uploads, a price, live frames on both socket processes, the finished part."""

from contextlib import ExitStack
from typing import Any

import pytest
import requests
import trimesh

from journeys.production.people import Person
from journeys.production.topology import Topology, until
from strato.printing.tests.factories import CUBE

LARGE = 20_000_000  # bytes


@pytest.fixture(scope="module")
def large_file() -> bytes:
    """A binary STL over 20 MB."""
    data = sphere(480)
    assert len(data) > LARGE
    return data


def sphere(circles: int) -> bytes:
    """A binary STL of about twice this number squared triangles."""
    data = trimesh.creation.uv_sphere(radius=20, count=[circles, circles]).export(file_type="stl")
    assert isinstance(data, bytes)
    return data


def place_job(customer: Person, model: str, lab: str = "Lab North") -> Any:
    """A job at this lab for the model, in the first material that it can print."""
    for material in customer.get("/api/materials/?page_size=50")["results"]:
        if material["code"] == "pla":
            quote = customer.post("/api/quotes/", model=model, material=material["id"], quantity=1)
            offers = [offer for offer in quote["offers"] if offer["lab"]["name"] == lab and offer["is_possible"]]
            return customer.post("/api/print-jobs/", offer=offers[0]["id"])
    raise AssertionError("nobody prints PLA")


def start_job(maker: Person, job: str) -> Any:
    """Accepted, on a free printer, running."""
    url = f"/api/print-jobs/{job}/"
    if "accept" in maker.get(url)["allowed_actions"]:
        maker.post(f"{url}accept/")
    choices = maker.get(f"{url}machines/")
    printer = next(c["printer"] for c in choices["printers"] if c["is_suitable"] and c["printer"]["status"] == "idle")
    spool = next(c["spool"] for c in choices["spools"] if c["is_enough"])
    maker.post(f"{url}assign/", printer=printer["id"], spool=spool["id"])
    return maker.post(f"{url}start/")


def test_every_process_runs(topology: Topology) -> None:
    assert topology.is_whole(), topology.programs()
    assert len(topology.programs()) == 7


def test_a_large_model_comes_in_pieces_and_is_analyzed_by_a_worker(
    topology: Topology, alice: Person, large_file: bytes
) -> None:
    model = alice.upload_in_pieces("sphere.stl", large_file)
    ready = until(lambda: (now := alice.get(f"/api/models/{model['id']}/"))["status"] == "ready" and now)
    assert ready["size_bytes"] == len(large_file)
    assert ready["size_mm"] == pytest.approx([40, 40, 40], abs=0.1)
    check_download(topology, ready["file_url"], large_file)


def check_download(topology: Topology, path: str, data: bytes) -> None:
    """Django authorizes, the proxy sends: whole, in ranges, and to nobody without the link."""
    asked = requests.get(f"http://127.0.0.1:{topology.port('rest:rest')}{path}", timeout=20)
    assert asked.headers["X-Accel-Redirect"].startswith("/protected/")
    assert asked.content == b""
    whole = requests.get(topology.url + path, timeout=60)
    assert whole.content == data
    assert "X-Accel-Redirect" not in whole.headers
    assert whole.headers["Content-Disposition"].startswith("attachment")
    assert whole.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    part = requests.get(topology.url + path, headers={"Range": "bytes=1000-1999"}, timeout=20)
    assert (part.status_code, part.content) == (206, data[1000:2000])
    assert part.headers["Content-Range"] == f"bytes 1000-1999/{len(data)}"
    same = requests.get(topology.url + path, headers={"If-None-Match": whole.headers["ETag"]}, timeout=20)
    assert same.status_code == 304
    beyond = requests.get(topology.url + path, headers={"Range": f"bytes={len(data)}-"}, timeout=20)
    assert beyond.status_code == 416
    forged = requests.get(f"{topology.url}{path[:-8]}AAAAAAA/", timeout=20)
    assert forged.status_code == 404
    straight = requests.get(topology.url + asked.headers["X-Accel-Redirect"], timeout=20)
    assert "text/html" in straight.headers["Content-Type"]  # a page of the SPA, never the file


def test_a_print_job_is_followed_live_on_both_socket_processes(topology: Topology, alice: Person, mona: Person) -> None:
    model = alice.upload("cube.stl", CUBE.read_bytes())
    assert model["status"] == "ready"
    ports = [topology.port("sockets:sockets-0"), topology.port("sockets:sockets-1"), None]
    assert len(set(ports)) == 3
    with ExitStack() as stack:
        lines = [stack.enter_context(alice.socket(port)) for port in ports]
        job = place_job(alice, model["id"])
        url = f"/api/print-jobs/{job['id']}/"
        start_job(mona, job["id"])
        mona.post(f"{url}progress/", percent=50)
        mona.post(f"{url}complete/", used_mg=9_000)
        for line in lines:
            line.until("status.changed", id=job["id"], to_status="processing")
            line.until("status.changed", id=job["id"], to_status="completed")
        heard = [
            sorted(seq for seq in line.durable if seq <= min(max(line.durable) for line in lines)) for line in lines
        ]
    assert heard[0] == heard[1] == heard[2] == list(range(heard[0][0], heard[0][0] + len(heard[0])))
    assert alice.get(url)["status"] == "completed"
