"""What leaving means to payments: the ledger stays as it was written, what the gateway told about the payer goes."""

from typing import Any

from django.db.models import Q

from strato.accounts.leaving import Obstacle, Part
from strato.payments.models import Dispute, GatewayEvent, Payment, Refund
from strato.payments.states import DisputeStatus, PaymentStatus, RefundStatus

OPEN_DISPUTES = (
    DisputeStatus.WARNING_NEEDS_RESPONSE,
    DisputeStatus.WARNING_UNDER_REVIEW,
    DisputeStatus.NEEDS_RESPONSE,
    DisputeStatus.UNDER_REVIEW,
)


def obstacles(user: Any) -> list[Obstacle]:
    """Money that is on its way, either way, or argued about."""
    moving = Q(status__in=[PaymentStatus.OPEN, PaymentStatus.REVIEW]) | Q(is_awaited=True, paid_at=None)
    payments = Payment.objects.filter(moving, payable__payer=user).exclude(status=PaymentStatus.FAILED)
    refunds = Refund.objects.filter(payable__payer=user, status__in=[RefundStatus.REQUESTED, RefundStatus.PENDING])
    disputes = Dispute.objects.filter(payable__payer=user, gateway_status__in=OPEN_DISPUTES)
    count = payments.count() + refunds.count() + disputes.count()
    if not count:
        return []
    return [Obstacle("open_payments", "A payment, a refund or a dispute is still open.", "/orders", count)]


def forget(user: Any) -> None:
    """What the payment page was told of the person, and what the gateway told of them: the ledger has the facts."""
    payments = list(Payment.objects.filter(payable__payer=user))
    for payment in payments:
        payment.wanted = {}
        payment.url = ""
    Payment.objects.bulk_update(payments, ["wanted", "url"], batch_size=200)
    Refund.objects.filter(payable__payer=user).update(reason="")
    sessions = {payment.session_id for payment in payments} - {None}
    intents = {payment.intent_id for payment in payments} - {None}
    told = Q(object_id__in=sessions | intents) | Q(payload__data__object__payment_intent__in=list(intents))
    GatewayEvent.objects.filter(told).exclude(outcome="").update(payload={})


PART = Part(
    app="payments",
    forget=forget,
    obstacles=obstacles,
    kept={
        "payments.Payable.payer": "What was owed and paid, for the books",
        "payments.PaymentStatusChange.by": "The history of a payment",
        "payments.Refund.by": "Who gave money back",
        "payments.RefundStatusChange.by": "The history of a refund",
    },
    words={
        "payments.PaymentStatusChange.reason": "The history of a payment",
        "payments.RefundStatusChange.reason": "The history of a refund",
    },
)
