"""The frames of the shop floor."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame, frame


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress(Frame):
    """How far a run is; on the topics of the run and of its printer."""

    TYPE = "run.progress"
    DURABLE = False
    TTL_SECONDS = 300.0

    run: str
    printer: str
    percent: int
    seconds_left: int
