"""What the services of payments announce for the background, and whom money that needs a person concerns."""

from typing import Any

from django.dispatch import receiver

from strato.accounts.models import Role, User
from strato.core import queue
from strato.notifications.kinds import Kind
from strato.notifications.services import notify
from strato.payments import notices, signals, tasks
from strato.payments.models import GatewayEvent, Payable, Payment, Reconciliation, Refund

KIND_OF = {"amount_mismatch": notices.PAYMENT_MISMATCHED, "refund_failed": notices.REFUND_FAILED}


@receiver(signals.event_received)
def on_event_received(sender: Any, event: GatewayEvent, **_: Any) -> None:
    queue.defer(tasks.settle_event, key=f"gateway-event:{event.pk}", event=event.pk)


@receiver(signals.refund_requested)
def on_refund_requested(sender: Any, refund: Refund, **_: Any) -> None:
    queue.defer(tasks.send_refund, key=f"refund:{refund.pk}", refund=str(refund.pk))


@receiver(signals.payment_abandoned)
def on_payment_abandoned(sender: Any, payment: Payment, **_: Any) -> None:
    if payment.session_id:
        queue.defer(tasks.close_session, key=f"close-session:{payment.pk}", payment=str(payment.pk))


@receiver(signals.money_needs_review)
def on_money_needs_review(sender: Any, payable: Payable, code: str, facts: dict[str, str], **_: Any) -> None:
    """A wrong amount, a refund that came back, a dispute: the admins decide."""
    tell_admins(KIND_OF.get(code, notices.PAYMENT_DISPUTED), payable, {"label": payable.label, "code": code} | facts)


@receiver(signals.books_differ)
def on_books_differ(sender: Any, reconciliation: Reconciliation, **_: Any) -> None:
    unrepaired = sum(not finding["is_repaired"] for finding in reconciliation.findings)
    tell_admins(notices.BOOKS_DIFFER, reconciliation, {"count": len(reconciliation.findings), "open": unrepaired})


def tell_admins(kind: Kind, subject: Any, facts: dict[str, Any]) -> None:
    """A second warning about the same renews the first."""
    admins = User.objects.filter(role=Role.ADMIN, is_active=True).values_list("pk", flat=True)
    group = f"{kind.code}:{subject.pk}:{facts.get('code', '')}" if "code" in facts else kind.code
    notify(list(admins), kind, subject=subject, facts=facts, group_key=group)
