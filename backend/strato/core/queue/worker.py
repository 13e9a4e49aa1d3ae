"""One worker process: claims, does, claims again."""

import os
import signal
import socket
from types import FrameType
from uuid import UUID

import structlog
from django.db import DatabaseError, close_old_connections

from strato.core.queue import claims, run
from strato.core.queue.claims import Claim
from strato.core.queue.errors import Stopping
from strato.core.queue.handle import RunningJob
from strato.core.queue.heartbeat import Heartbeat, resident_mb
from strato.core.queue.localbell import Bell
from strato.core.queue.models import Lane
from strato.core.queue.registry import REGISTRY

log = structlog.get_logger(__name__)
POLL_SECONDS = 1.0
RENEW_ABOVE_MB = 700  # what a job took from the system comes back for sure when the process ends


def name_of(pid: int) -> str:
    """ "host:pid": who owns a claim."""
    return f"{socket.gethostname()}:{pid}"[-100:]


def do(claim: Claim) -> run.Outcome:
    """One claimed job with its heartbeat and limits."""
    job = RunningJob(claim)
    known = REGISTRY.get(claim.task)
    return run.perform(claim, Heartbeat(claim, job, known) if known else None, job)


def do_one(job_id: UUID | str) -> run.Outcome | None:
    """Claim this job and do it; None when somebody else has it or it is not due."""
    claim = claims.claim(name_of(os.getpid()), job_id=job_id)
    return do(claim) if claim else None


class Worker:
    """Looks at the table when the bell rings, and every second, until told to stop."""

    def __init__(self, lanes: tuple[str, ...] = tuple(Lane.values)) -> None:
        self.lanes = lanes
        self.name = name_of(os.getpid())
        self.parent = os.getppid()
        self.is_stopping = False
        self.is_busy = False

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent decides
        with Bell() as bell:
            while not self.is_stopping and os.getppid() == self.parent and resident_mb() < RENEW_ABOVE_MB:
                if not self.step():
                    bell.wait(POLL_SECONDS)

    def step(self) -> bool:
        """One job, if there is one."""
        try:
            close_old_connections()
            claim = claims.claim(self.name, lanes=self.lanes) if claims.is_any_due(self.lanes) else None
            if claim is None:
                return False
            self.is_busy = True
            do(claim)
        except DatabaseError as error:
            log.warning("worker_cannot_reach_the_database", error=str(error))
            return False
        finally:
            self.is_busy = False
        return True

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """First call: finish what is in hand. Second: give it back."""
        if self.is_stopping and self.is_busy:
            raise Stopping
        self.is_stopping = True
