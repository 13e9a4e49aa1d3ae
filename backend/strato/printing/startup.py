"""What printing makes known to the rest of the house when it starts."""

from strato.core import realtime
from strato.notifications import kinds
from strato.printing import notices, topics


def register() -> None:
    """Its kinds of notifications and its live topics."""
    kinds.register(*notices.KINDS)
    realtime.topic("print-job", visible=topics.sees_job, snapshot=topics.job_now)
    realtime.topic("model", visible=topics.sees_model)
