"""The processes of `make prod`: which there are, how they stop and start, and how they die.

    python -m journeys.production.topology stop|start|restart server|redis

does that to the product at BASE_URL with its files in STRATO_VAR, for journeys that are not written in Python.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xmlrpc.client import ServerProxy

import psutil
import requests
from supervisor.xmlrpc import SupervisorTransport

PATIENCE = 60.0
START_PATIENCE = 240.0
SERVER = ("rest:rest", "sockets:sockets-0", "sockets:sockets-1")


def until(is_so: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """What the question gives as soon as that is true; fails when it never is."""
    end = time.monotonic() + patience
    while not (answer := is_so()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)
    return answer


class Topology:
    """The running product."""

    def __init__(self, url: str, var: Path) -> None:
        self.url, self.var = url, var
        transport = SupervisorTransport(None, None, serverurl=f"unix://{var / 'supervisor.sock'}")
        self.supervisor: Any = ServerProxy("http://127.0.0.1", transport=transport).supervisor

    def programs(self) -> dict[str, dict[str, Any]]:
        """What supervisord says of each program."""
        return {f"{info['group']}:{info['name']}": info for info in self.supervisor.getAllProcessInfo()}

    def process(self, name: str) -> psutil.Process:
        """One program, "redis" or "postgres"."""
        if name == "postgres":
            return psutil.Process(int((self.var / "postgres" / "postmaster.pid").read_text().split()[0]))
        if name == "redis":
            services = psutil.Process(self.supervisor.getPID()).parent()
            assert services is not None
            return next(child for child in services.children() if child.name().startswith("valkey"))
        return psutil.Process(self.programs()[name]["pid"])

    def port(self, name: str) -> int:
        """Where a program listens, from its command line."""
        words = self.process(name).cmdline()
        return int(words[words.index("--port") + 1])

    def kill(self, name: str, meanwhile: Callable[[], Any] = lambda: None) -> float:
        """kill -9, and do something while it is dead; gives after how many seconds the product was whole again."""
        old = self.process(name)
        began = time.monotonic()
        old.kill()
        meanwhile()
        until(lambda: self.has_successor(name, old.pid))
        until(self.is_whole)
        return time.monotonic() - began

    def stop(self, *names: str) -> None:
        """Ask these programs to end, one after the other, and wait until they did."""
        for name in names:
            self.supervisor.stopProcess(name)

    def start(self, *names: str) -> None:
        """Start these programs and wait until the product is whole."""
        for name in names:
            self.supervisor.startProcess(name, False)
        until(self.is_whole, START_PATIENCE)

    def has_successor(self, name: str, old: int) -> bool:
        try:
            return self.process(name).pid not in {old, 0}
        except (psutil.Error, StopIteration, OSError, IndexError):
            return False

    def is_whole(self) -> bool:
        """Everything runs, both socket processes answer, and /readyz through the proxy has nothing to complain of."""
        programs = self.programs()
        if any(info["statename"] != "RUNNING" for info in programs.values()):
            return False
        try:
            sockets = [self.port(name) for name in programs if name.startswith("sockets:")]
            answers = [requests.get(f"http://127.0.0.1:{port}/healthz", timeout=20) for port in sockets]
            ready = requests.get(f"{self.url}/readyz", timeout=20)
        except (requests.RequestException, psutil.Error, ValueError):
            return False
        return all(answer.ok for answer in answers) and ready.ok and ready.json()["status"] == "ok"

    def orphans(self) -> list[str]:
        """Processes of ours that no supervisor knows any more."""
        mine = [process for process in psutil.process_iter(["ppid", "environ", "cmdline"]) if self.is_mine(process)]
        return [" ".join(process.info["cmdline"]) for process in mine if process.info["ppid"] == 1]

    def is_mine(self, process: psutil.Process) -> bool:
        words = " ".join(process.info["cmdline"] or [])
        environment = process.info["environ"] or {}
        return environment.get("STRATO_VAR") == str(self.var) and any(
            w in words for w in ("granian", "celery", "serve")
        )


def main(act: str, what: str) -> None:
    topology = Topology(os.environ["BASE_URL"], Path(os.environ["STRATO_VAR"]))
    if what == "redis":
        topology.kill("redis")
        return
    if act in {"stop", "restart"}:
        topology.stop(*SERVER)
    if act in {"start", "restart"}:
        topology.start(*SERVER)


if __name__ == "__main__":
    main(*sys.argv[1:])
