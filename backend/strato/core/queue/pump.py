"""The pump: one parent that tends the table and keeps its worker processes alive."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

import structlog
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from strato.core.queue import claims, tending
from strato.core.queue.models import Lane
from strato.core.queue.worker import name_of

log = structlog.get_logger(__name__)
STEP_SECONDS = 0.25
STOP_SECONDS = 4.0
RESPAWN_SECONDS = 1.0


class Pump:
    """Starts ``workers`` processes; the first keeps out of the slow lane when there are several.

    A worker that dies is seen at once: its job is offered again without waiting for the lease, and a new worker starts.
    """

    def __init__(self, workers: int, *, follows_parent: bool = False) -> None:
        self.slots: list[subprocess.Popen[bytes] | None] = [None] * workers
        self.started_at = [0.0] * workers
        self.parent = os.getppid() if follows_parent else None
        self.is_stopping = False

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        tended = 0.0
        while not self.is_stopping and (self.parent is None or os.getppid() == self.parent):
            self.keep_workers()
            if time.monotonic() - tended >= self.tend_seconds:
                self.safely(tending.tend)
                tended = time.monotonic()
            time.sleep(STEP_SECONDS)
        self.shut_down()

    @property
    def tend_seconds(self) -> float:
        return min(2.0, claims.lease().total_seconds() / 3)

    def keep_workers(self) -> None:
        for slot, process in enumerate(self.slots):
            if process is not None and process.poll() is None:
                continue
            if process is not None:
                if process.returncode:
                    log.warning("worker_died", pid=process.pid, code=process.returncode)
                self.safely(partial(tending.reap, owner=name_of(process.pid)))
                self.slots[slot] = None
            if time.monotonic() - self.started_at[slot] >= RESPAWN_SECONDS:
                self.slots[slot] = self.start(slot)
                self.started_at[slot] = time.monotonic()

    def start(self, slot: int) -> subprocess.Popen[bytes]:
        lanes = Lane.QUICK if slot == 0 and len(self.slots) > 1 else "all"
        manage = str(Path(settings.BACKEND) / "manage.py")
        return subprocess.Popen([sys.executable, manage, "work", "--one", "--lane", lanes])  # noqa: S603 - ourselves

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def shut_down(self) -> None:
        """Let the workers finish; then ask for their jobs back; then end them."""
        living = [process for process in self.slots if process is not None and process.poll() is None]
        for patience, act in ((STOP_SECONDS, "terminate"), (1.5, "terminate"), (1.0, "kill")):
            for process in living:
                getattr(process, act)()
            until = time.monotonic() + patience
            while living and time.monotonic() < until:
                living = [process for process in living if process.poll() is None]
                time.sleep(0.05)

    @staticmethod
    def safely(act: Callable[[], object]) -> None:
        """The database may be away for a while; the pump is not."""
        try:
            close_old_connections()
            act()
        except DatabaseError as error:
            log.warning("pump_cannot_reach_the_database", error=str(error))
