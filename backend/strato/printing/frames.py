"""What printing says to sockets besides changes of status."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame, frame


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJobProgress(Frame):
    """How far the running print of a job is (on topic "print-job:<id>")."""

    TYPE = "print_job.progress"
    DURABLE = False

    id: str
    percent: int
    run_status: str
    seconds_left: int | None = None


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJobChanged(Frame):
    """Something about a job other than its status is new (on topics "print-job:<id>" and "lab:<id>"): load it again."""

    TYPE = "print_job.changed"
    DURABLE = False
    KEY = "id"

    id: str
    what: str  # "assigned", "note", "sliced"


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class ModelProgress(Frame):
    """How far the analysis of a model is (on topic "model:<id>")."""

    TYPE = "model.progress"
    DURABLE = False

    id: str
    percent: int
    status: str
