"""The running job in the hands of its handler: progress, cancellation, and an effect that counts once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import transaction

from strato.core.queue import claims, telling
from strato.core.queue.claims import Claim
from strato.core.queue.errors import Cancelled, Interrupted, LeaseLost
from strato.core.queue.models import JobStatus

LEAST_SECONDS_BETWEEN_WRITES = 0.25


class Running:
    """``queue.current()`` outside a job: every wish is granted and nothing is written."""

    job_id: UUID | None = None
    attempt = 1
    is_last_attempt = False

    def progress(self, percent: float) -> None:
        """Say how far it is, 0 to 100; also asks whether to go on."""

    def check_cancelled(self) -> None:
        """Raise ``Cancelled`` when somebody cancelled the job, ``LeaseLost`` when it is another worker's by now."""

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """The handler's effect and the job's "done" in one transaction: both or neither, however the worker dies."""
        with transaction.atomic():
            yield


class RunningJob(Running):
    """The handle of a claimed job. ``interruption`` is set by the heartbeat and raised at the next progress."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.job_id = claim.job_id
        self.attempt = claim.attempt
        self.is_last_attempt = claim.attempt >= claim.max_attempts
        self.is_finished = False
        self.interruption: Interrupted | None = None
        self._percent = 0
        self._written_at = 0.0
        self._lock = threading.Lock()

    def progress(self, percent: float) -> None:
        self.raise_interruption()
        whole = max(0, min(100, int(percent)))
        now = time.monotonic()
        if whole == self._percent or (whole < 100 and now - self._written_at < LEAST_SECONDS_BETWEEN_WRITES):
            return
        self._percent, self._written_at = whole, now
        self.beat(progress_percent=whole)
        telling.tell(self.claim.job_id, self.claim.task, JobStatus.RUNNING, whole)
        self.raise_interruption()

    def check_cancelled(self) -> None:
        self.raise_interruption()
        self.beat()
        self.raise_interruption()

    @contextmanager
    def finishing(self) -> Iterator[None]:
        with transaction.atomic():
            if not claims.held(self.claim).select_for_update().exists():
                raise LeaseLost
            yield
            if not claims.finish(self.claim):
                raise LeaseLost
        self.is_finished = True

    def beat(self, **fields: int) -> None:
        """Extend the lease and note what the row says."""
        wish = claims.extend(self.claim, **fields)
        with self._lock:
            if wish is None:
                self.interruption = LeaseLost()
            elif wish:
                self.interruption = Cancelled()

    def raise_interruption(self) -> None:
        if self.interruption is not None:
            raise self.interruption


NOBODY = Running()
_current: ContextVar[Running] = ContextVar("running_job", default=NOBODY)


def current() -> Running:
    """The job that is running here; outside a job a handle that does nothing, so services need not ask."""
    return _current.get()


@contextmanager
def running(job: Running) -> Iterator[None]:
    """Make ``job`` the current one."""
    token = _current.set(job)
    try:
        yield
    finally:
        _current.reset(token)
