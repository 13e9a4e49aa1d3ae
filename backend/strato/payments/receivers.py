"""What the services of payments announce for the background, and whom money that needs a person concerns."""

from typing import Any

from django.dispatch import receiver

from strato.core import queue
from strato.payments import signals, tasks
from strato.payments.models import GatewayEvent, Payment, Refund


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
