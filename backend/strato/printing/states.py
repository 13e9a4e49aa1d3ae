"""The words of printing: where a model, a print job and its attempts stand."""

from django.db import models

from strato.core.status import transitions


class ModelStatus(models.TextChoices):
    """Where the analysis of an uploaded file stands."""

    ANALYZING = "analyzing"
    READY = "ready"
    REFUSED = "refused"


ANALYSIS_FAILED = "analysis_failed"
"""The code of a file that could not be looked at to the end; all others are ``mesh.errors.CODES``."""

SEVERITIES = [("must_fix", "Must be fixed"), ("risk", "A risk"), ("info", "Good to know")]
UNITS = [("mm", "mm"), ("cm", "cm"), ("inch", "inch"), ("foot", "foot"), ("m", "m"), ("micron", "µm")]

MODEL_TRANSITIONS = transitions(
    {
        ModelStatus.ANALYZING: [ModelStatus.READY, ModelStatus.REFUSED],
        ModelStatus.READY: [ModelStatus.ANALYZING],  # another unit: looked at again
        ModelStatus.REFUSED: [],
    }
)


class Finish(models.TextChoices):
    RAW = "raw"
    SANDED = "sanded"
    PRIMED = "primed"


class PrintJobStatus(models.TextChoices):
    DRAFT = "draft"
    QUOTED = "quoted"
    AWAITING_PAYMENT = "awaiting_payment"
    PENDING = "pending"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    COMPLETED = "completed"
    REJECTED = "rejected"
    FAILED = "failed"
    CANCELLED = "cancelled"


S = PrintJobStatus
PRINT_JOB_TRANSITIONS = transitions(
    {
        S.DRAFT: [S.QUOTED, S.CANCELLED],
        S.QUOTED: [S.AWAITING_PAYMENT, S.PENDING, S.ACCEPTED, S.CANCELLED],
        S.AWAITING_PAYMENT: [S.PENDING, S.ACCEPTED, S.CANCELLED],
        S.PENDING: [S.ACCEPTED, S.REJECTED, S.CANCELLED],
        S.ACCEPTED: [S.PROCESSING, S.REJECTED, S.CANCELLED],
        S.PROCESSING: [S.COMPLETED, S.FAILED],
        S.FAILED: [S.PENDING, S.PROCESSING, S.CANCELLED],
        S.COMPLETED: [],
        S.REJECTED: [],
        S.CANCELLED: [],
    }
)
