"""Staying alive while a handler works: the lease is extended from a thread, limits are watched from outside."""

import os
import threading
import time
from types import TracebackType
from typing import Self

import structlog
from django.db import DatabaseError, connection

from strato.core.queue import claims
from strato.core.queue.claims import Claim
from strato.core.queue.errors import TimedOut
from strato.core.queue.handle import RunningJob
from strato.core.queue.registry import Task

log = structlog.get_logger(__name__)
GRACE_SECONDS = 10.0
STEP_SECONDS = 0.5
EXIT_TIMED_OUT = 75
EXIT_OUT_OF_MEMORY = 76
PAGE = os.sysconf("SC_PAGE_SIZE")


class Heartbeat:
    """Context of one attempt in a real worker.

    Every third of the lease it extends the lease and learns of cancellation. Past the task's time the handler is asked to
    stop at its next progress; past the grace, or past its memory, the outcome is written from here and the process ends:
    code that never comes back to Python cannot be stopped otherwise.
    """

    def __init__(self, claim: Claim, job: RunningJob, task: Task) -> None:
        self.claim, self.job, self.task = claim, job, task
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=f"heartbeat {claim.job_id}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join(timeout=5)

    def _watch(self) -> None:
        started = beaten = time.monotonic()
        interval = claims.lease().total_seconds() / 3
        try:
            while not self._over.wait(min(STEP_SECONDS, interval)):
                now = time.monotonic()
                self._keep_limits(now - started)
                if now - beaten >= interval and self._beat():
                    beaten = now
        finally:
            connection.close()

    def _beat(self) -> bool:
        try:
            self.job.beat()
        except DatabaseError as error:  # a busy or restarting database: the next step tries again
            log.warning("heartbeat_failed", job=str(self.claim.job_id), error=str(error))
            return False
        return True

    def _keep_limits(self, seconds: float) -> None:
        if self.task.memory_mb is not None and resident_mb() > self.task.memory_mb:
            self._end("out_of_memory", f"It used more than {self.task.memory_mb} MB.", EXIT_OUT_OF_MEMORY)
        if seconds > self.task.seconds and self.job.interruption is None:
            self.job.interruption = TimedOut()
        if seconds > self.task.seconds + GRACE_SECONDS:
            self._end("timed_out", f"It took longer than {self.task.seconds:g} s.", EXIT_TIMED_OUT)

    def _end(self, code: str, text: str, exit_code: int) -> None:
        log.error("job_stopped", task=self.task.name, job=str(self.claim.job_id), code=code)
        claims.fail(self.claim, error_code=code, error=text)
        os._exit(exit_code)


def resident_mb() -> float:
    """This process's resident memory in MB; 0 where /proc is missing."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - twice a second: the short way
            return int(file.read().split()[1]) * PAGE / 1e6
    except OSError:
        return 0.0
