"""The tables of the core, gathered for Django."""

from strato.core.answers import Answer
from strato.core.files.models import Upload
from strato.core.numbering import Counter
from strato.core.queue.models import Job
from strato.core.realtime.models import UserEvent, UserStream

__all__ = ["Answer", "Counter", "Job", "Upload", "UserEvent", "UserStream"]
