"""How slicing can fail, by name."""

from strato.core.errors import Unprocessable


class SlicerMissing(Unprocessable):
    code = "slicer_missing"
    detail = "No slicer is installed on this machine."


class SlicerFailed(Unprocessable):
    code = "slicer_failed"
    detail = "The slicer could not slice this model."


class PartDoesNotFit(SlicerFailed):
    code = "part_does_not_fit"
    detail = "The model does not fit into the build volume."


class SlicerTimedOut(SlicerFailed):
    code = "slicer_timed_out"
    detail = "Slicing took longer than it may."


class SlicerLimitExceeded(SlicerFailed):
    code = "slicer_limit_exceeded"
    detail = "Slicing took more memory or disk than it may."
