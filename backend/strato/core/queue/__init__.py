"""Background jobs: ``@task`` names a handler, ``defer`` writes its row inside the caller's transaction.

In a handler, ``current()`` reports progress and learns of cancellation; ``Retry`` and ``GiveUp`` say how it went.
``@every`` lets a handler come round by itself.
"""

from strato.core.queue.errors import Cancelled, GiveUp, LeaseLost, Retry, TimedOut
from strato.core.queue.handle import current
from strato.core.queue.jobs import cancel, defer, defer_each, try_again
from strato.core.queue.models import Job, JobStatus, Lane
from strato.core.queue.registry import every, task
from strato.core.queue.run import run_pending

__all__ = [
    "Cancelled",
    "GiveUp",
    "Job",
    "JobStatus",
    "Lane",
    "LeaseLost",
    "Retry",
    "TimedOut",
    "cancel",
    "current",
    "defer",
    "defer_each",
    "every",
    "run_pending",
    "task",
    "try_again",
]
