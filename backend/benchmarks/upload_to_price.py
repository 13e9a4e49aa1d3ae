"""From a dropped file to its first price, through the doors: `python -m benchmarks.upload_to_price`.

A boat of 225,154 triangles (11 MB of binary STL) is posted as a browser would, then a quote is asked for, in one warm process; every
round is a file never seen before. Peers in the same run: reading the request's bytes and hashing them, which no server can avoid.
Goal: 1 second on an idle machine; judge by CPU where others share it.
"""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from benchmarks import world
from strato.printing.mesh.reading import read_model
from strato.printing.mesh.writing import write_stl

ROUNDS = 5
GOAL_SECONDS = 1.0
BOAT = Path(__file__).parents[1] / "samples" / "models" / "3DBenchy.3mf"


def timed(act: Callable[[], Any]) -> tuple[float, float, Any]:
    """(wall seconds, CPU seconds, what came back)."""
    wall, cpu = time.perf_counter(), time.process_time()
    given = act()
    return time.perf_counter() - wall, time.process_time() - cpu, given


def unseen(data: bytes, number: int) -> bytes:
    """The same model under another header."""
    return b"round %d" % number + data[7 + len(str(number)) - 1 :]


def main() -> None:
    folder = world.begin()
    printing = import_module("strato.printing.tests.factories")
    accounts = import_module("strato.accounts.tests.factories")
    labs = import_module("strato.labs.tests.factories")
    client = import_module("rest_framework.test").APIClient()
    client.defaults["SERVER_NAME"] = "localhost"
    client.force_authenticate(accounts.UserFactory())
    for _ in range(6):
        printing.equipped(labs.LabFactory())
    material = str(printing.MaterialFactory().pk)
    path = folder / "boat.stl"
    write_stl(read_model(BOAT), path)
    data = path.read_bytes()

    def upload(number: int) -> Any:
        file = SimpleUploadedFile("boat.stl", unseen(data, number))
        answer = client.post("/api/models/", {"file": file}, format="multipart")
        assert answer.json()["status"] == "ready", answer.json()
        return answer.json()["id"]

    def price(model: str) -> Any:
        answer = client.post("/api/quotes/", {"model": model, "material": material})
        assert answer.json()["offers"][0]["price"]["amount"] > 0
        return answer

    walls, cpus, quotes, floors = [], [], [], []
    for number in range(ROUNDS + 1):
        floor = timed(lambda number=number: hashlib.sha256(unseen(data, number)).hexdigest())
        wall, cpu, model = timed(lambda number=number: upload(number))
        wall_of_price, cpu_of_price, _ = timed(lambda model=model: price(model))
        walls.append(wall + wall_of_price)
        cpus.append(cpu + cpu_of_price)
        quotes.append(cpu_of_price)
        floors.append(floor[1])
    wall, cpu = statistics.median(walls[1:]), statistics.median(cpus[1:])
    print(f"{len(data) / 1e6:.1f} MB, 225,154 triangles, 6 labs, {ROUNDS} rounds, median")
    print(f"hashing the bytes       {statistics.median(floors[1:]):6.2f} CPU-s")
    print(f"upload and analysis     {cpu - statistics.median(quotes[1:]):6.2f} CPU-s")
    print(f"quote                   {statistics.median(quotes[1:]):6.2f} CPU-s")
    print(f"upload to price         {cpu:6.2f} CPU-s, {wall:.2f} s on the clock")
    verdict = "PASS" if min(wall, cpu) <= GOAL_SECONDS else f"{min(wall, cpu) - GOAL_SECONDS:.2f} s over"
    print(f"goal <= {GOAL_SECONDS:.0f} s              {verdict}")


if __name__ == "__main__":
    main()
