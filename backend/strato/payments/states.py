"""The words of payments."""

from django.db import models

from strato.core.status import transitions


class PaymentStatus(models.TextChoices):
    """Where one try to pay stands."""

    OPEN = "open"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    EXPIRED = "expired"
    REVIEW = "review"  # money came, but not what was asked for: somebody looks at it
    REFUSED = "refused"  # somebody looked: the money goes back


P = PaymentStatus
PAYMENT_TRANSITIONS = transitions(
    {
        P.OPEN: [P.SUCCEEDED, P.FAILED, P.EXPIRED, P.REVIEW],
        P.FAILED: [P.SUCCEEDED, P.REVIEW],  # delayed methods may still arrive
        P.EXPIRED: [P.SUCCEEDED, P.FAILED, P.REVIEW],  # paid in the second in which it expired
        P.SUCCEEDED: [],
        P.REVIEW: [P.SUCCEEDED, P.REFUSED],
        P.REFUSED: [],
    }
)


class RefundStatus(models.TextChoices):
    REQUESTED = "requested"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


R = RefundStatus
REFUND_TRANSITIONS = transitions(
    {
        R.REQUESTED: [R.PENDING, R.SUCCEEDED, R.FAILED],
        R.PENDING: [R.SUCCEEDED, R.FAILED],
        R.SUCCEEDED: [R.FAILED],  # a bank may send it back later
        R.FAILED: [R.SUCCEEDED, R.PENDING],  # given up here, while the gateway had taken it
    }
)


class DisputeStatus(models.TextChoices):
    """Stripe's own words for a dispute."""

    WARNING_NEEDS_RESPONSE = "warning_needs_response"
    WARNING_UNDER_REVIEW = "warning_under_review"
    WARNING_CLOSED = "warning_closed"
    NEEDS_RESPONSE = "needs_response"
    UNDER_REVIEW = "under_review"
    PREVENTED = "prevented"
    WON = "won"
    LOST = "lost"


class EntryKind(models.TextChoices):
    """What a line of the money ledger is."""

    CHARGE = "charge"
    REFUND = "refund"
    REFUND_REVERSAL = "refund_reversal"
    DISPUTE = "dispute"
    DISPUTE_REVERSAL = "dispute_reversal"
    FEE = "fee"


class EventOutcome(models.TextChoices):
    """What was done with an event from the gateway."""

    DONE = "done"
    IGNORED = "ignored"
    FAILED = "failed"


# In the hands of the payer's bank, or lost to it: not ours to refund.
LOST_TO_DISPUTES = (DisputeStatus.NEEDS_RESPONSE, DisputeStatus.UNDER_REVIEW, DisputeStatus.LOST)
