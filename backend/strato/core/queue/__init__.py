"""Background jobs: ``@task`` names a handler, ``defer`` writes its row inside the caller's transaction."""

from strato.core.queue.jobs import defer, run_pending
from strato.core.queue.registry import task

__all__ = ["defer", "run_pending", "task"]
