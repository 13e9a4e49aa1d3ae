"""What a job tells those who watch it."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame, frame


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgressed(Frame):
    """A background job got further, or ended (ephemeral; the row at /api/jobs/<id>/ is the truth)."""

    TYPE = "job.progressed"
    DURABLE = False

    id: str
    task: str
    status: str  # "queued", "running", "done", "failed", "cancelled"
    percent: int
    error_code: str = ""
