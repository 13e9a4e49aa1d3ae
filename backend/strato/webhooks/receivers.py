"""What happens in the house, as messages to those who asked for them. The list of what webhooks tell is this file."""

from typing import Any

from django.dispatch import receiver

from strato.core import queue
from strato.orders import signals as orders
from strato.orders.models import Order, Shipment
from strato.orders.states import OrderStatus
from strato.payments.models import Refund
from strato.printing import signals as printing
from strato.printing.models import PrintJob
from strato.webhooks import services, signals, tasks
from strato.webhooks.models import Delivery
from strato.webhooks.states import MessageType


@receiver(orders.order_placed)
def on_order_placed(sender: Any, order: Order, **_: Any) -> None:
    services.announce_order(MessageType.ORDER_PLACED, order)


@receiver(orders.order_paid)
def on_order_paid(sender: Any, order: Order, **_: Any) -> None:
    services.announce_order(MessageType.ORDER_PAID, order)


@receiver(orders.order_shipped)
def on_order_shipped(sender: Any, order: Order, shipment: Shipment, **_: Any) -> None:
    services.announce_shipment(order, shipment)


@receiver(orders.order_delivered)
def on_order_delivered(sender: Any, order: Order, **_: Any) -> None:
    services.announce_order(MessageType.ORDER_DELIVERED, order)


@receiver(orders.order_ended)
def on_order_ended(sender: Any, order: Order, **_: Any) -> None:
    if order.status == OrderStatus.CANCELLED:
        services.announce_order(MessageType.ORDER_CANCELLED, order)


@receiver(orders.order_refunded)
def on_order_refunded(sender: Any, order: Order, refund: Refund, **_: Any) -> None:
    services.announce_refund(order, refund)


@receiver(printing.print_job_completed)
def on_print_job_completed(sender: Any, job: PrintJob, **_: Any) -> None:
    services.announce_job(MessageType.PRINT_JOB_COMPLETED, job)


@receiver(printing.print_job_failed)
def on_print_job_failed(sender: Any, job: PrintJob, reason: str, **_: Any) -> None:
    services.announce_job(MessageType.PRINT_JOB_FAILED, job, reason=reason)


@receiver(signals.delivery_due)
def on_delivery_due(sender: Any, delivery: Delivery, **_: Any) -> None:
    """A job for each attempt; the same moment is queued once."""
    key = f"webhook:{delivery.pk}:{delivery.next_attempt_at.isoformat()}"
    queue.defer(tasks.send_delivery, key=key, run_at=delivery.next_attempt_at, delivery=str(delivery.pk))
