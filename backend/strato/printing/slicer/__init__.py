"""The one door to PrusaSlicer: a separate process with limits; its G-code and totals come back."""

from strato.printing.slicer.door import SliceLimits, SliceResult, slice_model, slicer_available, slicer_version
from strato.printing.slicer.errors import (
    PartDoesNotFit,
    SlicerFailed,
    SlicerLimitExceeded,
    SlicerMissing,
    SlicerTimedOut,
)

__all__ = [
    "PartDoesNotFit",
    "SliceLimits",
    "SliceResult",
    "SlicerFailed",
    "SlicerLimitExceeded",
    "SlicerMissing",
    "SlicerTimedOut",
    "slice_model",
    "slicer_available",
    "slicer_version",
]
