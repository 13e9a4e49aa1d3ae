"""What moderation says to sockets besides changes of status."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame, frame


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChanged(Frame):
    """Somebody reported something, or said more about it, or an admin did something about it (durable, to admins): load it again."""

    TYPE = "report.changed"
    id: str
    what: str  # "new", "words", "remedy"
