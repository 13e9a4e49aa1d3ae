"""The frames of the shop floor."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame, frame


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress(Frame):
    """How far a run is (ephemeral)."""

    TYPE = "run.progress"
    run: str
    printer: str
    percent: int
    seconds_left: int
