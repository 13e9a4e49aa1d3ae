"""Mixed load on the production topology for SOAK_MINUTES (10): no 5xx, nobody signed out, no growth of memory, connections.

Started by `make soak`. People read lists, download, upload, ask for prices, place jobs and see them through, buy and get
their money back; sockets come, stay and go.
"""

import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import psutil
import requests
from websockets.exceptions import ConnectionClosed

from journeys.production.people import Person
from journeys.production.shopping import give_back, pay, place_order
from journeys.production.topology import Topology, until

CUBE = Path(__file__).parents[2] / "samples" / "models" / "20mm-xyz-cube.stl"
LISTS = (
    "print-jobs",
    "labs",
    "notifications",
    "models",
    "quotes",
    "materials",
    "printers",
    "runs",
    "products",
    "orders",
)
SAMPLE_SECONDS = 5
RENEW_SECONDS = 20 * 60  # an access token lives for an hour
GROWTH = 1.10  # the last third of the time against the one before
SPARE_MB, SPARE_FILES = 40, 12


@dataclass(frozen=True, slots=True)
class Sample:
    """What the product held at one moment; memory as Linux' proportional set size."""

    megabytes: float
    files: int
    backends: int


class Load:
    """What is asked of the product, and what it answered."""

    def __init__(self, topology: Topology) -> None:
        self.topology, self.is_over = topology, Event()
        self.statuses: Counter[int] = Counter()
        self.done: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()

    def person(self, name: str) -> Person:
        person = Person(self.topology.url, name)
        person.session.hooks["response"].append(self.count)
        return person

    def count(self, answer: requests.Response, *_: Any, **__: Any) -> None:
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500 or answer.status_code == 401:
            self.failures[f"{answer.request.method} {answer.request.path_url[:60]} {answer.status_code}"] += 1

    def keep(self, act: Callable[[Person], str], name: str) -> None:
        """One person who does one thing over and over."""
        person, dice, renewed = self.person(name), random.Random(name), time.monotonic()
        while not self.is_over.wait(dice.uniform(0.05, 0.4)):
            try:
                if time.monotonic() - renewed > RENEW_SECONDS:
                    person.renew()
                    renewed = time.monotonic()
                self.done[act(person)] += 1
            except AssertionError as error:  # a refusal is an answer; what is no answer counts as one
                self.done["refused"] += 1
                self.failures["refused " + str(error.args[0][:3] if error.args else error)[:100]] += 0
            except ConnectionClosed:  # a machine under load: the hello was not read in time; people come again
                self.done["sockets hung up"] += 1
            except requests.RequestException as error:
                self.failures[type(error).__name__] += 1

    def sample(self) -> Sample:
        own = [self.topology.process(name) for name in self.topology.programs()]
        own += [child for process in own for child in process.children(recursive=True)]
        memory, files = 0.0, 0
        for process in own:
            try:
                memory += process.memory_full_info().pss / 2**20  # memory that is shared counts once
                files += process.num_fds()
            except psutil.NoSuchProcess:  # celery renews a worker
                continue
        return Sample(memory, files, len(self.topology.process("postgres").children()))


def read(person: Person) -> str:
    page = person.get(f"/api/{random.choice(LISTS)}/?page_size=25")
    assert page["results"] is not None
    return "lists"


def price(person: Person) -> str:
    model = person.upload("cube.stl", CUBE.read_bytes())
    download = person.session.get(person.url + model["file_url"], timeout=30)
    assert download.content == CUBE.read_bytes()
    material = next(m for m in person.get("/api/materials/?page_size=50")["results"] if m["code"] == "pla")
    quote = person.post(
        "/api/quotes/", model=model["id"], material=material["id"], infill_percent=random.randint(5, 60)
    )
    offer = next(o for o in quote["offers"] if o["lab"]["name"] == "Lab North" and o["is_possible"])
    person.post("/api/print-jobs/", offer=offer["id"])
    return "jobs placed"


def make(person: Person) -> str:
    jobs = person.get("/api/print-jobs/?scope=lab&status=pending&page_size=5")["results"]
    if not jobs:
        return "nothing to make"
    url = f"/api/print-jobs/{jobs[0]['id']}/"
    person.post(f"{url}accept/")
    person.post(f"{url}cancel/" if "cancel" in person.get(url)["allowed_actions"] else f"{url}ask/", text="Ready?")
    return "jobs answered"


def listen(person: Person) -> str:
    with ExitStack() as stack:
        lines = [stack.enter_context(person.socket()) for _ in range(4)]
        end = time.monotonic() + 10
        while time.monotonic() < end:
            for line in lines:
                try:
                    line.hear(0.5)
                except TimeoutError:
                    continue
    return "sockets"


def buy(person: Person) -> str:
    order = place_order(person)
    pay(person, order)
    until(lambda: person.get(f"/api/orders/{order['id']}/")["status"] == "paid")
    give_back(Person(person.url, "ada"), order)
    return "purchases"


def is_grown(before: list[float], after: list[float], spare: float) -> bool:
    return statistics.median(after) > GROWTH * statistics.median(before) + spare


def verdict(load: Load, samples: list[Sample]) -> list[str]:
    """What is wrong; empty when nothing is."""
    third = len(samples) // 3
    middle, last = samples[third : 2 * third], samples[-third:]
    wrong = [f"{count}x {what}" for what, count in load.failures.items() if count]
    if is_grown([s.megabytes for s in middle], [s.megabytes for s in last], SPARE_MB):
        wrong.append("memory grows")
    if is_grown([s.files for s in middle], [s.files for s in last], SPARE_FILES):
        wrong.append("open files and connections grow")
    if is_grown([s.backends for s in middle], [s.backends for s in last], 3):
        wrong.append("database connections grow")
    return wrong


def main() -> int:
    topology = Topology(os.environ["BASE_URL"], Path(os.environ["STRATO_VAR"]))
    until(topology.is_whole, patience=300)  # the workers are still at what the demo world left them
    minutes, load, samples = float(os.environ.get("SOAK_MINUTES", "10")), Load(topology), list[Sample]()
    people = [
        (read, "alice"),
        (read, "mona"),
        (read, "ada"),
        (price, "alice"),
        (make, "mona"),
        (listen, "alice"),
        (buy, "mona"),
    ]
    with ThreadPoolExecutor(len(people)) as pool:
        busy = [pool.submit(load.keep, act, name) for act, name in people]
        end = time.monotonic() + minutes * 60
        while time.monotonic() < end and not any(one.done() for one in busy):
            time.sleep(SAMPLE_SECONDS)
            samples.append(load.sample())
        load.is_over.set()
        for one in busy:
            one.result()
    for name, sample in zip(("begin", "middle", "end"), samples[:: max(1, len(samples) // 2)], strict=False):
        print(f"{name:8}{sample.megabytes:8.0f} MB {sample.files:6} files {sample.backends:4} database processes")
    print(f"{minutes:g} minutes: {dict(load.done)}, answers {dict(sorted(load.statuses.items()))}")
    print(f"refusals: {[what for what, count in load.failures.items() if not count]}")
    wrong = verdict(load, samples)
    print("PASS" if not wrong else f"FAIL: {'; '.join(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
