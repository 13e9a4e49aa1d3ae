"""What a handler may say about its job, and what may be said to it."""

from datetime import timedelta

from strato.core.errors import Conflict


class Retry(Exception):
    """Raised by a handler: not now, try again ``after`` seconds (None: the usual backoff)."""

    def __init__(self, after: float | None = None, reason: str = "") -> None:
        super().__init__(reason or "The handler asked to be tried again.")
        self.after = None if after is None else timedelta(seconds=after)


class GiveUp(Exception):
    """Raised by a handler: this can never work, do not try again. ``code`` is stable, the text is for people."""

    def __init__(self, reason: str, *, code: str = "gave_up") -> None:
        super().__init__(reason)
        self.code = code


class Interrupted(BaseException):
    """Stops a handler from outside. No ``Exception``: a handler's own ``except Exception`` must not swallow it."""

    code = "interrupted"


class Cancelled(Interrupted):
    """Somebody cancelled the job while it ran."""

    code = "cancelled"


class LeaseLost(Interrupted):
    """Another worker owns the job by now; nothing this one does counts any more."""

    code = "lease_lost"


class TimedOut(Interrupted):
    """The task's time limit is over."""

    code = "timed_out"


class Stopping(Interrupted):
    """The worker is asked to go; the job returns to the queue and the attempt does not count."""

    code = "stopping"


class JobIsOver(Conflict):
    code = "job_is_over"
    detail = "This job has ended already."


class JobNotOver(Conflict):
    code = "job_not_over"
    detail = "Only a failed or cancelled job can be tried again."
