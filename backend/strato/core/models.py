"""The tables of the core, gathered for Django."""

from strato.core.queue.models import Job
from strato.core.realtime.models import UserEvent, UserStream

__all__ = ["Job", "UserEvent", "UserStream"]
